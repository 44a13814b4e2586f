"""The day without a screen: turns, typed lines, flexes and sleep, on a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO

import pytest
from support.clock import FakeClock
from support.record import MemoryRecorder
from support.sound import RecordingSpeaker

from cramp_timer.audio.voice.pack import Pack
from cramp_timer.core.day_cycle import DayTimer, Phase
from cramp_timer.line_mode.day import DayLines
from cramp_timer.line_mode.terminal import LineTerminal
from cramp_timer.sessions.day_session import FLEX_SECONDS, DaySession
from cramp_timer.sessions.services import Services

UP, REST = 3000.0, 600.0
AFTERNOON = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


class ScriptedTerminal(LineTerminal):
    """A terminal whose waits advance a clock; each typed line comes after so many seconds."""

    def __init__(self, clock: FakeClock, typed: list[tuple[float, str]]) -> None:
        self.output = StringIO()
        super().__init__(None, self.output)
        self._clock = clock
        self._script = typed

    def wait(self, seconds: float | None = None) -> str | None:
        after, line = self._script[0]
        if seconds is not None and seconds < after:
            self._script[0] = (after - seconds, line)
            self._clock.advance(seconds)
            return None
        self._clock.advance(after)
        self._script.pop(0)
        return line


@pytest.fixture
def run(
    clock: FakeClock, sound: RecordingSpeaker, pack: Pack
) -> Callable[[list[tuple[float, str]]], tuple[str, list[float]]]:
    """Run the day with typed lines; return what was printed and when flexes were led."""

    def run_day(
        typed: list[tuple[float, str]], asleep: Callable[[], float] = lambda: 0.0
    ) -> tuple[str, list[float]]:
        services = Services(
            clock=clock, now=lambda: AFTERNOON, make_output=lambda: sound, pack=pack,
            recorder=MemoryRecorder(),
        )  # fmt: skip
        begun, flexes = clock(), []
        terminal = ScriptedTerminal(clock, typed)
        session = DaySession(services, DayTimer(clock, UP, REST), clock, asleep)
        DayLines(
            session, terminal, ["sign"], lambda: AFTERNOON, lambda: flexes.append(clock() - begun),
            lambda: terminal.print("a cramp is led"),
        ).run()  # fmt: skip
        return terminal.output.getvalue(), flexes

    return run_day


Run = Callable[..., tuple[str, list[float]]]


@pytest.mark.parametrize("after", [1.0, 4.0, 7.9])
def test_q_typed_while_a_turn_is_being_announced_leaves_the_day(run: Run, after: float) -> None:
    printed, _ = run([(UP + after, "q")])
    assert "Feet up, 10 min." in printed


def test_n_leads_through_a_cramp_by_day(run: Run) -> None:
    printed, _ = run([(30.0, "n"), (60.0, "q")])
    assert "a cramp is led" in printed


def test_flex_is_led_once_at_its_turn(run: Run) -> None:
    _, flexes = run([(2 * UP + REST + 100, "q")])
    assert flexes == [2 * UP + REST + FLEX_SECONDS]


def test_flex_is_not_led_when_the_rest_was_snoozed_or_paused(run: Run) -> None:
    for key in ("z", ""):
        _, flexes = run([(2 * UP + REST + 1, key), (100.0, "q")])
        assert flexes == []


def test_sleep_of_the_machine_begins_the_activity_anew(
    run: Run, clock: FakeClock, sound: RecordingSpeaker
) -> None:
    begun = clock()
    woken_at = begun + UP - 60
    printed, _ = run([(UP + 30.0, "q")], lambda: 1e6 if clock() >= woken_at else 0.0)
    assert Phase.FEET.value.capitalize() not in printed
    assert sound.asked == []


def test_turns_are_announced_and_the_device_is_released_after_each(
    run: Run, sound: RecordingSpeaker
) -> None:
    run([(UP + 60, "q")])
    assert len(sound.asked) == 1
    assert sound.state == "closed"


def test_what_is_not_a_key_of_the_day_prints_the_keys(run: Run) -> None:
    printed, _ = run([(1.0, "banana"), (1.0, "w"), (1.0, "q")])
    assert "z: ten minutes more" in printed
    assert "sign\n" in printed
