"""What is imported when: quick commands stay quick, and libraries stay in the player."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def modules_after(program: str) -> set[str]:
    """What a program imports until it ends, however it ends."""
    result = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", program], capture_output=True, text=True
    )
    lines = [line for line in result.stderr.splitlines() if line.startswith("import time:")]
    loaded = {line.split("|")[-1].strip() for line in lines}
    assert any(name.startswith("cramp_timer.") for name in loaded), result.stderr
    return loaded


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_help_and_version_import_nothing_heavy(option: str) -> None:
    loaded = modules_after(f"from cramp_timer.__main__ import main; main([{option!r}])")
    assert not loaded & {"textual", "pydantic", "miniaudio", "simpleaudio", "rich", "asyncio"}


def test_the_screen_can_be_painted_before_the_models_are_imported() -> None:
    loaded = modules_after("import cramp_timer.tui.app, cramp_timer.audio.speaker")
    assert "textual" in loaded
    assert not loaded & {"pydantic", "miniaudio", "simpleaudio", "numpy", "wakepy"}


def test_the_player_needs_neither_screen_nor_models() -> None:
    loaded = modules_after("import cramp_timer.audio.player.main")
    assert not loaded & {"textual", "pydantic", "miniaudio", "simpleaudio", "rich"}


def test_plain_mode_needs_no_screen() -> None:
    assert "textual" not in modules_after(
        "import cramp_timer.line_mode.routine, cramp_timer.sessions.routine_session"
    )


def test_the_first_words_need_next_to_nothing() -> None:
    loaded = modules_after(
        "import cramp_timer.__main__, cramp_timer.audio.player.fork, cramp_timer.audio.player.main"
    )
    assert not loaded & {"typing", "json", "threading", "pathlib", "argparse", "subprocess", "re"}


def test_the_player_keeps_numpy_out_of_the_way(tmp_path: Path) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit('numpy was imported')")
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from cramp_timer.audio.player import main as player\n"
        "def blocked(*_):\n import miniaudio; print(miniaudio.numpy)\n"
        "player.Player.run = blocked\n"
        "player.play('miniaudio', '', {}, [], sys.stdout)"
    )
    result = subprocess.run([sys.executable, "-u", "-c", program], capture_output=True, text=True)
    assert result.stdout == "None\n"
