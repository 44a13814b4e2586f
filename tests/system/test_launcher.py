"""Tests that the icons start this program, on each system, and go away again."""

from __future__ import annotations

import shlex
import struct
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from support.shell import run
from support.systems import unix

from cramp_timer.cli.manual import manual_page
from cramp_timer.cli.parser import COMMANDS
from cramp_timer.presentation.icon import icon_ico, icon_svg
from cramp_timer.system import own_command
from cramp_timer.system.launcher import Icon, install_launcher, launcher_files, remove_launcher
from cramp_timer.system.shortcut import Shortcut

ICON = Icon(icon_svg(), icon_ico())


def test_icons_are_written_and_removed_and_nothing_else_is_touched() -> None:
    files = install_launcher(ICON)
    assert len(files) >= 2
    assert all(file.exists() for file in files)
    beside = files[-1].with_name("other.desktop")
    beside.write_text("mine")
    assert install_launcher(ICON) == files  # a second time changes nothing
    assert set(remove_launcher()) == set(files)
    assert not any(file.exists() for file in files)
    assert beside.read_text() == "mine"
    assert remove_launcher() == []


@unix
def test_a_desktop_entry_starts_the_program_in_a_terminal() -> None:
    entries = {file.name: text for file, text in launcher_files(ICON).items()}
    entry = entries["cramp-timer-now.desktop"]
    assert isinstance(entry, bytes)
    fields = dict(line.split("=", 1) for line in entry.decode().splitlines()[1:])
    assert fields["Terminal"] == "true"
    *command, word = shlex.split(fields["Exec"])
    assert word == "now"
    assert command == own_command.own_command()
    assert Path(fields["Icon"]).suffix == ".svg"


def test_the_icon_is_a_picture_that_can_be_drawn() -> None:
    drawn = ET.fromstring(icon_svg())
    assert drawn.tag.endswith("svg")
    assert len(list(drawn)) > 3


def test_the_icon_of_windows_has_as_many_bytes_as_its_table_says() -> None:
    kind, images, side, _, size, offset = struct.unpack_from("<2xHHBB6xII", ICON.ico)[:6]
    assert (kind, images, side) == (1, 1, 64)
    assert len(ICON.ico) == offset + size
    shown = {ICON.ico[place : place + 4] for place in range(62, 62 + 64 * 64 * 4, 4)}
    assert len(shown) > 10  # edges are smooth


def test_macos_has_commands_that_its_terminal_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    texts = [text for text in launcher_files(ICON).values() if isinstance(text, bytes)]
    assert [text.split()[-1] for text in texts] == [b"start", b"now"]
    assert {file.suffix for file in launcher_files(ICON)} == {".command"}


def test_windows_has_shortcuts_with_an_icon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    picture, *entries = launcher_files(ICON).items()
    assert picture[1] == ICON.ico
    for (file, shortcut), word in zip(entries, ("start", "now"), strict=True):
        assert isinstance(shortcut, Shortcut)
        assert file.suffix == ".lnk"
        assert shortcut.command == [*own_command.own_command(), word]
        assert shortcut.icon == picture[0]


def test_a_file_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "in the way"
    blocked.write_text("a file where the home folder should be")
    told = run("install-launcher", HOME=str(blocked), APPDATA=str(blocked))
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1


def test_the_manual_page_in_the_package_is_what_the_parser_says() -> None:
    file = Path(own_command.__file__).parents[1] / "cli" / "cramp-timer.1"
    assert file.read_text(encoding="utf-8") == manual_page()
    for name in COMMANDS:
        assert name.replace("-", "\\-") in manual_page()
