"""A cramp in lines, branch by branch, on a clock that stands still."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from io import StringIO

import pytest
from support.clock import FakeClock
from support.record import WrittenDown
from support.sound import RecordingSpeaker

from cramp_timer.audio.voice.pack import Pack
from cramp_timer.coach import NO_CRAMP, Coach
from cramp_timer.core.advice import Keys
from cramp_timer.core.episode import Episode
from cramp_timer.core.episode import Stage as EpisodeStage
from cramp_timer.guide.texts import advice, signs_lines
from cramp_timer.lines import Lines
from cramp_timer.plain_now import PlainNow
from cramp_timer.settings import Settings
from cramp_timer.system.suspend import FreezeWatch, Gap

ADVICE = advice()
SIGNS = [*signs_lines(Settings())]


class Stage:
    """Plain mode with a fake clock and what it has told."""

    def __init__(self, pack: Pack, clock: FakeClock, typed: StringIO | None) -> None:
        self.clock = clock
        self.record = WrittenDown()
        self.output = StringIO()
        self.freeze = FreezeWatch()
        sound = RecordingSpeaker()
        episode = Episode(ADVICE, pack, clock, clock.now, keys=Keys.ENTER if typed else Keys.NONE)
        coach = Coach(episode, pack, sound, self.record, datetime(2026, 11, 23, 3, tzinfo=UTC))
        self.coach = coach
        self.plain = PlainNow(coach, self.freeze, Lines(typed, self.output), SIGNS)

    def go(self, seconds: float) -> bool:
        """Let time pass, a second at a look; whether there is more to come."""
        more = self.plain.look()
        for _ in range(round(seconds)):
            self.clock.advance(1.0)
            more = self.plain.look()
        return more

    def until_typed(self) -> None:
        """Wait until a line has come through the thread that reads."""
        while not self.plain._lines._typed.qsize():
            time.sleep(0)

    @property
    def told(self) -> str:
        return self.output.getvalue()


@pytest.fixture
def stage(pack: Pack, clock: FakeClock) -> Stage:
    return Stage(pack, clock, None)


def test_every_line_is_told_once_at_its_time(stage: Stage) -> None:
    stage.go(100)
    assert f" 0:00  {ADVICE.coaching[0].say}\n" in stage.told
    assert " 0:07  Do not point your toes.\n" in stage.told
    assert "any key" not in stage.told
    assert "Enter" not in stage.told  # nobody is there to press it


def test_after_ten_minutes_the_signs_are_told_and_it_ends(stage: Stage) -> None:
    assert stage.go(600)
    assert ADVICE.late.say in stage.told
    assert not stage.go(60)
    for sign in (*SIGNS, *(sign.say for sign in ADVICE.signs)):
        assert sign in stage.told
    assert stage.record.last.eased is False


def test_w_tells_the_warning_signs_and_n_says_that_it_is_back(pack: Pack, clock: FakeClock) -> None:
    stage = Stage(pack, clock, StringIO("w\n"))
    stage.until_typed()
    stage.go(1)
    assert "\n".join(SIGNS) in stage.told
    assert stage.coach.episode.stage is EpisodeStage.COACHING
    stage.coach.ease()
    stage.plain._obey("n")
    assert stage.coach.episode.stage is EpisodeStage.COACHING


def test_a_slip_that_was_no_cramp_leaves_nothing_in_the_diary(pack: Pack, clock: FakeClock) -> None:
    stage = Stage(pack, clock, StringIO("d\n"))
    stage.coach.ease()
    stage.plain._ask()
    assert stage.plain._last_words() == NO_CRAMP
    assert stage.record.last.was_none


def test_somebody_who_can_type_is_not_left_alone_after_that(pack: Pack, clock: FakeClock) -> None:
    stage = Stage(pack, clock, StringIO())
    assert stage.go(700)
    stage.coach.ease()
    assert stage.go(1)
    assert ADVICE.late_good.say in stage.told or ADVICE.good.say in stage.told


def test_a_long_sleep_ends_it(stage: Stage) -> None:
    stage.go(20)
    stage.freeze._gap = Gap(stage.clock(), 7200.0)
    assert not stage.plain.look()
    assert stage.record.last.ended is not None
    assert stage.record.last.eased is None


def test_a_full_output_stops_nothing(pack: Pack, clock: FakeClock) -> None:
    class Full(StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    stage = Stage(pack, clock, None)
    stage.plain._lines = Lines(None, Full())
    assert stage.go(30)
