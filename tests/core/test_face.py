"""Tests what the session screen shows for each snapshot of the engine."""

from __future__ import annotations

import pytest
from support.clock import FakeClock

from cramp_timer.audio.voice.pack import Pack
from cramp_timer.core.compiler import compile_timeline
from cramp_timer.core.engine import BREATH_SECONDS, Engine
from cramp_timer.library import catalog
from cramp_timer.presentation.routine_view import (
    MOVEMENT_STEPS,
    RoutineView,
    routine_view,
    seconds_until_change,
)


@pytest.fixture
def engine(pack: Pack, clock: FakeClock) -> Engine:
    made = Engine(compile_timeline(catalog.load("wall-stretch"), pack), clock)
    made.start()
    clock.advance(BREATH_SECONDS)
    return made


def face(engine: Engine) -> RoutineView:
    return routine_view(engine.snapshot(), engine.timeline)


def test_a_ten_second_hold_shows_the_digits_ten_to_one(engine: Engine, clock: FakeClock) -> None:
    clock.advance(28)
    seen = []
    for _ in range(10):
        seen.append(face(engine).digits)
        clock.advance(1)
    assert seen == [str(number) for number in range(10, 0, -1)]


def test_the_session_view_gives_phase_leg_rep_and_next_step_in_words(
    engine: Engine, clock: FakeClock
) -> None:
    clock.advance(30)
    now = face(engine)
    assert (now.phase, now.leg, now.rep, now.is_hold) == ("HOLD", "Both legs", "1 of 3", True)
    assert now.coming == "Next: release, 5 s"


def test_the_paused_session_view_says_that_the_hold_begins_again(
    engine: Engine, clock: FakeClock
) -> None:
    clock.advance(30)
    engine.pause()
    now = face(engine)
    assert now.phase == "PAUSED"
    assert "begins again" in now.say


def test_the_next_view_update_is_due_when_the_digits_change(
    engine: Engine, clock: FakeClock
) -> None:
    clock.advance(29.5)  # later than the movement into the hold
    before = face(engine).digits
    wait = seconds_until_change(engine.snapshot())
    clock.advance(wait - 0.01)
    assert face(engine).digits == before
    clock.advance(0.02)
    assert face(engine).digits != before


def test_the_figure_moves_from_rest_to_hold_in_the_first_second_of_a_hold(
    engine: Engine, clock: FakeClock
) -> None:
    clock.advance(27.9)
    seen: list[float] = []
    while not seen or seen[-1] < 1:
        clock.advance(seconds_until_change(engine.snapshot()) + 0.001)
        seen.append(face(engine).moved)
    assert seen == sorted(set(seen))
    assert len(seen) == MOVEMENT_STEPS
    assert engine.position == pytest.approx(28 + 1, abs=0.3)


def test_near_the_end_the_routine_share_is_nearly_one_and_the_segment_share_low(
    engine: Engine, clock: FakeClock
) -> None:
    clock.advance(75.5)
    now = face(engine)
    assert now.done == pytest.approx(0.99, abs=0.01)
    assert now.share < 0.2
    assert now.coming == "Then good night"
