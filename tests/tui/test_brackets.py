"""Tests that brackets in what people and files say are shown as they are, on every screen."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from tui.conftest import Stage, begun, note

import cramp_timer.tui
from cramp_timer.diary.entries import Cramp, Mark, NightAnswers
from cramp_timer.library import catalog, personal, toml_edit
from cramp_timer.system.paths import config_folder
from cramp_timer.tui.screens.home import HomeScreen

HOSTILE = ("Calf [/b] [left] [/", "[bold red]x [@click=app.leave]go[/]", "$primary [[ \\[")
"""Tags that are closed, unknown or actions, and what stands for colours or for a bracket."""


def own_routine(title: str) -> None:
    """Save a routine that has this text in every place that takes words."""
    exercise = catalog.load("wall-stretch").exercises[0]
    hold = exercise.hold.model_copy(update={"lead_in": title, "say": title, "show": title})
    changed = exercise.model_copy(
        update={"title": title, "instruction": title, "short": title, "hold": hold}
    )
    routine = catalog.load("wall-stretch").model_copy(
        update={
            "title": title, "summary": title, "source": title, "evidence": title,
            "finish": title, "exercises": (changed, changed),
        }
    )  # fmt: skip
    personal.save(personal.path_for_title("mine"), toml_edit.routine_text(routine), expected=None)


def screen_text(pilot: Pilot[None]) -> str:
    """Return all that is on the screen, one row after another."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_routine_of_brackets_is_listed_edited_played_and_summed_up(
    stage: Stage, text: str
) -> None:
    own_routine(text)
    async with stage.app().run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        await pilot.press("end")
        await pilot.pause()
        assert screen_text(pilot).count(text) >= 4  # title, summary, source, evidence
        await pilot.press("plus", "e")
        await pilot.pause()
        await pilot.pause()
        assert pilot.app.screen.query_one("#items")  # the editor
        assert screen_text(pilot).count(text) >= 3
        await pilot.press("ctrl+d")
        await pilot.pause()
        assert text in note(pilot)
        await pilot.press("escape", "escape")
        await pilot.pause()
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("escape", "enter")
        await begun(pilot, stage)
        assert text in screen_text(pilot)
        for seconds in (20.0, 9.0, 30.0):
            await stage.go(pilot, seconds)
            assert text in screen_text(pilot)
        await stage.go(pilot, 3600.0)
        await pilot.pause()
        assert text in screen_text(pilot)


async def test_brackets_typed_into_any_field_bring_nothing_down(stage: Stage) -> None:
    text = " ".join(HOSTILE)
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for way in (["s"], ["e"], ["e", "up", "up"], ["d", "e"], ["d", "m"], ["t"]):
            for key in way:
                await pilot.press(key)
                await pilot.pause()
            await pilot.pause()
            for field in list(pilot.app.screen.query("Input, TextArea"))[:9]:
                field.focus()
                await pilot.pause()
                field.post_message(Paste(text))
                await pilot.pause()
            await pilot.press("end", "left_square_bracket", "slash")
            await pilot.pause()
            while not isinstance(pilot.app.screen, HomeScreen):
                await pilot.press("escape")
                await pilot.pause()
        assert pilot.app.is_running


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_diary_and_settings_of_brackets_are_shown(stage: Stage, text: str) -> None:
    night = (stage.time_of_day - timedelta(days=1)).date()
    stage.diary().save(
        Cramp("a", night, note=text, tried=text, source="later"),
        NightAnswers(night, note=text),
        Mark("m", night, text),
    )
    folder = config_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.toml").write_text(
        f"device = '''{text}'''\npack = '''{text}'''\nemergency_number = '''{text}'''\n"
        f"medicine_list = '''{text}'''\n['{text}']\n",
        encoding="utf-8",
    )
    (folder / "routines").mkdir(exist_ok=True)
    (folder / "routines" / "bad.toml").write_text(f"'{text}' = 1\ntitle = '''{text}'''\n")
    stage.services.reload_settings()
    async with stage.app().run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        assert screen_text(pilot).count(text) >= 3
        for key in ("e", "down", "escape", "m", "escape", "escape", "s", "tab", "escape"):
            await pilot.press(key)
            await pilot.pause()
        for key in ("w", "escape", "g", "escape", "question_mark", "escape", "ctrl+p", "escape"):
            await pilot.press(key)
            await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)


def test_no_place_on_the_screen_reads_text_as_markup() -> None:
    for file in Path(cramp_timer.tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            name = called.split(".")[-1]
            assert name not in ("Static", "Label", "OptionList", "notify"), f"{file}:{node.lineno}"
            if called == "Content.from_markup":  # what is put into it goes by name, not by f-string
                assert all(isinstance(each, ast.Constant | ast.JoinedStr) for each in node.args[:1])
