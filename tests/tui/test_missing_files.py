"""Files that are damaged or gone while the app runs are reported, and end nothing."""

from __future__ import annotations

import pytest
from tui.conftest import Stage, begun, note

from cramp_timer.diary.storage.database import FILE
from cramp_timer.library import catalog, personal, toml_edit
from cramp_timer.system.paths import data_folder
from cramp_timer.tui.screens.editor import EditorScreen
from cramp_timer.tui.screens.export import ExportScreen
from cramp_timer.tui.screens.home import HomeScreen


def damage() -> None:
    data_folder().mkdir(parents=True, exist_ok=True)
    (data_folder() / FILE).write_bytes(b"no diary at all " * 1000)


async def test_damaged_diary_is_reported_on_the_home_screen(stage: Stage) -> None:
    damage()
    async with stage.app().run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert "the diary was damaged" in note(pilot)


async def test_damaged_diary_is_reported_on_the_diary_screen(stage: Stage) -> None:
    async with stage.app().run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        stage.diary().close()
        stage.services._store = None
        damage()
        await pilot.press("d")
        await pilot.pause()
        await pilot.pause()
        assert "the diary was damaged" in note(pilot)


async def test_damaged_diary_is_reported_on_the_day_screen(stage: Stage) -> None:
    damage()
    async with stage.app(day=True).run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        assert "the diary was damaged" in note(pilot)


@pytest.mark.parametrize("damage_file", [True, False], ids=["broken", "gone"])
@pytest.mark.parametrize("key", ["e", "t", "enter"])
async def test_routine_whose_file_is_lost_is_used_as_it_was_read(
    stage: Stage, key: str, damage_file: bool
) -> None:
    file = personal.path_for_title("Mine")
    text = toml_edit.set_field(toml_edit.routine_text(catalog.load("seated")), ("title",), "Mine")
    personal.save(file, text, expected=None)
    async with stage.app().run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("end")
        if damage_file:
            file.write_text("title = ")
        else:
            file.unlink()
        await pilot.press(key)
        await pilot.pause()
        screen = pilot.app.screen
        if key == "enter":
            assert (await begun(pilot, stage)).session.routine.title == "Mine"
        elif key == "e":
            assert isinstance(screen, EditorScreen)
            assert "this is how it was" in note(pilot)
        else:
            assert isinstance(screen, ExportScreen)
        await pilot.press("escape", "escape", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen_stack[0], HomeScreen) or pilot.app.return_code == 0
