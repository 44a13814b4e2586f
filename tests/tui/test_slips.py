"""Tests that a slip of a key does nothing that cannot be seen and taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual.widgets import OptionList
from tui.conftest import Stage, begun, note, struck

from cramp_timer.library import catalog, personal, toml_edit
from cramp_timer.tui.app_base import HELP
from cramp_timer.tui.screens.home import HomeScreen
from cramp_timer.tui.screens.text import TextScreen
from cramp_timer.tui.widgets.choose_list import MARK


async def test_a_cramp_opened_by_a_slip_at_home_is_told_and_u_takes_it_back(stage: Stage) -> None:
    async with stage.app().run_test() as pilot:
        await pilot.press("n")
        await struck(pilot)
        await pilot.press("q")
        await pilot.pause()
        await pilot.pause()
        assert note(pilot).startswith("Logged a cramp from ")
        assert note(pilot).endswith("; u takes it back.")
        assert stage.record.last.eased is None
        await pilot.press("u")
        assert stage.record.last.was_none
        assert "No cramp" in note(pilot)
        await pilot.press("u")
        assert note(pilot) == "There is nothing to undo."


async def test_undo_at_home_takes_back_the_last_thing_first(stage: Stage) -> None:
    async with stage.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("2")
        await pilot.press("n")
        await struck(pilot)
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("u")
        assert stage.record.last.was_none
        await pilot.press("u")
        assert note(pilot) == "Asked again."


async def test_a_deleted_routine_is_brought_back_even_after_a_restart(stage: Stage) -> None:
    text = toml_edit.routine_text(catalog.load("seated"))
    personal.save(personal.path_for_title("Mine"), text, expected=None)
    async with stage.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("end", "D")
    async with stage.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("u")
        assert note(pilot) == "mine is back."
        assert catalog.personal_names() == ("mine",)


@pytest.mark.parametrize("day", [False, True])
async def test_escape_leaves_the_first_screen_only_when_pressed_twice(
    stage: Stage, day: bool
) -> None:
    async with stage.app(day=day).run_test() as pilot:
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.is_running
        assert note(pilot) == "esc again leaves."
        stage.clock.advance(10)
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.is_running
        await pilot.press("escape")
        await pilot.pause()
        assert not pilot.app.is_running


@pytest.mark.parametrize(
    ("typed", "count"), [("0", 0), ("7", 7), ("20", 0), ("12", 12), ("1u3", 3), ("99", 9)]
)
async def test_the_number_typed_in_the_morning_is_the_number(
    stage: Stage, typed: str, count: int
) -> None:

    async with stage.app().run_test() as pilot:
        await pilot.pause()
        for key in typed:
            await pilot.press(key)
            if typed == "20":  # not one number: the second comes late
                stage.time_of_day += timedelta(seconds=30)
        night = stage.diary().night(date(2026, 11, 22))
        assert night.count == count


async def test_one_click_marks_a_routine_and_the_second_starts_it(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        options = pilot.app.screen.query_one(OptionList)
        await pilot.click(OptionList, offset=(5, 2))
        await pilot.pause()
        assert options.highlighted == 2
        assert pilot.app.screen.query("#routines")
        await pilot.click(OptionList, offset=(5, 2))
        await pilot.pause()
        assert pilot.app.screen.query("#phase")


async def test_j_and_k_move_in_a_list_whose_choice_is_seen_without_colours(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        options = pilot.app.screen.query_one(OptionList)
        await pilot.press("j", "j", "k")
        assert options.highlighted == 1
        lines = [options.render_line(y).text for y in range(options.option_count)]
        assert [line.startswith(MARK) for line in lines].index(True) == 1
        assert sum(line.startswith(MARK) for line in lines) == 1


async def test_any_key_wakes_a_black_screen_and_does_nothing_else(stage: Stage) -> None:
    async with stage.app("wall-stretch").run_test() as pilot:
        screen = await begun(pilot, stage)
        await stage.go(pilot, 5)
        for key in ("q", "n", "space", "right", "w", "b", "j"):
            screen.blank = True
            await pilot.press(key)
            await pilot.pause()
            assert not screen.blank, key
            assert pilot.app.screen is screen, key
            assert not screen.session.is_over
        assert screen.session.engine.position == pytest.approx(5, abs=0.5)


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_names_every_key_of_a_screen_and_the_palette(stage: Stage, key: str) -> None:
    async with stage.app().run_test(size=(80, 60)) as pilot:
        await pilot.pause()
        titles = {
            active.binding.tooltip
            for active in pilot.app.screen.active_bindings.values()
            if active.binding.id and active.binding.tooltip
        }
        await pilot.press(key)
        await pilot.pause()
        page = pilot.app.screen
        assert isinstance(page, TextScreen)
        assert page.name == HELP
        assert all(title in page.text for title in titles)
        assert "ctrl+p" in page.text
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
