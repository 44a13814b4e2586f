"""Tests of the four questions before the first routine, and of what the answers steer."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList
from tui.conftest import Stage

from cramp_timer.guide import safety_notice
from cramp_timer.system.paths import config_folder, data_folder
from cramp_timer.tui.app import CrampTimerApp
from cramp_timer.tui.screens.home import HomeScreen
from cramp_timer.tui.screens.session import SessionScreen
from cramp_timer.tui.widgets.hanging_text import HangingText


def written() -> dict[str, object]:
    file = config_folder() / "settings.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


async def test_each_question_is_answered_by_one_key_and_may_stay_unanswered(stage: Stage) -> None:
    app = stage.app("wall-stretch")
    (data_folder() / safety_notice._FILE).unlink()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == "AskFirstScreen"
        questions = pilot.app.screen.query_one("#questions", HangingText)
        assert " ".join(questions.lines).count("not answered") == 4
        await pilot.press("1", "2", "2", "3", "3", "3")
        answers = {name: written().get(name) for name in ("pregnant", "falls", "numb_feet")}
        assert answers == {"pregnant": True, "falls": False, "numb_feet": None}
        assert " ".join(questions.lines).count("not answered") == 2
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SessionScreen)


async def answering(stage: Stage, routine: str, *keys: str) -> AsyncIterator[Pilot[None]]:
    """Start a routine for the first time ever, and answer the questions by these keys."""
    app = stage.app(routine)
    (data_folder() / safety_notice._FILE).unlink()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        await pilot.press(*keys, "enter")
        await pilot.pause()
        yield pilot


async def test_a_fall_that_is_told_of_at_the_first_start_leads_through_the_seated_routine(
    stage: Stage,
) -> None:
    async for pilot in answering(stage, "", "2"):
        screen = pilot.app.screen
        assert isinstance(screen, SessionScreen)
        assert screen.session.routine.title == "Seated stretch"


async def test_without_an_answer_the_first_start_leads_through_the_bedtime_routine(
    stage: Stage,
) -> None:
    async for pilot in answering(stage, ""):
        screen = pilot.app.screen
        assert isinstance(screen, SessionScreen)
        assert screen.session.routine.title == "Bedtime"


async def test_a_pregnancy_told_of_at_the_first_start_stops_a_routine_that_is_to_be_avoided(
    stage: Stage,
) -> None:
    async for pilot in answering(stage, "calf-hamstring", "1"):
        assert isinstance(pilot.app, CrampTimerApp)
        assert "is not offered in pregnancy" in str(pilot.app.error)


@pytest.mark.parametrize("pregnant", [True, None])
async def test_a_routine_to_avoid_in_pregnancy_is_not_offered_until_a_no(
    stage: Stage, pregnant: bool | None
) -> None:
    stage.set(pregnant=pregnant)
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        listed = pilot.app.screen.query_one(OptionList)
        names = [str(option.prompt) for option in listed.options]
        assert not any(name.startswith("Calf and hamstring ") for name in names)
        assert any("Calf and hamstring, seated" in name for name in names)


async def test_the_seated_routine_is_the_default_after_a_fall(stage: Stage) -> None:
    stage.set(falls=True)
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, HomeScreen)
        listed = screen.query_one(OptionList)
        assert listed.highlighted is not None
        assert "Seated stretch" in str(listed.get_option_at_index(listed.highlighted).prompt)
