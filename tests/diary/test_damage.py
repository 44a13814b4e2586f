"""Tests that a damaged diary is set aside, and that what can be read of it goes on."""

from __future__ import annotations

import errno
import os
import random
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from support.systems import unix
from support.tried import tried
from support.years import many_nights

from cramp_timer.diary.entries import Cramp
from cramp_timer.diary.night import Night
from cramp_timer.diary.storage import database
from cramp_timer.diary.storage.database import FILE
from cramp_timer.diary.storage.store import Store
from cramp_timer.errors import DiaryError

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
CONFIRMING = """
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from cramp_timer.diary.entries import Cramp
from cramp_timer.diary.storage.store import Store
from cramp_timer.errors import DiaryError
for _ in range(6):
    with suppress(DiaryError):  # not confirmed, and said
        store, cramp = Store(Path(sys.argv[1])), Cramp.later(date(2026, 11, 22))
        store.save(cramp)
        print(cramp.id, flush=True)
        store.close()
"""
"""Writes entries, and prints the id of each that is confirmed."""


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


def spoil(file: Path, **columns: object) -> None:
    """Put values of other types into the first cramp, past the checks of the table."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for name, value in columns.items():
            first = "(SELECT min(id) FROM cramps)"
            connection.execute(f"UPDATE cramps SET {name} = ? WHERE id = {first}", (value,))
        connection.commit()


WRONG_TYPES: list[dict[str, object]] = [
    {"started": b"2026"}, {"started_offset": "east"}, {"started_offset": 1e30},
    {"ended": 5, "ended_offset": 60}, {"night": b"2026"},
]  # fmt: skip


@pytest.mark.parametrize("columns", WRONG_TYPES)
def test_a_row_of_a_wrong_type_hides_no_other(tmp_path: Path, columns: dict[str, object]) -> None:
    cramps = [Cramp.beginning(datetime(2026, 11, 22, hour, tzinfo=UTC)) for hour in (2, 3)]
    with closing(Store(tmp_path)) as store:
        store.save(*cramps)
    spoil(tmp_path / FILE, **columns)
    with closing(Store(tmp_path)) as store:
        assert store.cramps() == cramps[1:]
        assert store.unreadable() == 1


@tried("a damaged diary has a row of a wrong type", "the others are taken over")
def test_a_row_of_a_wrong_type_stops_no_salvage(tmp_path: Path) -> None:
    damaged(tmp_path)
    spoil(tmp_path / FILE, started_offset="east")
    with closing(Store(tmp_path)) as store:
        assert store.set_aside is not None
        assert store.salvaged > 100


@tried("two programs meet a damaged diary at once", "what either has confirmed stays")
def test_what_was_confirmed_stays_when_two_programs_set_a_diary_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / FILE).write_bytes(b"this is no database at all")
    linking, go_on, link = threading.Event(), threading.Event(), database._link_or_copy

    def slow_link(file: Path, to: Path) -> None:
        if not linking.is_set():
            linking.set()
            go_on.wait()
        link(file, to)

    def open_slowly() -> None:
        Store(tmp_path).close()

    def open_and_confirm() -> None:
        with closing(Store(tmp_path)) as store:
            store.save(cramp)

    monkeypatch.setattr(database, "_link_or_copy", slow_link)
    cramp = Cramp.later(NIGHT)
    first = threading.Thread(target=open_slowly)
    second = threading.Thread(target=open_and_confirm)
    first.start()
    linking.wait()
    second.start()
    second.join(1.0)  # it waits for the first one, or is done before it
    go_on.set()
    first.join()
    second.join()
    with closing(Store(tmp_path)) as store:
        assert store.cramps() == [cramp]
    assert len(list(tmp_path.glob("diary-damaged-*"))) == 1


@tried("six programs write into a damaged diary at once", "nothing that was confirmed is lost")
@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_six_programs_on_a_damaged_diary_lose_nothing_that_was_confirmed(
    tmp_path: Path, seed: int
) -> None:
    damaged(tmp_path)
    content, dice = bytearray((tmp_path / FILE).read_bytes()), random.Random(seed)
    for _ in range(40):
        content[dice.randrange(100, len(content))] ^= 1 << dice.randrange(8)
    (tmp_path / FILE).write_bytes(content)
    words = [sys.executable, "-c", CONFIRMING, str(tmp_path)]
    programs = [subprocess.Popen(words, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(6)]
    confirmed = {each for program in programs for each in program.communicate()[0].split()}
    assert [program.returncode for program in programs] == [0] * 6
    with closing(Store(tmp_path)) as store:
        kept = {cramp.id for cramp in store.cramps()}
    assert len(confirmed) >= 30
    assert confirmed <= kept
    assert len(list(tmp_path.glob("diary-damaged-*"))) == 1


def test_a_diary_that_can_only_be_read_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cramp = Cramp.later(NIGHT)
    with closing(Store(tmp_path)) as store:
        store.save(cramp)

    def refuse(file: Path) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(file))

    monkeypatch.setattr(database, "open_private", refuse)
    with closing(Store(tmp_path)) as store:
        assert store.cramps() == [cramp]
        with pytest.raises(DiaryError, match="readonly"):
            store.save(Cramp.later(NIGHT))
    with pytest.raises(DiaryError, match="Read-only file system"):
        Store(tmp_path / "none yet")


@tried("a copy of the diary was being made when it was killed", "the next one clears it away")
def test_what_a_killed_program_left_beside_a_copy_is_cleared_away(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    with closing(Store(folder)) as store:
        store.back_up(tmp_path / "copy.sqlite")
        left = [tmp_path / ".copy.sqlite.0123abcd", folder / ".restoring-20261122-1.sqlite"]
        for file in left:
            file.write_bytes(b"half")
            os.utime(file, (0, 0))
        store.restore(tmp_path / "copy.sqlite")
        store.back_up(tmp_path / "copy.sqlite", force=True)
    assert not any(file.exists() for file in left)
