"""Tests that what is typed is kept whole or not at all, and that a field is what gets letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from textual.widgets import Input
from tui.conftest import Stage, note, type_into

from cramp_timer.diary.entries import Cramp
from cramp_timer.settings import read_settings
from cramp_timer.system.paths import config_folder
from cramp_timer.tui.screens.home import HomeScreen
from cramp_timer.tui.widgets.form import Choice, Row

LAST = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("label", "name", "before", "typed", "words"),
    [
        ("Chime volume", "chime_volume", 40, "250", "less than or equal to 100"),
        ("Emergency number", "emergency_number", "112", "abc", "a number to call, such as 112"),
        ("Quiet hours", "quiet_hours", "21:00-07:00", "25:00-08", "such as 22:00-08:00"),
        ("Minutes up by day", "day_up_minutes", 45, "999", "less than or equal to 240"),
    ],
)
async def test_a_setting_keeps_its_value_until_a_whole_one_can_be_taken(
    stage: Stage, label: str, name: str, before: object, typed: str, words: str
) -> None:
    stage.set(**{name: before})
    async with stage.app().run_test(size=(80, 40)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        await type_into(pilot, label, typed)
        assert words in note(pilot)
        assert "pattern" not in note(pilot)
        await pilot.press("tab")
        await pilot.pause()
        (row,) = [row for row in pilot.app.screen.query(Row) if row.field.label == label]
        assert row.has_class("-wrong")
        assert row.query_one(Input).value == typed  # it stays, to be mended
        await pilot.press("escape")
        await pilot.pause()
        assert "is kept; esc again leaves" in note(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
    assert getattr(read_settings(config_folder(), {})[0], name) == before


async def test_a_whole_value_is_saved_by_leaving_the_page_from_its_field(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 40)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        await type_into(pilot, "Chime volume", "25")
        assert read_settings(config_folder(), {})[0].chime_volume != 25  # it may go on: 250
        await pilot.press("escape")
        await pilot.pause()
    assert read_settings(config_folder(), {})[0].chime_volume == 25


async def test_a_rating_of_a_night_keeps_its_value_until_a_whole_one_can_be_taken(
    stage: Stage,
) -> None:
    stage.diary().save(replace(Cramp.later(LAST), worst=7))
    async with stage.app().run_test(size=(80, 40)) as pilot:
        await pilot.press("d", "e")
        await pilot.pause()
        await type_into(pilot, "How bad, 0-10", "15")
        await pilot.press("escape", "escape")
        await pilot.pause()
    assert stage.diary().night(LAST).worst == 7


async def test_letters_typed_into_any_field_start_nothing_else(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 40)) as pilot:
        for way in (("s",), ("e",), ("d", "3", "e")):
            await pilot.press(*way)
            await pilot.pause()
            page = pilot.app.screen
            for _ in range(len(page.query(Row))):
                await pilot.press("tab")
                await pilot.pause()
                assert page.focused is not None
                assert page.focused.region.size.area > 0  # the focus is seen
                if isinstance(page.focused, Choice | Input):
                    await pilot.press("n", "w", "s")
                    await pilot.pause()
                    assert pilot.app.screen is page
            await pilot.press("escape", "escape", "escape")
            await pilot.pause()


async def test_the_down_arrow_goes_to_the_next_field_and_a_letter_chooses_a_word(
    stage: Stage,
) -> None:
    async with stage.app().run_test(size=(80, 60)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        labels = []
        for _ in range(3):
            row = pilot.app.screen.focused.parent if pilot.app.screen.focused else None
            assert isinstance(row, Row)
            labels.append(row.field.label)
            await pilot.press("down")
        assert len(set(labels)) == 3
        (theme,) = [row for row in pilot.app.screen.query(Row) if row.field.label == "Theme"]
        theme.query_one(Choice).focus()
        await pilot.press("d")
        assert theme.query_one(Choice).chosen == "day"
