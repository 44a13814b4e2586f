"""Tests that a damaged diary is set aside, and that what can be read of it goes on."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from support.systems import unix
from support.tried import tried
from support.years import many_nights

from cramp_timer.diary.entries import Cramp
from cramp_timer.diary.night import Night
from cramp_timer.diary.storage.database import FILE
from cramp_timer.diary.storage.store import Store

NIGHT = date(2026, 11, 22)
NIGHT = date(2026, 11, 22)
NO_SIGNAL = "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
KILLED = """
import os
from cramp_timer.diary.storage import salvage
put, rows = salvage._put, iter(range({row}))
def put_until_killed(*row):
    if next(rows, None) is None:
        os.kill(os.getpid(), 9)
    return put(*row)
salvage._put = put_until_killed
"""
"""Kills its own process at a row."""


def damaged(folder: Path) -> bytes:
    """Make a diary of many nights with one damaged page; return its content."""
    with closing(Store(folder)) as store:
        store.save(*many_nights(NIGHT, 400))
    content = bytearray((folder / FILE).read_bytes())
    content[8192:12288] = bytes(range(256)) * 16
    (folder / FILE).write_bytes(content)
    return bytes(content)


def opening(folder: Path, before: str) -> subprocess.CompletedProcess[str]:
    """Open the diary in a process of its own, after some lines of Python."""
    program = (
        f"{before}\nimport sys\nfrom pathlib import Path\n"
        "from cramp_timer.diary.storage.store import Store\nStore(Path(sys.argv[1]))\n"
    )
    return subprocess.run(
        [sys.executable, "-c", program, str(folder)], capture_output=True, encoding="utf-8"
    )


@pytest.mark.parametrize("damage", [b"this is no database at all, but a letter", b"\0" * 5000])
def test_a_damaged_diary_is_set_aside_unchanged_and_a_new_one_begins(
    tmp_path: Path, damage: bytes
) -> None:
    (tmp_path / FILE).write_bytes(damage)
    store = Store(tmp_path)
    store.save(Cramp.later(NIGHT))
    assert store.set_aside is not None
    assert store.set_aside.read_bytes() == damage
    assert len(store.cramps()) == 1


def test_a_diary_with_an_overwritten_database_page_is_set_aside_on_opening(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for _ in range(200):
        store.save(Cramp.later(NIGHT))
    store.close()
    content = bytearray((tmp_path / FILE).read_bytes())
    content[8192:12288] = os.urandom(4096)
    (tmp_path / FILE).write_bytes(content)
    opened = Store(tmp_path)
    assert opened.set_aside is not None
    assert opened.set_aside.read_bytes() == content


def test_a_damaged_diary_is_kept_and_what_can_be_read_is_taken_over(tmp_path: Path) -> None:
    store = Store(tmp_path / "data")
    store.save(*many_nights(NIGHT, 400))
    cramps = {cramp.id for cramp in store.cramps()}
    store.close()
    file = tmp_path / "data" / FILE
    content = file.read_bytes()
    whole = 0
    numbers = random.Random(3)
    for _ in range(25):
        place = numbers.randrange(100, len(content))
        for each in file.parent.iterdir():
            each.unlink()
        file.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        opened = Store(tmp_path / "data")
        left = {cramp.id for cramp in opened.cramps()}
        if opened.set_aside is not None:
            assert "is kept as" in opened.notice
            assert opened.set_aside.stat().st_size == len(content)
        assert len(left) > 0.5 * len(cramps)
        whole += left >= cramps
        opened.save_night(Night(NIGHT).with_count(1))
        opened.close()
    assert whole >= 12


def test_a_schema_whose_names_are_no_text_is_set_aside_and_a_new_diary_begins(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path / "data")
    store.save(*many_nights(NIGHT, 40))
    store.close()
    file = tmp_path / "data" / FILE
    content = file.read_bytes()
    names = (b"worst          INTEGER", b"started_offset INTEGER", b"night          TEXT")
    for name in names:
        for each in file.parent.iterdir():
            each.unlink()
        file.write_bytes(content.replace(name, b"\xff" + name[1:], 1))
        with closing(Store(tmp_path / "data")) as opened:
            opened.save_night(Night(NIGHT).with_count(1))
            assert opened.night(NIGHT).count is not None


@unix
@tried("what can be read of a damaged diary does not fit", "it says so; the damaged one stays")
def test_a_damaged_diary_stays_in_its_place_where_there_is_no_room_for_a_new_one(
    tmp_path: Path,
) -> None:
    content = damaged(tmp_path)
    program = f"resource.setrlimit(resource.RLIMIT_FSIZE, ({len(content) // 2},) * 2)\n"
    opened = opening(tmp_path, f"import resource, signal\n{NO_SIGNAL}{program}")
    assert opened.returncode == 1
    assert "DiaryError" in opened.stderr
    assert [each.name for each in tmp_path.iterdir()] == [FILE]
    assert (tmp_path / FILE).read_bytes() == content


@tried("it is killed while it reads a damaged diary", "the next start reads it as if nothing was")
def test_a_damaged_diary_stays_in_its_place_when_its_reader_is_killed(tmp_path: Path) -> None:
    content = damaged(tmp_path)
    for row in (1, 100, 500):
        killed = opening(tmp_path, KILLED.format(row=row))
        assert abs(killed.returncode) == 9  # Windows has no sign for it
        assert (tmp_path / FILE).read_bytes() == content
    with closing(Store(tmp_path)) as store:
        assert store.salvaged > 500
        assert store.set_aside is not None
        assert store.set_aside.read_bytes() == content
