"""Tests which routines are accepted and how an invalid one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError
from support.routines import calf, routine

from cramp_timer.core.routine import Routine, RoutineOverrides
from cramp_timer.core.side import Side
from cramp_timer.errors import RoutineError
from cramp_timer.library import catalog

GOOD = """\
schema_version = 1
title = "Mine"
[[exercises]]
title = "Calf"
instruction = "Lean."
side = "each"
setup_seconds = 10
reps = 3
hold = { seconds = 8 }
relax = { seconds = 4 }
"""


def refusal(tmp_path: Path, text: str | bytes) -> str:
    file = tmp_path / "mine.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(RoutineError) as caught:
        catalog.read(file)
    sentence = str(caught.value)
    assert "mine.toml" in sentence
    assert "\n" not in sentence
    return sentence


def test_a_minimal_routine_file_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(GOOD)
    assert catalog.read(file).exercises[0].side is Side.EACH


@pytest.mark.parametrize(
    ("wrong", "field", "reason"),
    [
        (("reps = 3", "reps = 0"), "exercises.1.reps", "greater than or equal to 1"),
        (("reps = 3", "reps = 3.5"), "exercises.1.reps", "whole number"),
        (("reps = 3", 'reps = "3"'), "exercises.1.reps", "whole number"),
        (("reps = 3", "reps = true"), "exercises.1.reps", "whole number"),
        (("seconds = 8", "seconds = nan"), "exercises.1.hold.seconds", ""),
        (("seconds = 8", "seconds = 1e9"), "exercises.1.hold.seconds", "less than or equal to 300"),
        (('"each"', '"middle"'), "exercises.1.side", "'left'"),
        (("reps", "repz"), "exercises.1.reps", "is missing"),
        (('"Mine"', '"Mine"\nsubtitle = "x"'), "subtitle", "check its spelling"),
        (("schema_version = 1", "schema_version = 2"), "schema_version", "newer"),
        (('"Lean."', '"Lean.\\u001b[31m"'), "exercises.1.instruction", "control characters"),
        (("reps = 3", "reps = 1000"), "", "at most 60"),
    ],
)
def test_a_routine_with_a_wrong_field_is_refused_with_field_and_reason(
    tmp_path: Path, wrong: tuple[str, str], field: str, reason: str
) -> None:
    sentence = refusal(tmp_path, GOOD.replace(*wrong, 1))
    assert field in sentence
    assert reason in sentence


def test_broken_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    assert "line 3" in refusal(tmp_path, "title = 'x'\nschema_version = 1\nreps = = 3\n")


@pytest.mark.parametrize(
    "text", [b"\xff\xfe\x00", b"a = " + b"[" * 5000, b"a = " + b"1" * 5000, b"#" * 2_000_000, b""]
)
def test_content_that_is_no_routine_is_refused_in_one_sentence(tmp_path: Path, text: bytes) -> None:
    refusal(tmp_path, text)


def test_a_byte_order_mark_in_a_routine_file_is_accepted(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert catalog.read(file).title == "Mine"


def test_a_single_side_for_a_routine_that_uses_both_legs_is_refused() -> None:
    with pytest.raises(ValueError, match="side: no exercise"):
        RoutineOverrides(side="left").apply_to(catalog.load("wall-stretch"))


def test_a_folder_in_place_of_a_routine_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RoutineError, match="cannot be read"):
        catalog.load(f"{tmp_path}/")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wal", "wall-stretch"),
        ("bedtme", "bedtime"),
        ("trail", "calf-hamstring"),
        ("streching", "stretch"),
    ],
)
def test_an_unknown_routine_name_suggests_the_nearest_one(typed: str, meant: str) -> None:
    with pytest.raises(RoutineError, match=f"did you mean|there are.*{meant}"):
        catalog.load(typed)


def test_a_renamed_routine_is_still_found_by_its_old_name() -> None:
    assert catalog.load("trial") == catalog.load("calf-hamstring")


@pytest.mark.parametrize("name", catalog.names())
def test_every_built_in_routine_has_source_and_evidence_and_promises_no_prevention(
    name: str,
) -> None:
    built_in_folder = catalog.load(name)
    assert built_in_folder.source
    assert built_in_folder.evidence
    assert "prevent" not in f"{built_in_folder.summary} {built_in_folder.evidence}".lower()


def test_overrides_change_every_exercise_to_which_they_apply() -> None:
    changed = RoutineOverrides(reps=5, hold=8, relax=4, side="left").apply_to(
        catalog.load("bedtime")
    )
    assert [exercise.reps for exercise in changed.exercises] == [5, 5]
    assert [exercise.side for exercise in changed.exercises] == [Side.BOTH, Side.LEFT]
    assert {exercise.hold.seconds for exercise in changed.exercises} == {8}


def test_overrides_that_make_a_routine_too_long_are_refused() -> None:
    with pytest.raises(ValidationError, match="at most 60"):
        RoutineOverrides(reps=1000).apply_to(catalog.load("bedtime"))


def test_a_routine_cannot_be_changed_in_place() -> None:
    built: Routine = routine(calf())
    with pytest.raises(ValidationError, match="frozen"):
        built.title = "Other"
