"""Tests of a real terminal: what it says by itself is no key, slow and split as it may come."""

from __future__ import annotations

import os
import sys
import time

import pytest
from support.terminal import Program

from cramp_timer.diary.storage.store import Store
from cramp_timer.system.paths import data_folder

pytestmark = pytest.mark.terminal
PROGRAM = [sys.executable, "-m", "cramp_timer"]
DEAF_SECONDS = 2.5
"""The first moments, in which keys are the rest of what was typed to get here."""
SAID = [
    "\x1b[57442;5u", "\x1b[57441;2u", "\x1b[57358u", "\x1b[57440u",  # ctrl, shift, caps lock, mute
    "\x1b[?62;22c", "\x1b]11;rgb:0000/0000/0000\x1b\\", "\x1bP1+r52=1\x1b\\", "\x1b[25~",
    "\x1b[1;2P", "\x1b[I", "\x1b[O", "\x1b[?2026;2$y", "\x07", "\t", "\x7f",
]  # fmt: skip


def read_for(program: Program, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        program.read(0.05)


@pytest.fixture
def cramp() -> Program:
    program = Program([*PROGRAM, "now", "--audio", "none"])
    program.wait_for("Straighten your leg")
    read_for(program, DEAF_SECONDS)
    return program


def test_nothing_that_a_terminal_says_ends_a_cramp_but_a_letter_does(cramp: Program) -> None:
    for said in SAID:
        cramp.press(said)
        read_for(cramp, 0.05)
    cramp.press("\x1b")  # an escape 0.3 s before its rest
    read_for(cramp, 0.3)
    cramp.press("[?62;22c")
    for character in "\x1b]10;rgb:ff/ff/ff\x07":
        cramp.press(character)
        read_for(cramp, 0.03)
    assert "It has eased" not in cramp.text()
    cramp.press("j")
    cramp.wait_for("It has eased")
    cramp.press("\x11")
    cramp.end()


def test_bytes_that_are_no_text_end_nothing(cramp: Program) -> None:
    os.write(cramp.terminal, b"\xff\xfe\x80\x81\xc3")
    read_for(cramp, 0.5)
    assert "Traceback" not in cramp.text()
    cramp.press("\x1b[D")
    cramp.wait_for("Left leg")
    cramp.press("q")
    assert cramp.end()[0] == 0
    (kept,) = Store(data_folder()).cramps()
    assert kept.eased is None
