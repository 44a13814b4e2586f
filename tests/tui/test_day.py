"""Tests of the day screen: turns with sound, the guided ankle flex, and quiet hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static
from tui.conftest import Stage

from cramp_timer.core.day_cycle import Phase
from cramp_timer.core.engine import BREATH_SECONDS
from cramp_timer.diary.checklist import ChecklistItem
from cramp_timer.sessions.day_session import FLEX_SECONDS, SOUNDING_SECONDS
from cramp_timer.tui.app import CrampTimerApp
from cramp_timer.tui.screens.day import DayScreen
from cramp_timer.tui.screens.session import SessionScreen

Picture = Callable[[Pilot[None]], bool]
UP, REST = 3000.0, 600.0


def corner(stage: Stage) -> CrampTimerApp:
    stage.time_of_day = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
    return stage.app(day=True)


def text(pilot: Pilot[None], name: str) -> str:
    return str(pilot.app.screen.query_one(name, Static).content)


async def later(pilot: Pilot[None], stage: Stage, seconds: float) -> None:
    await pilot.pause()
    stage.clock.advance(seconds)
    screen = pilot.app.screen
    assert isinstance(screen, DayScreen)
    screen.poll()
    await pilot.pause()


def heard(stage: Stage) -> list[str]:
    return [Path(note.file).name for score, _ in stage.sound.asked for note in score]


def clip(stage: Stage, phase: Phase) -> str:
    found = stage.pack.voice(phase.announcement(stage.pack.wording))
    assert found is not None
    return found.name


async def test_each_turn_of_the_day_screen_plays_a_chime_and_its_spoken_line(stage: Stage) -> None:
    async with corner(stage).run_test(size=(50, 8)) as pilot:
        await later(pilot, stage, UP - 61)
        assert (text(pilot, "#phase"), text(pilot, "#minutes")) == ("Up and about", "2 min")
        assert heard(stage) == []
        await later(pilot, stage, 61)
        assert text(pilot, "#phase") == "Feet up"
        assert heard(stage) == ["chime-hold.wav", clip(stage, Phase.FEET)]
        await later(pilot, stage, REST)
        assert heard(stage)[-1] == clip(stage, Phase.UP)


async def test_quiet_hours_silence_the_turns_of_the_day_screen(stage: Stage) -> None:
    async with corner(stage).run_test(size=(50, 8)) as pilot:
        stage.time_of_day = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
        await later(pilot, stage, UP)
        assert text(pilot, "#phase") == "Feet up"
        assert "quiet hours" in text(pilot, "#minutes")
        assert heard(stage) == []


async def test_ankle_flex_by_day_runs_without_a_key_and_returns_to_the_day_screen(
    stage: Stage,
) -> None:
    async with corner(stage).run_test(size=(50, 12)) as pilot:
        for seconds in (UP, REST, UP, FLEX_SECONDS):
            await later(pilot, stage, seconds)
        await pilot.pause()
        await pilot.pause()
        await stage.go(pilot, BREATH_SECONDS)
        running = pilot.app.screen
        assert isinstance(running, SessionScreen)
        held = [
            e.reps * (e.hold.seconds + e.relax.seconds) for e in running.session.routine.exercises
        ]
        assert held == [60.0]
        await stage.go(pilot, running.session.engine.timeline.duration)
        await pilot.pause()
        assert text(pilot, "#phase") == "Flex your ankles"


async def test_day_screen_keys_pause_snooze_skip_and_count_a_glass(stage: Stage) -> None:
    async with corner(stage).run_test(size=(50, 8)) as pilot:
        await pilot.pause()
        await pilot.press("space")
        assert text(pilot, "#minutes") == "paused; space goes on"
        await pilot.press("space", "z")
        assert text(pilot, "#minutes") == "60 min"
        await pilot.press("right", "f", "f")
        assert text(pilot, "#phase") == "Feet up"
        assert stage.diary().tally(date(2026, 11, 23)) == {ChecklistItem.GLASS: 2}


async def test_a_turn_of_the_day_makes_no_sound_during_a_cramp(stage: Stage) -> None:
    async with corner(stage).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, DayScreen)
        await pilot.press("n")
        await pilot.pause()
        before = len(stage.sound.asked)
        stage.clock.advance(UP)
        screen.poll()
        assert len(stage.sound.asked) == before


async def test_a_machine_sleep_restarts_the_day_cycle(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = corner(stage)
    async with app.run_test(size=(50, 8)) as pilot:
        await later(pilot, stage, UP - 30)
        monkeypatch.setattr(app._day, "_asleep", lambda: 1e9)
        await later(pilot, stage, 40)
        assert (text(pilot, "#phase"), text(pilot, "#minutes")) == ("Up and about", "50 min")
        assert heard(stage) == []


async def test_day_screen_closes_the_sound_device_between_turns(stage: Stage) -> None:
    async with corner(stage).run_test(size=(50, 8)) as pilot:
        await later(pilot, stage, UP)
        assert stage.sound.state != "closed"
        await later(pilot, stage, SOUNDING_SECONDS)
        assert stage.sound.state == "closed"


async def test_day(stage: Stage, picture: Picture) -> None:
    async with corner(stage).run_test(size=(50, 8)) as pilot:
        await later(pilot, stage, UP)
        await pilot.press("f")
        assert picture(pilot)
