"""Tests of copies of the diary: written, restored, refused."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from support.systems import is_private, links
from support.tried import tried
from support.years import many_nights

from cramp_timer.diary.night import Night
from cramp_timer.diary.storage.store import Store
from cramp_timer.errors import DiaryError

NIGHT = date(2026, 11, 22)
NIGHT = date(2026, 11, 22)


def test_a_backup_is_private_and_refuses_to_overwrite_a_file_without_force(tmp_path: Path) -> None:
    store = Store(tmp_path / "data")
    store.save(*many_nights(NIGHT, 20))
    copy = tmp_path / "copy.sqlite"
    before = os.umask(0)
    try:
        store.back_up(copy)
    finally:
        os.umask(before)
    assert is_private(copy)
    with pytest.raises(DiaryError, match="exists already; --force overwrites it"):
        store.back_up(copy)
    store.back_up(copy, force=True)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copy.sqlite", "data"]


def test_a_backup_is_restored_while_the_diary_is_in_use_and_the_old_diary_is_saved(
    tmp_path: Path,
) -> None:
    store, other = Store(tmp_path / "data"), Store(tmp_path / "data")
    store.save(*many_nights(NIGHT, 20))
    then = store.nights()
    copy = tmp_path / "copy.sqlite"
    store.back_up(copy)
    store.save_night(Night(NIGHT).with_count(9))
    now = store.nights()
    kept = store.restore(copy)
    assert store.nights() == other.nights() == then
    other.save_night(Night(date(2027, 1, 1)).with_count(1))
    assert len(store.nights()) == len(then) + 1
    before = Store(tmp_path / "before")
    before.restore(kept)
    assert before.nights() == now


@tried("what should be restored is no diary", "it is refused; the diary stays as it was")
@pytest.mark.parametrize("content", [b"", b"no database", None])
def test_restoring_a_file_that_is_no_backup_is_refused_and_changes_nothing(
    tmp_path: Path, content: bytes | None
) -> None:
    store = Store(tmp_path / "data")
    store.save(*many_nights(NIGHT, 5))
    before = store.nights()
    copy = tmp_path / "copy.sqlite"
    if content is not None:
        copy.write_bytes(content)
    with pytest.raises(DiaryError):
        store.restore(copy)
    assert store.nights() == before


@pytest.mark.parametrize(
    "statements",
    [
        "PRAGMA user_version = 1",
        "PRAGMA user_version = 2",
        "PRAGMA user_version = -1",
        "CREATE TABLE cramps (id TEXT); PRAGMA user_version = 3",
        "CREATE TABLE things (a TEXT); PRAGMA user_version = 3",
    ],
)
@tried("a database of something else should be restored", "it is refused; the diary stays")
def test_restoring_a_database_of_something_else_is_refused_and_changes_nothing(
    tmp_path: Path, statements: str
) -> None:
    store = Store(tmp_path / "data")
    store.save(*many_nights(NIGHT, 5))
    before = store.nights()
    copy = tmp_path / "copy.sqlite"
    with closing(sqlite3.connect(copy)) as connection:
        connection.executescript(statements)
    with pytest.raises(DiaryError, match="is no whole copy of a diary"):
        store.restore(copy)
    assert store.nights() == before
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["diary.sqlite"]


@pytest.mark.parametrize("night", ["2026-11-2x", "", "0", "2026-13-01", "0001-01-01", "9999-12-31"])
def test_restoring_a_diary_with_a_value_that_cannot_be_is_refused(
    tmp_path: Path, night: str
) -> None:
    other = Store(tmp_path / "other")
    other.save(*many_nights(NIGHT, 30))
    other.close()
    with closing(sqlite3.connect(tmp_path / "other" / "diary.sqlite")) as connection:
        connection.execute("UPDATE cramps SET night = ?", (night,))
        connection.commit()
    store = Store(tmp_path / "data")
    store.save(*many_nights(NIGHT, 5))
    before = store.nights()
    with pytest.raises(DiaryError, match="night"):
        store.restore(tmp_path / "other" / "diary.sqlite")
    assert store.nights() == before


@links
def test_restoring_the_diary_onto_itself_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path / "data")
    store.save(*many_nights(NIGHT, 5))
    (tmp_path / "link.sqlite").symlink_to(store.file)
    for same in (store.file, tmp_path / "link.sqlite"):
        with pytest.raises(DiaryError, match="is the diary itself"):
            store.restore(same)


def test_restoring_while_another_program_holds_a_write_ends_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cramp_timer.diary.storage.database.BUSY_SECONDS", 0.2)
    store = Store(tmp_path / "data")
    store.save(*many_nights(NIGHT, 5))
    copy = tmp_path / "copy.sqlite"
    store.back_up(copy)
    with closing(sqlite3.connect(store.file, isolation_level=None)) as other:
        for lock in ("BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"):
            other.execute(lock)
            with pytest.raises(DiaryError):
                store.restore(copy)
            other.execute("ROLLBACK")
        store.restore(copy)
