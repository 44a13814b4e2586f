"""Tests of the routines that are listed for a person, and of the changes that are remembered."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest

from cramp_timer.core.routine import Routine
from cramp_timer.errors import CrampTimerError
from cramp_timer.library import catalog
from cramp_timer.library.offered import OfferedRoutines
from cramp_timer.library.overrides import FILE
from cramp_timer.system.paths import config_folder


def offered() -> OfferedRoutines:
    routines = OfferedRoutines(lambda _: True)
    routines.read()
    return routines


def test_only_what_is_offered_is_listed_in_the_order_of_the_catalogue() -> None:
    def needs_no_standing(routine: Routine) -> bool:
        return routine.position == "seated"

    routines = OfferedRoutines(needs_no_standing)
    assert routines.read() == []
    seated = [name for name in catalog.BUILT_IN if needs_no_standing(catalog.load(name))]
    assert routines.names == seated


def test_a_step_changes_each_exercise_by_one_and_is_remembered() -> None:
    routines = offered()
    before = [each.reps for each in routines.changed("bedtime").exercises]
    routines.step("bedtime", "reps", 1)
    assert [each.reps for each in routines.changed("bedtime").exercises] == [
        reps + 1 for reps in before
    ]
    assert offered().changed("bedtime") == routines.changed("bedtime")
    assert routines.unchanged("bedtime") == catalog.load("bedtime")
    routines.restore("bedtime")
    assert offered().changed("bedtime") == catalog.load("bedtime")


def test_a_step_that_would_change_nothing_is_refused() -> None:
    routines = offered()
    most = max(each.reps for each in routines.changed("wall-stretch").exercises)
    for _ in range(most - 1):
        routines.step("wall-stretch", "reps", -1)
    with pytest.raises(ValueError, match="least"):
        routines.step("wall-stretch", "reps", -1)


def test_legs_turn_from_both_to_left_to_right_and_back() -> None:
    routines = offered()
    chosen = []
    for _ in range(4):
        routines.turn_legs("ankle-flex")
        chosen.append(routines.overrides("ankle-flex").side)
    assert chosen == ["left", "right", "both", "left"]
    with pytest.raises(ValueError, match="one leg"):
        routines.turn_legs("wall-stretch")


def test_changes_that_no_longer_fit_the_file_are_left_out() -> None:
    routines = offered()
    routines.turn_legs("ankle-flex")
    again = OfferedRoutines(lambda _: True)
    again.read()
    again._unchanged["ankle-flex"] = catalog.load("wall-stretch")
    assert again.changed("ankle-flex") == catalog.load("wall-stretch")


UNREADABLE = ["{", "[]", "7", '{"bedtime": 3}', '{"bedtime": {"reps": "many"}}']


@pytest.mark.parametrize("content", UNREADABLE)
def test_changes_that_cannot_be_read_are_told_and_never_lost(content: str) -> None:
    file = config_folder() / FILE
    file.parent.mkdir(parents=True)
    file.write_text(content)
    routines = OfferedRoutines(lambda _: True)
    (problem,) = routines.read()
    assert FILE in problem
    assert routines.changed("bedtime") == catalog.load("bedtime")
    with suppress(CrampTimerError):  # nothing is written where nothing can be kept
        routines.step("seated", "reps", 1)
    assert (
        content == file.read_text()
        or json.loads(file.read_text()).items() > json.loads(content).items()
    )
