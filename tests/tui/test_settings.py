"""Tests of the settings screen, remapped keys and the command palette."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.pilot import Pilot
from tui.conftest import Stage, note, type_into

from cramp_timer.settings import FILE, Settings, read_settings
from cramp_timer.system.paths import config_folder
from cramp_timer.tui.keymap import validate_keymap
from cramp_timer.tui.screens.cramp import CrampScreen
from cramp_timer.tui.screens.day import DayScreen
from cramp_timer.tui.screens.diary import DiaryScreen
from cramp_timer.tui.screens.editor import EditorScreen
from cramp_timer.tui.screens.home import HomeScreen
from cramp_timer.tui.screens.registry import bindings
from cramp_timer.tui.screens.session import SessionScreen
from cramp_timer.tui.screens.settings import SettingsScreen
from cramp_timer.tui.widgets.form import Row

Picture = Callable[[Pilot[None]], bool]


async def test_settings_screen_writes_each_change_at_once_and_preserves_comments(
    stage: Stage,
) -> None:
    (config_folder()).mkdir(parents=True)
    (config_folder() / FILE).write_text("# mine\nvolume = 40\n")
    async with stage.app().run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SettingsScreen)
        await type_into(pilot, "Volume", "30")
        (theme,) = [row for row in pilot.app.screen.query(Row) if row.field.label == "Theme"]
        theme.children[1].focus()
        await pilot.press("right")
        await type_into(pilot, "Volume", "300")
        assert note(pilot) == "Volume: must be less than or equal to 100."
        await pilot.press("escape")
        await pilot.pause()
        assert note(pilot).endswith("The value before is kept; esc again leaves.")
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.theme == "day"
    text = (config_folder() / FILE).read_text()
    assert text.startswith("# mine\n")
    settings, problems = read_settings(config_folder(), {})
    assert (settings.volume, settings.theme, problems) == (30, "day", [])


async def test_settings_screen_has_a_row_for_every_setting_but_the_keys(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        rows = {str(row.field.path[0]) for row in pilot.app.screen.query(Row)}
        assert rows == set(Settings.model_fields) - {"keys"}


async def test_a_remapped_key_works_and_is_shown_in_the_key_bar(stage: Stage) -> None:
    stage.set(keys={"session.pause": "p"})
    async with stage.app("wall-stretch").run_test() as pilot:
        await pilot.pause()
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, SessionScreen)
        await pilot.press("p")
        assert screen.phase.text == "PAUSED"
        assert "p pause" in str(screen.query_one("KeyBar").render())


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"session.pauze": "p"}, "no such action; did you mean 'session.pause'?"),
        ({"session.pause": "banana"}, "'banana' is no key; going on with 'space'"),
        ({"session.pause": "q"}, "'q' is the key of 'session.stop' as well"),
        ({"session.pause": "w"}, "'w' is the key of 'app.signs' as well"),
        ({"session.pause": " , "}, "no key is named"),
        ({"session.pause": "x", "session.stop": "x"}, "'x' is the key of"),
        ({"editor.save": "tab"}, "'tab' is the key of 'form.next' as well"),
        ({"choice.next": "ctrl+d"}, "'ctrl+d' is the key of 'editor.remove' as well"),
        ({"form.next": "left"}, "'left' is the key of 'choice.previous' as well"),
        ({"session.pause": "n"}, "'n' is the key of 'app.now' as well"),
        ({"app.signs": "p"}, "'p' is the key of 'home.feet' as well"),
        ({"home.edit": "j"}, "'j' has a meaning there already"),
        ({"day.snooze": "P"}, "'P' has a meaning there already"),
    ],
)
def test_keymap_validation_reports_unknown_actions_invalid_keys_and_conflicts(
    keys: dict[str, str], sentence: str
) -> None:
    _, problems = validate_keymap(keys, bindings())
    assert any(sentence in problem for problem in problems)


def test_every_action_has_a_name_of_its_own() -> None:
    named = [
        (each.id, each.key)
        for place in (HomeScreen, DayScreen, SessionScreen, CrampScreen, DiaryScreen, EditorScreen)
        for each in place.BINDINGS
        if isinstance(each, Binding) and each.id
    ]
    assert len({name for name, _ in named}) == len(named)


def test_keymap_allows_swapped_keys_and_one_key_on_different_screens() -> None:
    keys = {"session.mute": "b", "session.blank": "m", "home.edit": "b"}
    assert validate_keymap(keys, bindings()) == (keys, [])


def test_default_keymap_has_no_two_actions_on_one_key() -> None:
    _, problems = validate_keymap({name: each.key for name, each in bindings().items()}, bindings())
    # The key that opens a text screen also closes it.
    assert [problem for problem in problems if "text.back" not in problem] == []


async def test_command_palette_lists_the_commands_and_opens_the_guide(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        listed = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        for wanted in ("A cramp, now", "Warning signs", "Edit", "Settings", "Next colours"):
            assert wanted in listed
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"guide")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert type(pilot.app.screen).__name__ == "TextScreen"


async def test_settings(stage: Stage, picture: Picture) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert picture(pilot)


def test_tests_use_a_configuration_folder_under_the_temporary_path(tmp_path: Path) -> None:
    assert str(config_folder()).startswith(str(tmp_path))
