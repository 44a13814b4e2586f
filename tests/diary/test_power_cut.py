"""Tests that an entry that was confirmed outlasts a power cut, whatever had not been synced."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from support.power_cut import STRACE, Disk, calls_of
from support.tried import tried

from cramp_timer.diary.entries import Cramp
from cramp_timer.diary.storage.store import Store

pytestmark = pytest.mark.skipif(STRACE is None, reason="needs strace")
CONFIRMING = """
import os, sys
from contextlib import closing
from datetime import date
from pathlib import Path
from cramp_timer.diary.entries import Cramp
from cramp_timer.diary.storage.store import Store
with closing(Store(Path(sys.argv[1]))) as store:
    if len(sys.argv) > 2:
        store._connection.execute(f"PRAGMA synchronous = {sys.argv[2]}")
    for number in range(6):
        cramp = Cramp.later(date(2026, 11, 22))
        store.save(cramp)
        os.write(1, f"CONFIRMED {cramp.id}".encode())
"""


def lost(folder: Path, tmp_path: Path, *more: str) -> list[str]:
    """Return the confirmed entries that a power cut right after the confirmation loses."""
    disk, cut, confirmed, missing = Disk(folder), tmp_path / "cut", [], []
    words = [sys.executable, "-c", CONFIRMING, str(folder), *more]
    for call, texts, file, arguments in calls_of(words, tmp_path / "trace"):
        if call == "write" and texts[0].startswith(b"CONFIRMED "):
            confirmed.append(texts[0].split()[1].decode())
            for names, contents in product((True, False), repeat=2):
                disk.after_a_cut(cut, names=names, contents=contents)
                with closing(Store(cut)) as store:
                    left = {cramp.id for cramp in store.cramps()}
                missing += [each for each in confirmed if each not in left]
        else:
            disk.take(call, texts, file, arguments)
    assert len(confirmed) == 6
    return missing


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    with closing(Store(tmp_path / "diary")) as store:
        store.save(Cramp.later(date(2026, 11, 21)))
    return tmp_path / "diary"


@tried("the power is cut right after an entry is confirmed", "it is in the diary")
def test_a_confirmed_entry_outlasts_a_power_cut(diary: Path, tmp_path: Path) -> None:
    assert lost(diary, tmp_path) == []


def test_the_first_entries_of_a_new_diary_outlast_a_power_cut(tmp_path: Path) -> None:
    assert lost(tmp_path / "new", tmp_path) == []


def test_a_diary_that_syncs_less_would_lose_entries(diary: Path, tmp_path: Path) -> None:
    assert lost(diary, tmp_path, "FULL") != []
