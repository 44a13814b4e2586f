"""Tests that checking a routine file reports every problem at once, each with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_timer.library.parsing import parse_routine

BAD = b"""\
schema_version = 1
title = "Mine"
colour = "red"

[[exercises]]
title = "Calf"   # reps = 3
instruction = "Lean = in."
setup_seconds = 1
reps = 0
hold = { seconds = 0.5, lead_in = "Now, hold = yes" }
relax = { seconds = 5, secnods = 5 }

[[exercises]]
title = "Foot"
instruction = ""
setup_seconds = 10
reps = 3

[exercises.hold]
seconds = 900

[exercises.relax]
say = "And release."
"""


def test_every_problem_of_a_routine_file_is_reported_with_its_line() -> None:
    _, problems = parse_routine(BAD)
    told = [(problem.line, problem.field) for problem in problems]
    assert told == [
        (3, "colour"),
        (8, "exercises.1.setup_seconds"),
        (9, "exercises.1.reps"),
        (10, "exercises.1.hold.seconds"),
        (11, "exercises.1.relax.secnods"),
        (20, "exercises.2.hold.seconds"),
        (22, "exercises.2.relax.seconds"),
    ]
    assert str(problems[2]) == ("line 9: exercises.1.reps: must be greater than or equal to 1")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"title = ", "line 1: is not valid TOML: Invalid value"),
        (b'title = "a"\ntitle = "b"', "line 2: is not valid TOML: Cannot overwrite a value"),
        (b"schema_version = 2", "line 1: schema_version: is of a newer cramp-timer; update this"),
        (b"a\n\xff", "line 2: is not text in UTF-8; save it as UTF-8"),
        (b"x" * 1_000_001, "larger than a megabyte, so it is no routine"),
        (b"x = " + b"[" * 5000, "is not valid TOML"),
        (b"x = " + b"9" * 5000, "is not valid TOML"),
        (b"", "exercises: is missing"),
    ],
    ids=lambda each: each[:20].decode("latin-1") if isinstance(each, bytes) else each,
)
def test_content_that_is_no_routine_is_refused_with_a_sentence(
    content: bytes, sentence: str
) -> None:
    routine, problems = parse_routine(content)
    assert routine is None
    assert any(str(problem).startswith(sentence) for problem in problems)


@given(st.text(max_size=200))
def test_parsing_arbitrary_text_as_a_routine_never_raises(text: str) -> None:
    parse_routine(text.encode())


@given(st.text(st.sampled_from("[]{}=\"'#.,\n abz09-_"), max_size=200))
def test_parsing_toml_like_text_as_a_routine_never_raises(text: str) -> None:
    parse_routine(text.encode())
