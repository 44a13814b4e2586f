"""Tests the day timer, which alternates activity and rest, on a clock that the test advances."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.clock import FakeClock

from cramp_timer.core.day_cycle import SNOOZE_SECONDS, DayTimer, Phase, QuietHours

UP, REST = 3000.0, 600.0


def test_day_timer_cycles_through_activity_feet_up_activity_and_flexing(clock: FakeClock) -> None:
    day = DayTimer(clock, UP, REST)
    seen = []
    for _ in range(8):
        seen.append(day.poll().phase)
        clock.advance(day.poll().remaining)
    assert seen == [Phase.UP, Phase.FEET, Phase.UP, Phase.FLEX] * 2


@given(st.lists(st.floats(0, 2 * UP), max_size=30))
def test_polling_the_day_timer_changes_nothing_and_reports_each_turn_once(
    steps: list[float],
) -> None:
    clock = FakeClock()
    looked, seldom = DayTimer(clock, UP, REST), DayTimer(clock, UP, REST)
    for step in steps:
        clock.advance(step)
        looked.poll()
        again = looked.poll()
        assert not again.turned
    last, late = looked.poll(), seldom.poll()
    assert last.phase is late.phase
    assert last.remaining == pytest.approx(late.remaining)
    assert 0 < last.remaining <= UP


def test_a_paused_day_timer_stands_still_until_it_is_resumed(clock: FakeClock) -> None:
    day = DayTimer(clock, UP, REST)
    clock.advance(1000)
    day.pause_or_resume()
    clock.advance(50_000)
    assert day.poll().paused
    assert day.poll().remaining == UP - 1000
    day.pause_or_resume()
    clock.advance(1)
    assert day.poll().remaining == UP - 1001


def test_a_snooze_adds_ten_minutes_of_activity_and_then_the_due_rest_begins(
    clock: FakeClock,
) -> None:
    day = DayTimer(clock, UP, REST)
    clock.advance(UP + 5)
    assert day.poll().phase is Phase.FEET
    day.snooze()
    assert (day.poll().phase, day.poll().remaining) == (Phase.UP, SNOOZE_SECONDS)
    day.snooze()
    assert day.poll().remaining == 2 * SNOOZE_SECONDS
    clock.advance(2 * SNOOZE_SECONDS)
    snapshot = day.poll()
    assert (snapshot.phase, snapshot.remaining, snapshot.turned) == (Phase.FEET, REST, True)


def test_a_skip_begins_the_next_phase_of_the_day_at_once(clock: FakeClock) -> None:
    day = DayTimer(clock, UP, REST)
    day.skip()
    assert (day.poll().phase, day.poll().remaining) == (Phase.FEET, REST)


def test_after_the_machine_slept_the_day_timer_begins_activity_anew(clock: FakeClock) -> None:
    day = DayTimer(clock, UP, REST)
    clock.advance(UP + 300)
    day.poll()
    clock.advance(9000)
    day.begin_anew()
    snapshot = day.poll()
    assert (snapshot.phase, snapshot.remaining, snapshot.turned) == (Phase.UP, UP, False)


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("22:00-08:00", [(22, 0), (0, 0), (7, 59)], [(8, 0), (21, 59)]),
        ("13:00-14:30", [(13, 0), (14, 29)], [(14, 30), (12, 59), (0, 0)]),
        ("00:00-00:00", [], [(0, 0), (12, 0)]),
    ],
)
def test_quiet_hours_may_span_midnight_and_exclude_their_end_time(
    text: str, inside: list[tuple[int, int]], outside: list[tuple[int, int]]
) -> None:
    quiet = QuietHours.parsed(text)
    assert quiet is not None
    assert all(quiet.includes(*each) for each in inside)
    assert not any(quiet.includes(*each) for each in outside)


def test_an_empty_quiet_hours_setting_means_no_quiet_hours() -> None:
    assert QuietHours.parsed("") is None
