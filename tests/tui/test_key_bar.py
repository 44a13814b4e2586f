"""The key bar shows the keys that are bound, on every screen and for every remapped action."""

from __future__ import annotations

import gc
import re

import pytest
from textual.screen import Screen
from tui.conftest import Stage, begun, keys, struck

from cramp_timer.tui.screens.registry import bindings
from cramp_timer.tui.widgets.key_bar import KeyBar, key_text

OPENED_FROM_HOME = {
    "home": (), "editor": ("e",), "export": ("t",), "settings": ("s",), "diary": ("d",),
    "night": ("d", "e"), "guide": ("g",), "signs": ("w",), "cramp": ("n",), "session": ("enter",),
}  # fmt: skip


async def test_remapped_stop_key_of_a_routine_leaves_the_editor_key_as_it_is(stage: Stage) -> None:
    stage.set(keys={"session.stop": "z"})
    async with stage.app().run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await pilot.press("e")
        await pilot.pause()
        assert "esc back" in keys(pilot)
        assert "z back" not in keys(pilot)


@pytest.mark.parametrize("place", OPENED_FROM_HOME)
async def test_remapped_cramp_key_is_shown_and_works_on_every_screen(
    stage: Stage, place: str
) -> None:
    stage.set(keys={"app.now": "f9"})
    async with stage.app().run_test(size=(160, 30)) as pilot:
        await pilot.pause()
        await pilot.pause()
        for key in OPENED_FROM_HOME[place]:
            await pilot.press("f9" if key == "n" else key)
            await pilot.pause()
            await pilot.pause()
        shown = keys(pilot)
        assert "n cramp" not in shown
        assert "f2 cramp" not in shown
        if re.search(r"\bcramp\b", shown):
            assert "f9 cramp" in shown
        await pilot.press("f9")
        await struck(pilot)


@pytest.mark.parametrize("place", OPENED_FROM_HOME)
async def test_every_action_in_a_key_bar_is_the_id_of_a_binding(stage: Stage, place: str) -> None:
    async with stage.app().run_test(size=(160, 30)) as pilot:
        await pilot.pause()
        await pilot.pause()
        for key in OPENED_FROM_HOME[place]:
            await pilot.press(key)
            await pilot.pause()
            await pilot.pause()
        bars = pilot.app.screen.query(KeyBar)
        assert {name for bar in bars for name in bar.actions} <= set(bindings())


async def test_a_field_that_takes_letters_shows_the_other_key_of_an_action(stage: Stage) -> None:
    async with stage.app().run_test(size=(160, 30)) as pilot:
        await pilot.pause()
        await pilot.press("e")
        await pilot.pause()
        assert "n cramp" in keys(pilot)
        await pilot.press("tab")
        await pilot.pause()
        assert "f2 cramp" in keys(pilot)


async def test_a_click_on_a_key_does_what_the_key_does(stage: Stage) -> None:
    async with stage.app("wall-stretch").run_test(size=(100, 24)) as pilot:
        screen = await begun(pilot, stage)
        await pilot.click(KeyBar, offset=(2, 0))
        await pilot.pause()
        assert screen.phase.text == "PAUSED"


@pytest.mark.parametrize(
    ("pressed", "shown"),
    [
        (["left", "right"], "←→"),
        ([str(number) for number in range(10)], "0-9"),
        (["ctrl+up", "ctrl+down"], "ctrl+↑↓"),
        (["escape"], "esc"),
        (["question_mark"], "?"),
        (["D"], "D"),
        (["shift+left"], "shift+←"),
    ],
)
def test_keys_are_shown_as_a_keyboard_has_them(pressed: list[str], shown: str) -> None:
    assert key_text(pressed) == shown


async def test_cramp_that_the_program_was_started_for_has_the_set_theme_and_keys(
    stage: Stage,
) -> None:
    stage.set(theme="contrast", keys={"cramp.not-easing": "v"})
    app = stage.app(cramp=True)
    assert app.theme == "contrast"  # in its first frame already
    async with app.run_test(size=(100, 24)) as pilot:
        await struck(pilot)
        assert "v not easing" in keys(pilot)


@pytest.mark.parametrize("first", [{}, {"cramp": True}, {"day": True}, {"routine": "seated"}])
async def test_garbage_is_collected_again_after_the_first_frame(
    stage: Stage, first: dict[str, object]
) -> None:
    gc.disable()
    try:
        async with stage.app(**first).run_test() as pilot:  # type: ignore[arg-type]  # by name
            await pilot.pause()
            await pilot.pause()
            assert isinstance(pilot.app.screen, Screen)
            assert gc.isenabled()
    finally:
        gc.enable()


async def test_keep_awake_setting_is_obeyed_by_a_cramp_as_by_a_routine(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr("cramp_timer.tui.app.keep_awake", lambda: asked.append(True))
    stage.set(keep_awake=False)
    async with stage.app(cramp=True).run_test() as pilot:
        await struck(pilot)
    async with stage.app("seated").run_test() as pilot:
        await begun(pilot, stage)
    assert asked == []
