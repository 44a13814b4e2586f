"""Tests cramp coaching in line mode, branch by branch, on a clock that the test advances."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from io import StringIO

import pytest
from support.clock import FakeClock
from support.record import MemoryRecorder
from support.sound import RecordingSpeaker

from cramp_timer.audio.voice.pack import Pack
from cramp_timer.core.advice import ReplyKeys
from cramp_timer.core.episode import Episode
from cramp_timer.core.episode import Stage as EpisodeStage
from cramp_timer.guide.lines import signs_lines
from cramp_timer.guide.texts import advice
from cramp_timer.line_mode.cramp import CrampLines
from cramp_timer.line_mode.terminal import LineTerminal
from cramp_timer.sessions.cramp_session import NO_CRAMP, CrampSession
from cramp_timer.settings import Settings
from cramp_timer.system.suspend import SuspendWatch, Suspension

ADVICE = advice()
SIGNS = [*signs_lines(Settings())]


class Stage:
    """Cramp coaching in line mode with a fake clock; `told` is all text printed so far."""

    def __init__(self, pack: Pack, clock: FakeClock, typed: StringIO | None) -> None:
        self.clock = clock
        self.record = MemoryRecorder()
        self.output = StringIO()
        self.suspend_watch = SuspendWatch()
        sound = RecordingSpeaker()
        episode = Episode(
            ADVICE, pack, clock, clock.now, keys=ReplyKeys.ENTER if typed else ReplyKeys.NONE
        )
        coach = CrampSession(
            episode, pack, sound, self.record, datetime(2026, 11, 23, 3, tzinfo=UTC)
        )
        self.coach = coach
        self.plain = CrampLines(coach, self.suspend_watch, LineTerminal(typed, self.output), SIGNS)

    def go(self, seconds: float) -> bool:
        """Advance the clock, polling every second; return whether coaching continues."""
        more = self.plain.poll()
        for _ in range(round(seconds)):
            self.clock.advance(1.0)
            more = self.plain.poll()
        return more

    def until_typed(self) -> None:
        """Wait until the reading thread has passed on a typed line."""
        while not self.plain.terminal._typed.qsize():
            time.sleep(0)

    @property
    def told(self) -> str:
        return self.output.getvalue()


@pytest.fixture
def stage(pack: Pack, clock: FakeClock) -> Stage:
    return Stage(pack, clock, None)


def test_cramp_coaching_prints_lines_at_their_times_without_asking_for_keys(stage: Stage) -> None:
    stage.go(100)
    assert f" 0:00  {ADVICE.coaching[0].say}\n" in stage.told
    assert " 0:07  Do not point your toes.\n" in stage.told
    assert "any key" not in stage.told
    assert "Enter" not in stage.told  # there is no input to press it on


def test_without_input_a_cramp_ends_after_ten_minutes_with_the_warning_signs(stage: Stage) -> None:
    assert stage.go(600)
    assert ADVICE.late.say in stage.told
    assert not stage.go(60)
    for sign in (*SIGNS, *(sign.say for sign in ADVICE.signs)):
        assert sign in stage.told
    assert stage.record.last.eased is False


def test_key_w_prints_the_warning_signs_and_key_n_resumes_coaching_after_easing(
    pack: Pack, clock: FakeClock
) -> None:
    stage = Stage(pack, clock, StringIO("w\n"))
    stage.until_typed()
    stage.go(1)
    assert "\n".join(SIGNS) in stage.told
    assert stage.coach.episode.stage is EpisodeStage.COACHING
    stage.coach.ease()
    stage.plain.obey("n")
    assert stage.coach.episode.stage is EpisodeStage.COACHING


def test_a_cramp_reported_as_a_mistake_is_marked_in_the_diary_as_no_cramp(
    pack: Pack, clock: FakeClock
) -> None:
    stage = Stage(pack, clock, StringIO("d\n"))
    stage.coach.ease()
    stage.plain._ask_how_bad()
    assert stage.plain._end() == NO_CRAMP
    assert stage.record.last.was_none


def test_after_ten_minutes_a_user_with_a_keyboard_can_still_report_easing(
    pack: Pack, clock: FakeClock
) -> None:
    stage = Stage(pack, clock, StringIO())
    assert stage.go(700)
    stage.coach.ease()
    assert stage.go(1)
    assert ADVICE.late_good.say in stage.told or ADVICE.good.say in stage.told


def test_a_long_sleep_of_the_machine_ends_the_cramp_with_unknown_outcome(stage: Stage) -> None:
    stage.go(20)
    stage.suspend_watch._suspension = Suspension(stage.clock(), 7200.0)
    assert not stage.plain.poll()
    assert stage.record.last.ended is not None
    assert stage.record.last.eased is None


def test_cramp_coaching_continues_when_its_output_cannot_be_written(
    pack: Pack, clock: FakeClock
) -> None:
    class Full(StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    stage = Stage(pack, clock, None)
    stage.plain.terminal = LineTerminal(None, Full())
    assert stage.go(30)


def test_a_number_says_how_bad_it_was_as_soon_as_it_is_over(pack: Pack, clock: FakeClock) -> None:
    stage = Stage(pack, clock, StringIO())
    stage.plain.poll()
    stage.plain.obey("7")
    assert "7 of 10." not in stage.output.getvalue()  # still going on
    stage.plain.obey("")
    stage.plain.obey("7")
    assert stage.coach.worst == 7
    assert "7 of 10." in stage.output.getvalue()
    stage.plain.obey("10")
    assert stage.coach.worst == 10


def test_w_in_lines_speaks_the_signs_and_the_coaching_goes_on_after_them(
    pack: Pack, clock: FakeClock
) -> None:
    stage = Stage(pack, clock, StringIO())
    sound = stage.coach.output
    assert isinstance(sound, RecordingSpeaker)
    stage.go(20)
    coaching = sound.asked[-1][0]
    stage.plain.obey("w")
    signs = sound.asked[-1][0]
    assert signs != coaching
    assert "This is no diagnosis" in stage.output.getvalue()
    stage.go(5)
    assert sound.asked[-1][0] == signs
    stage.go(60)
    assert sound.asked[-1][0] == coaching
