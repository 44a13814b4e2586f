"""Tests of the entries in the Start menu of Windows."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from cramp_timer.presentation.icon import icon_ico, icon_svg
from cramp_timer.system.clock import monotonic
from cramp_timer.system.launcher import Icon, install_launcher, remove_launcher
from cramp_timer.system.own_command import own_command
from cramp_timer.system.shortcut import Shortcut, write_shortcut

pytestmark = pytest.mark.skipif(os.name != "nt", reason="of Windows")


def test_a_shortcut_names_the_program_its_words_and_its_icon() -> None:
    picture, routine, cramp = install_launcher(Icon(icon_svg(), icon_ico()))
    for file, word in ((routine, "start"), (cramp, "now")):
        content = file.read_bytes()
        program, *words = own_command()
        assert program.encode() in content
        for text in (" ".join([*words, word]), picture.name):
            assert text.encode("utf-16-le") in content
    assert set(remove_launcher()) == {picture, routine, cramp}


def test_a_shortcut_is_run_with_its_words_whatever_is_in_them(tmp_path: Path) -> None:
    made = tmp_path / "A cramp, now – ¡ya! 100%"
    command = [sys.executable, "-c", f"import pathlib; pathlib.Path({str(made)!r}).touch()"]
    file = tmp_path / "Début.lnk"
    write_shortcut(file, Shortcut(command, "of a test", tmp_path / "none.ico"))
    os.startfile(file)  # type: ignore[attr-defined, unused-ignore] # as a click on it does
    end = monotonic() + 60
    while not made.exists() and monotonic() < end:
        pass
    assert made.exists()
