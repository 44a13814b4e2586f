"""Tests of exporting a routine to a file from the home screen and the editor."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static
from tui.conftest import Stage

from cramp_timer.core.routine import Routine
from cramp_timer.tui.screens.editor import EditorScreen
from cramp_timer.tui.screens.export import ExportScreen


def note(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#note", Static).content)


async def asked(pilot: Pilot[None], key: str = "t") -> ExportScreen:
    await pilot.pause()
    await pilot.press(key)
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, ExportScreen)
    return screen


async def until(pilot: Pilot[None], sentence: str) -> None:
    while sentence not in note(pilot):
        await pilot.pause(0.01)


async def test_export_screen_writes_a_page_and_overwrites_only_after_a_second_enter(
    stage: Stage, tmp_path: Path
) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot)
        assert screen.query_one(Input).value == "~/bedtime.html"
        screen.query_one(Input).value = str(tmp_path / "x.html")
        await pilot.press("enter")
        await until(pilot, "Send it to the phone.")
        await pilot.press("enter")
        assert "enter again overwrites it" in note(pilot)
        await pilot.press("enter")
        await until(pilot, "Send it to the phone.")
    assert (tmp_path / "x.html").read_text().startswith("<!doctype html>")


async def test_export_screen_reports_a_file_that_cannot_be_written(
    stage: Stage, tmp_path: Path
) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot)
        for name, sentence in (("x.doc", "must end in one of"), ("no/x.wav", "cannot be written")):
            screen.query_one(Input).value = str(tmp_path / name)
            await pilot.press("enter")
            await until(pilot, sentence)


async def test_stopping_an_export_on_its_screen_leaves_no_file(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = stage.services.export

    def endless(
        made: Routine | None, name: str, file: Path, *, overwrite: bool
    ) -> Generator[float]:
        writing = real(made, name, file, overwrite=overwrite)
        first = next(writing)
        try:
            while True:
                yield first
        finally:
            writing.close()

    monkeypatch.setattr(stage.services, "export", endless)
    folder = tmp_path / "out"
    folder.mkdir()
    async with stage.app().run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot)
        screen.query_one(Input).value = str(folder / "x.wav")
        await pilot.press("enter")
        await until(pilot, "esc stops")
        assert list(folder.iterdir())
        await pilot.press("escape")
        await until(pilot, "Stopped; nothing of")
        assert list(folder.iterdir()) == []
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, ExportScreen)


async def test_export_from_the_editor_writes_the_unsaved_routine(
    stage: Stage, tmp_path: Path
) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        pilot.app.screen.query_one(OptionList).highlighted = 1
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(pilot.app.screen, EditorScreen)
        screen = await asked(pilot, "ctrl+e")
        assert screen.query_one(Input).value == "~/my-wall-stretch.html"
        screen.query_one(Input).value = str(tmp_path / "x.html")
        await pilot.press("enter")
        await until(pilot, "Send it to the phone.")
    assert "<title>My Wall stretch</title>" in (tmp_path / "x.html").read_text()
