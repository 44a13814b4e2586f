"""Tests which modules are imported when, so that quick commands start quickly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def modules_after(program: str) -> set[str]:
    """Return the modules that a program imports until it ends, however it ends."""
    result = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", program], capture_output=True, encoding="utf-8"
    )
    lines = [line for line in result.stderr.splitlines() if line.startswith("import time:")]
    loaded = {line.split("|")[-1].strip() for line in lines}
    assert any(name.startswith("cramp_timer.") for name in loaded), result.stderr
    return loaded


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_help_and_version_import_no_heavy_library(option: str) -> None:
    loaded = modules_after(f"from cramp_timer.__main__ import main; main([{option!r}])")
    assert not loaded & {"textual", "pydantic", "miniaudio", "simpleaudio", "rich", "asyncio"}


def test_the_screen_and_speaker_import_neither_pydantic_nor_sound_libraries() -> None:
    loaded = modules_after("import cramp_timer.tui.app, cramp_timer.audio.speaker")
    assert "textual" in loaded
    assert not loaded & {"pydantic", "miniaudio", "simpleaudio", "numpy", "wakepy"}


def test_the_player_imports_neither_textual_nor_pydantic() -> None:
    loaded = modules_after("import cramp_timer.audio.player.main")
    assert not loaded & {"textual", "pydantic", "miniaudio", "simpleaudio", "rich"}


def test_line_mode_imports_no_screen_library() -> None:
    assert "textual" not in modules_after(
        "import cramp_timer.line_mode.routine, cramp_timer.sessions.routine_session"
    )


def test_the_code_for_the_first_words_imports_no_slow_standard_modules() -> None:
    loaded = modules_after(
        "import cramp_timer.__main__, cramp_timer.audio.player.fork, cramp_timer.audio.player.main"
    )
    assert not loaded & {"typing", "json", "threading", "pathlib", "argparse", "subprocess", "re"}


def test_the_player_prevents_miniaudio_from_importing_numpy(tmp_path: Path) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit('numpy was imported')")
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from cramp_timer.audio.player import main as player\n"
        "def blocked(*_):\n import miniaudio; print(miniaudio.numpy)\n"
        "player.Player.run = blocked\n"
        "player.play('miniaudio', '', {}, [], sys.stdout)"
    )
    result = subprocess.run(
        [sys.executable, "-u", "-c", program], capture_output=True, encoding="utf-8"
    )
    assert result.stdout == "None\n"
