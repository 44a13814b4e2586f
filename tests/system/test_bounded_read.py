"""Tests that a pipe, a device or a huge file in the place of a person's file holds nothing up."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.shell import run

from cramp_timer.audio.voice.pack import Pack
from cramp_timer.diary.storage.store import Store
from cramp_timer.diary.storage.transfer import import_tables
from cramp_timer.errors import CrampTimerError
from cramp_timer.library import catalog
from cramp_timer.library.overrides import load_overrides
from cramp_timer.settings import load_settings, write_setting
from cramp_timer.system.bounded_read import read_regular
from cramp_timer.system.paths import config_folder

KINDS = ("fifo", "device", "sparse", "brackets", "folder")


def make(file: Path, kind: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if kind == "fifo":
        os.mkfifo(file)
    elif kind == "device":
        file.symlink_to("/dev/zero")
    elif kind == "sparse":
        with file.open("wb") as stream:
            stream.truncate(3_000_000_000)
    elif kind == "folder":
        file.mkdir()
    else:
        file.write_text("[" * 1100 + "]" * 1100)


pytestmark = [
    pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes"),
    pytest.mark.parametrize("kind", KINDS),
]


def test_such_a_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "x"
    make(file, kind)
    if kind != "brackets":
        with pytest.raises(OSError, match=r"regular|large|directory"):
            read_regular(file)


def test_settings_and_changes_go_on_as_if_it_were_not_there(kind: str) -> None:
    make(config_folder() / "settings.toml", kind)
    make(config_folder() / "remembered.json", kind)
    settings, problems = load_settings()
    assert settings.volume == 50
    assert len(problems) == 1
    assert problems[0].startswith("settings.toml")
    assert load_overrides() == {}
    with pytest.raises(CrampTimerError):
        write_setting("volume", 30)


def test_a_pack_a_routine_and_a_diary_of_that_kind_are_one_sentence(
    tmp_path: Path, kind: str
) -> None:
    for name in ("manifest.json", "mine.toml", "mine.json", "cramps.csv", "diary.json"):
        make(tmp_path / name, kind)
    assert len(Pack(tmp_path).problems) == 1
    for name in ("mine.toml", "mine.json"):
        with pytest.raises(CrampTimerError):
            catalog.read(tmp_path / name)
    for name in ("cramps.csv", "diary.json"):
        with pytest.raises(CrampTimerError):
            import_tables(Store(tmp_path / "data"), tmp_path / name)


def test_a_command_ends_at_once_and_says_so(tmp_path: Path, kind: str) -> None:
    make(config_folder() / "settings.toml", kind)
    make(tmp_path / "mine.toml", kind)
    shown = run("show", "wall-stretch")
    assert shown.returncode == 0
    assert "settings.toml" in shown.stderr
    wrong = run("check", str(tmp_path / "mine.toml"))
    assert wrong.returncode == 1
    assert "Traceback" not in wrong.stderr
