"""Tests of how the cramp screen interrupts the other screens and returns to them."""

from __future__ import annotations

import pytest
from tui.conftest import Stage, struck

from cramp_timer.core.engine import State
from cramp_timer.guide import safety_notice
from cramp_timer.guide.texts import advice
from cramp_timer.library import catalog
from cramp_timer.system.paths import data_folder
from cramp_timer.tui.app import CrampTimerApp
from cramp_timer.tui.app_base import ASK_FIRST, SIGNS
from cramp_timer.tui.screens.cramp import CrampScreen
from cramp_timer.tui.screens.home import HomeScreen
from cramp_timer.tui.screens.session import SessionScreen
from cramp_timer.tui.screens.summary import SummaryScreen
from cramp_timer.tui.widgets.hanging_text import HangingText

ADVICE = advice()


async def test_n_opens_the_cramp_screen_from_home_and_closing_returns_home(stage: Stage) -> None:
    async with stage.app().run_test() as pilot:
        await pilot.press("n")
        await struck(pilot)
        assert stage.sound.asked[-1][1] == stage.clock.now  # the device is open: it plays at once
        await pilot.press("space", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_routine_waits_in_silence_while_a_cramp_lasts(stage: Stage) -> None:
    async with stage.app("wall-stretch").run_test() as pilot:
        await pilot.pause()
        await pilot.pause()
        session = pilot.app.screen
        assert isinstance(session, SessionScreen)
        engine = session.session.engine
        await stage.go(pilot, 30)
        await pilot.press("w")
        await pilot.press("n")  # pressed on the warning signs above the routine
        await struck(pilot)
        await stage.go(pilot, 100)
        await pilot.press("space", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen.id == session.id
        assert engine.state is State.PAUSED
        assert engine.position == pytest.approx(30, abs=0.5)
        await pilot.press("space")
        assert engine.snapshot().state is State.RUNNING


async def test_safety_notice_is_shown_before_the_first_routine_but_never_before_a_cramp(
    stage: Stage,
) -> None:
    app = stage.app("wall-stretch")
    forget()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == "AskFirstScreen"
        shown = " ".join(
            line for each in pilot.app.screen.query(HangingText) for line in each.lines
        )
        assert "blood clot" in shown
        (spoken, _), *rest = stage.sound.asked
        assert not rest
        assert spoken[-1].file.endswith("press-enter-to-begin.mp3")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SessionScreen)
        assert pilot.app.screen.session.engine.state is State.RUNNING
        assert len(stage.sound.asked[-1][0]) > 30  # the routine sounds, and is not silenced
        assert safety_notice.was_shown()
    forget()
    async with CrampTimerApp(stage.services, cramp=True).run_test() as pilot:
        await struck(pilot)


def forget() -> None:
    (data_folder() / safety_notice._FILE).unlink()


async def test_a_cramp_that_strikes_as_a_routine_is_chosen_goes_first(stage: Stage) -> None:
    async with stage.app().run_test() as pilot:
        home = pilot.app.screen
        await pilot.press("n")
        home.post_message(HomeScreen.RoutineChosen("bedtime", catalog.load("bedtime")))
        await pilot.pause()
        await struck(pilot)
        await pilot.press("space", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_cramp_that_strikes_as_a_routine_begins_goes_first(stage: Stage) -> None:
    app = stage.app("wall-stretch")
    async with app.run_test() as pilot:
        app.action_cramp()
        await struck(pilot)
        assert all("now.wav" in score[0].file for score, _ in stage.sound.asked if score)
        await pilot.press("space", "enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, SessionScreen)
        assert pilot.app.screen.session.engine.state is State.RUNNING


async def test_a_cramp_that_strikes_as_a_routine_ends_stays_on_screen(stage: Stage) -> None:
    app = stage.app()
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        session = pilot.app.screen
        assert isinstance(session, SessionScreen)
        stage.clock.advance(1000)
        session.pulse()
        app.action_cramp()
        await struck(pilot)
        await pilot.press("space", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)


async def test_closing_the_cramp_screen_twice_reports_the_cramp_once(stage: Stage) -> None:
    async with stage.app().run_test() as pilot:
        await pilot.press("n")
        screen = await struck(pilot)
        screen.action_close()
        screen.action_close()
        await pilot.pause()
        assert isinstance(pilot.app, CrampTimerApp)
        assert len(pilot.app.last_words) == 1


async def test_n_on_the_warning_signs_returns_to_the_cramp_screen(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press("x", "x")
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.head.left == "It does not ease"


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_leaving_the_safety_notice_returns_home_and_starts_no_routine(
    stage: Stage, key: str
) -> None:
    app = stage.app()
    forget()
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        await pilot.press("w")
        await pilot.pause()
        assert pilot.app.screen.name == SIGNS
        await pilot.press("w")
        await pilot.pause()
        assert pilot.app.screen.name == ASK_FIRST
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        assert stage.sound.asked[-1] == ((), None)
        assert not safety_notice.was_shown()


async def test_f2_and_f3_open_the_cramp_and_the_warning_signs_from_the_settings_screen(
    stage: Stage,
) -> None:
    async with stage.app().run_test() as pilot:
        await pilot.press("s")
        await pilot.pause()
        await pilot.press("f3")
        await pilot.pause()
        assert pilot.app.screen.name == SIGNS
        await pilot.press("escape", "f2")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CrampScreen)
