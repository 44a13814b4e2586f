"""Tests of routines from elsewhere: JSON, YAML and tables become the same routine, or one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support.routines import routines
from support.shell import run

from cramp_timer.core.routine import Routine
from cramp_timer.library import catalog
from cramp_timer.library.parsing import parse_routine

ROWS = (
    ("exercise", "instruction", "leg", "reps", "hold", "sets"),
    ("Heel raise", "Rise on your toes, near a wall.", "each", "10", "2,5 s", "2"),
    ("Toe lift", "Café: lift your toes.", "L", "5", "", ""),
)


def table(delimiter: str, *, first: str = "", last: str = "") -> str:
    return first + "\r\n".join(delimiter.join(f'"{c}"' for c in row) for row in ROWS) + last


@given(routines())
def test_a_routine_in_json_or_yaml_is_the_routine_that_was_written(routine: Routine) -> None:
    fields = routine.model_dump(mode="json")
    for name, text in (
        ("a.json", json.dumps(fields)),
        ("a.yaml", yaml.safe_dump(fields)),
        ("a.YML", yaml.safe_dump(fields, allow_unicode=True)),
    ):
        assert parse_routine(text.encode(), name) == (routine, [])


@pytest.mark.parametrize(
    "content",
    [
        table(",").encode(),
        table(";").encode("utf-8-sig"),
        table("\t").encode("utf-16"),
        table(";", first="sep=;\r\n", last="\r\n;;;;;\r\n\r\n").encode("cp1252"),
        table("|", first="SEP=|\n").replace("\r\n", "\n").encode(),
    ],
)
def test_a_table_of_any_spreadsheet_is_a_routine_with_one_exercise_in_a_line(
    content: bytes,
) -> None:
    routine, problems = parse_routine(content, "from_my-physio.csv")
    assert routine is not None, problems
    assert routine.title == "From my physio"
    raise_, lift = routine.exercises
    assert (raise_.title, raise_.side, raise_.reps, raise_.sets) == ("Heel raise", "each", 10, 2)
    assert (raise_.hold.seconds, raise_.relax.seconds) == (2.5, 5)
    assert (lift.instruction, lift.side, lift.sets) == ("Café: lift your toes.", "left", 1)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.csv", "", "is empty"),
        ("a.csv", "title,weight\nA,b", "line 1: 'weight' is not a column that is known here"),
        ("a.csv", "title\nA", "line 1: has no column 'instruction'"),
        ("a.csv", "title,title,instruction", "line 1: two columns are named 'title'"),
        ("a.csv", "title,instruction\nA,b,c", "line 2: has 3 cells, not 2"),
        ("a.csv", 'title,instruction\nA,"b', "line 2: unexpected end of data"),
        ("a.csv", "title,instruction,reps\nA,b,many", "line 2: reps: 'many' is not a number"),
        ("a.csv", "title,instruction,reps\nA,b,2.5", "line 2: exercises.1.reps: must be a whole"),
        ("a.csv", "title,instruction,leg\nA,b,c", "line 2: exercises.1.side: must be"),
        ("a.json", "[1]", "must have named fields at its top"),
        ("a.json", '{"title": 1,}', "line 1: is not valid JSON"),
        ("a.json", "[" * 100_000, "is nested too deeply"),
        ("a.json", '{"schema_version": 2}', "schema_version: is of a newer cramp-timer"),
        ("a.yaml", "a: [", "line 1: is not valid YAML"),
        ("a.yaml", "a: &a [1]\nb: [*a, *a]", "uses aliases (*name)"),
        ("a.yaml", "!!python/object/apply:os.system [ls]", "line 1: is not valid YAML"),
        ("a.yaml", "\x07", "is not valid YAML"),
        ("a.yaml", "[" * 100_000, "is nested too deeply"),
        ("a.yaml", "title: 2026-11-25", "title: must be words"),
    ],
)
def test_what_cannot_be_understood_is_one_sentence(name: str, text: str, told: str) -> None:
    routine, problems = parse_routine(text.encode(), name)
    assert routine is None
    assert str(problems[0]).startswith(told) or told in [
        str(each)[: len(told)] for each in problems
    ]
    assert all("\n" not in str(problem) for problem in problems)


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.json", "a.yaml"]))
def test_any_bytes_are_a_routine_or_told_problems(content: bytes, name: str) -> None:
    routine, problems = parse_routine(content, name)
    assert (routine is None) == bool(problems)


def test_a_file_of_another_format_is_copied_before_it_is_edited(tmp_path: Path) -> None:
    file = tmp_path / "from-my-physio.csv"
    file.write_text(table(","), encoding="utf-8")
    before = file.read_bytes()
    assert run("new", "Evenings", "--like", str(file)).returncode == 0
    assert catalog.load("evenings").exercises[0].title == "Heel raise"
    edited = run("edit", str(file), EDITOR="true")
    assert "is of another format; this is a copy" in edited.stdout
    assert file.read_bytes() == before
