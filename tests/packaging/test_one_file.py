"""Tests of the program in one file, which `.ci/one-file` builds: CRAMP_TIMER_ONE_FILE names it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from audio.conftest import server as server  # the same fixture as for the tests of sound
from support.pulse import Pulse

ROUTINE = """\
schema_version = 1
title = "Short"
exercises = [{ title = "Ankle flex", instruction = "", setup_seconds = 4, reps = 1, \
hold = { seconds = 2, say = "Hold it." }, relax = { seconds = 1 } }]
"""
FILE = os.environ.get("CRAMP_TIMER_ONE_FILE", "")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is started in a folder of its own: what it unpacks and deletes must not be beside it."""
    (tmp_path / ".hidden").touch()
    monkeypatch.chdir(tmp_path)


def program(*words: str) -> list[str]:
    return [FILE, *words]


def test_it_is_one_file_of_at_most_45_megabytes() -> None:
    assert Path(FILE).stat().st_size < 45_000_000


def test_a_whole_routine_is_led_and_heard(server: Pulse, tmp_path: Path) -> None:
    routine = tmp_path / "short.toml"
    routine.write_text(ROUTINE)
    command = program("start", str(routine), "--plain", "--volume", "100")
    with server.recording() as recording:
        led = subprocess.Popen(
            command, stdout=subprocess.PIPE, encoding="utf-8", stdin=subprocess.DEVNULL
        )
        recording.wait_for_sound()
        told, _ = led.communicate(timeout=60)
    assert "Done: Short" in told
    assert "silence" not in told
    assert "cannot be read" not in told


def test_a_cramp_is_led_at_once(server: Pulse) -> None:
    with server.recording() as recording:
        led = subprocess.Popen(
            program("now", "--plain", "--volume", "100"),
            stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, encoding="utf-8",
        )  # fmt: skip
        recording.wait_for_sound()
        led.terminate()
        told, _ = led.communicate(timeout=20)
    assert "Straighten your leg" in told


def test_the_diary_keeps_what_is_logged() -> None:
    logged = subprocess.run(
        program("diary", "log", "--night", "yesterday", "--count", "2"),
        capture_output=True,
        encoding="utf-8",
    )
    assert logged.returncode == 0, logged.stderr
    shown = subprocess.run(program("diary", "show"), capture_output=True, encoding="utf-8")
    assert "2" in shown.stdout


def test_it_is_unpacked_once_and_what_was_cut_short_is_made_up_for() -> None:
    def start() -> list[Path]:
        assert subprocess.run(program("--version")).returncode == 0
        return sorted((Path.home() / ".cache" / "cramp-timer").glob("one-file-*"))

    (parts,) = start()
    made = parts.stat().st_ctime_ns
    assert start() == [parts]
    assert parts.stat().st_ctime_ns == made
    (parts / "cramp-timer").unlink()
    parts.with_name(f"{parts.name}.123").mkdir()  # of a start that was killed
    parts.with_name("one-file-of-an-older-version").mkdir()
    assert start() == [parts]
    assert Path(".hidden").exists()


def test_where_it_cannot_be_unpacked_one_sentence_says_so() -> None:
    Path.home().mkdir()
    (Path.home() / ".cache").write_text("in the way")
    told = subprocess.run(program("--version"), capture_output=True, encoding="utf-8")
    assert told.returncode == 1
    assert "cannot be unpacked" in told.stderr


def test_an_icon_starts_the_file_and_not_what_was_unpacked() -> None:
    assert subprocess.run(program("install-launcher")).returncode == 0
    entry = Path.home() / ".local/share/applications/cramp-timer.desktop"
    assert f'Exec="{FILE}" "start"' in entry.read_text(encoding="utf-8")
