"""Tests that the diary is intact and complete after the program is killed at any moment."""

from __future__ import annotations

import random
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from support.steady import without_sound
from support.terminal import Program
from support.tried import tried

from cramp_timer.diary.storage.database import FILE
from cramp_timer.diary.storage.store import Store
from cramp_timer.system.paths import data_folder

pytestmark = [pytest.mark.long, pytest.mark.terminal]
TIMES, DIARIES = 25, 4
CONFIRMED = "Left leg."


@pytest.mark.parametrize("seed", range(DIARIES))
@tried(
    "a hundred cramps, each killed at a random moment (SIGKILL)",
    "the diary is whole after each, and nothing that was in it is lost",
)
def test_the_diary_loses_nothing_when_the_program_is_killed_a_hundred_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    without_sound(tmp_path, monkeypatch)
    chance = random.Random(seed)
    kept = 0
    for turn in range(TIMES):
        program = Program([sys.executable, "-m", "cramp_timer", "now", "--plain"])
        # Every other program is killed only after coaching began, however busy the machine is.
        moment = program.started + (30.0 if turn % 2 else chance.uniform(0.05, 1.6))
        sure = False
        while time.monotonic() < moment:
            program.read(moment - time.monotonic())
            if "Straighten your leg" in program.text() and not sure:
                sure = True
                moment = time.monotonic() + chance.uniform(0.0, 0.9)
                program.press("l\n" if chance.random() < 0.5 else "x\n")
        program.signal(signal.SIGKILL)
        program.end()
        found = _cramps_of_a_whole_file()
        assert kept <= found <= kept + 1
        kept = found
    assert kept > TIMES / 4
    with closing(Store(data_folder())) as store:
        assert store.set_aside is None


def _cramps_of_a_whole_file() -> int:
    file = data_folder() / FILE
    if not file.exists() or not file.stat().st_size:
        return 0
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with closing(Store(data_folder())) as store:
        assert store.set_aside is None
        return len(store.cramps())
