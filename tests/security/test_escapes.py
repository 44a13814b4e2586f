"""Tests that escape sequences in files, names and variables never reach the terminal."""

from __future__ import annotations

import json
import re
import subprocess
import time
from pathlib import Path

import pytest
from support.shell import PROGRAM, run
from support.terminal import Program

from cramp_timer.guide import safety_notice
from cramp_timer.system.paths import config_folder

ESCAPE, TITLE = "\x1b]0;obeyed\x07", "\\u001b]0;obeyed\\u0007"
"""Sequence that sets a window's title: as bytes, and as escaped in TOML and JSON."""
ROUTINE = """
schema_version = 1
title = "{title}"
"{key}" = 1
[[exercises]]
title = "Calf{title}"
instruction = "Lean."
setup_seconds = 3
reps = 1
hold = {{ seconds = 1 }}
relax = {{ seconds = 1 }}
"""
OBEYED = re.compile(
    rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]"
)


@pytest.fixture
def hostile(tmp_path: Path) -> dict[str, str]:
    """Create files with escape sequences; return their paths by kind."""
    routine = ROUTINE.format(title=TITLE, key=TITLE)
    files = {
        "routine": ("mine.toml", routine),
        "broken": ("broken.toml", f'title = "{ESCAPE}'),
        "named": (f"{ESCAPE}\u202e.toml", routine),
        "csv": ("cramps.csv", f"{ESCAPE},night\n1,2\n"),
        "row": ("nights.csv", f"night,none,skipped,sleep,sore,changed\n{ESCAPE},no,no,,,x\n"),
        "json": ("diary.json", json.dumps({"cramp_timer_diary": 1, "cramps": [{ESCAPE: 1}]})),
    }
    for name, text in files.values():
        (tmp_path / name).write_text(text, encoding="utf-8")
    pack = tmp_path / "pack"
    pack.mkdir()
    manifest = {"voice": {ESCAPE: f"{ESCAPE}.wav"}, "chimes": {ESCAPE: "../../x.wav"}}
    (pack / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / "pack2").mkdir()
    chimes = {"voice": {"Hold it.": f"{ESCAPE}.wav"}, "chimes": {}}
    (tmp_path / "pack2" / "manifest.json").write_text(json.dumps(chimes))
    personal = config_folder() / "routines"
    personal.mkdir(parents=True)
    (personal / "own.toml").write_text(routine)
    (personal / f"{ESCAPE}.toml").write_text(routine)
    (config_folder() / "settings.toml").write_text(
        f'"{TITLE}" = 1\ndevice = "{TITLE}"\npack = "{TITLE}"\n[keys]\n"{TITLE}" = "{TITLE}"\n'
    )
    return {kind: str(tmp_path / name) for kind, (name, _) in files.items()}


@pytest.mark.parametrize(
    "words",
    [
        ["routines"],
        ["routines", "--json"],
        ["check", "routine", "broken", "named"],
        ["check", "own"],
        ["show", "routine"],
        ["start", "named"],
        ["start", f"no such{ESCAPE}"],
        ["start", "wall-stretch", "--side", ESCAPE],
        ["diary", "import", "csv"],
        ["diary", "import", "row"],
        ["diary", "import", "json"],
        ["diary", "show", "--night", ESCAPE],
        ["export", "named", "x.wav"],
        ["export", "bedtime", f"{ESCAPE}.xyz"],
        ["new", ESCAPE],
        ["doctor", "--silent"],
        ["signs"],
        [f"{ESCAPE}"],
    ],
    ids=lambda words: " ".join(words).replace(ESCAPE, "ESC"),
)
def test_no_command_prints_terminal_escapes_from_files_or_arguments(
    hostile: dict[str, str], words: list[str], tmp_path: Path
) -> None:
    named = [hostile.get(word, word) if place else word for place, word in enumerate(words)]
    result = subprocess.run(
        [*PROGRAM, *named], capture_output=True, stdin=subprocess.DEVNULL, timeout=120, cwd=tmp_path
    )
    assert not OBEYED.search(result.stdout + result.stderr)
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize("pack", ["pack", "pack2"])
def test_checking_a_sound_pack_prints_no_terminal_escapes_from_its_manifest(
    hostile: dict[str, str], pack: str, tmp_path: Path
) -> None:
    result = run("check", str(tmp_path / pack))
    assert result.returncode == 1
    assert not OBEYED.search(result.stdout.encode())


def test_the_signs_command_prints_no_terminal_escapes_from_environment_variables() -> None:
    result = run("signs", CRAMP_TIMER_VOLUME=ESCAPE, CRAMP_TIMER_EMERGENCY_NUMBER=f"112{ESCAPE}")
    assert "CRAMP_TIMER_VOLUME" in result.stderr
    assert not OBEYED.search((result.stdout + result.stderr).encode())


@pytest.mark.terminal
@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize(
    ("words", "shown"),
    [([], "glasses"), (["now"], "Straighten"), (["start", "ankle-flex"], "Left leg")],
)
def test_no_screen_emits_terminal_escapes_from_settings_or_routines(
    words: list[str], shown: str
) -> None:
    safety_notice.mark_shown()
    program = Program([*PROGRAM, *words], environment={"CRAMP_TIMER_AUDIO": "none"})
    program.wait_for(shown)
    program.press("s")  # the settings, where there is such a key
    end = time.monotonic() + 2
    while time.monotonic() < end:
        program.read(0.1)
    program.press("\x03")
    program.end()
    assert b"\x1b]0;obeyed" not in program.written
    assert b"\xc2\x9d" not in program.written
