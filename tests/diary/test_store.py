"""Tests that the diary on disk is private, survives crashes, and is never discarded."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.systems import is_private, unix

from cramp_timer.core.side import Side
from cramp_timer.diary.entries import Cramp, night_of
from cramp_timer.diary.storage.database import FILE
from cramp_timer.diary.storage.migrations import MIGRATIONS
from cramp_timer.diary.storage.recorder import BackgroundRecorder
from cramp_timer.diary.storage.store import Store
from cramp_timer.errors import DiaryError

MADRID = timezone(timedelta(hours=1))
STARTED = datetime(2026, 11, 23, 3, 10, 4, 500_000, MADRID)


def cramp() -> Cramp:
    return replace(
        Cramp.beginning(STARTED),
        ended=STARTED + timedelta(seconds=95),
        side=Side.LEFT,
        worst=7,
        eased=True,
    )


def test_a_stored_cramp_is_read_back_with_its_utc_offset(tmp_path: Path) -> None:
    kept = cramp()
    store = Store(tmp_path / "data")
    store.save(kept)
    store.close()
    (read,) = Store(tmp_path / "data").cramps()
    assert read == kept
    assert read.started is not None
    assert read.started.utcoffset() == timedelta(hours=1)


def test_a_cramp_marked_as_none_is_hidden_until_the_deletion_is_undone(tmp_path: Path) -> None:
    kept = cramp()
    store = Store(tmp_path)
    store.save(kept)
    store.save(replace(kept, was_none=True))
    assert store.cramps() == []
    assert store.undo_delete() == kept.night
    assert store.cramps() == [kept]


def test_unknown_details_of_a_cramp_stay_unknown_when_stored(tmp_path: Path) -> None:
    kept = Cramp.beginning(STARTED)
    store = Store(tmp_path)
    store.save(kept)
    (read,) = store.cramps()
    assert (read.ended, read.side, read.worst, read.eased) == (None, None, None, None)


def test_a_cramp_saved_again_with_changes_is_stored_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    kept = Cramp.beginning(STARTED)
    for worst in (None, 3, 10):
        store.save(replace(kept, worst=worst))
    assert [each.worst for each in store.cramps()] == [10]


def in_minutes(offset: int) -> timezone:
    return timezone(timedelta(minutes=offset))


@given(
    st.datetimes(timezones=st.integers(-14 * 60, 14 * 60).map(in_minutes)),
)
def test_a_night_runs_from_noon_to_noon_in_local_time(moment: datetime) -> None:
    night = night_of(moment)
    noon = datetime(night.year, night.month, night.day, 12, tzinfo=moment.tzinfo)
    assert noon <= moment < noon + timedelta(days=1)


def test_half_past_two_belongs_to_the_night_of_the_evening_before() -> None:
    assert night_of(datetime(2026, 3, 29, 2, 30, tzinfo=MADRID)) == date(2026, 3, 28)


def test_only_the_owner_can_read_the_diary_files(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = Store(tmp_path / "data")
        store.save(cramp())
    finally:
        os.umask(before)
    assert is_private(tmp_path / "data")
    assert all(map(is_private, (tmp_path / "data").iterdir()))


@unix
def test_a_diary_file_readable_by_others_is_restricted_to_its_owner_on_opening(
    tmp_path: Path,
) -> None:
    Store(tmp_path).close()
    (tmp_path / FILE).chmod(0o644)
    Store(tmp_path).close()
    assert is_private(tmp_path / FILE)


def test_a_diary_of_a_newer_version_is_refused_and_left_unchanged(tmp_path: Path) -> None:
    Store(tmp_path).close()
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(DiaryError, match="newer cramp-timer; update this one"):
        Store(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


def test_a_diary_folder_that_cannot_be_created_gives_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DiaryError, match=r"the diary cannot be used \(.+\): .*diary\.sqlite"):
        Store(tmp_path / "file")


def test_two_writers_can_save_to_the_diary_at_the_same_time(tmp_path: Path) -> None:
    stores = [Store(tmp_path), Store(tmp_path)]

    def write(store: Store) -> None:
        for _ in range(30):
            store.save(Cramp.beginning(STARTED))

    threads = [threading.Thread(target=write, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(stores[0].cramps()) == 60


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from cramp_timer.diary.entries import Cramp
from cramp_timer.diary.storage.store import Store
store = Store(Path(sys.argv[1]))
while True:
    cramp = Cramp.beginning(datetime.now(UTC))
    store.save(cramp)
    print(cramp.id, flush=True)
"""


def test_a_killed_writer_loses_no_cramp_that_it_had_confirmed(tmp_path: Path) -> None:
    confirmed: set[str] = set()
    for kills in range(1, 9):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, encoding="utf-8"
        )
        assert writer.stdout is not None
        with writer.stdout:
            for _ in range(kills):
                confirmed.add(writer.stdout.readline().strip())
            writer.kill()
            confirmed.update(line.strip() for line in writer.stdout if line.endswith("\n"))
        writer.wait()
        store = Store(tmp_path)
        assert store.set_aside is None
        assert confirmed <= {each.id for each in store.cramps()}
        store.close()


@unix
def test_a_write_beyond_the_disk_limit_is_reported_and_the_diary_stays_intact(
    tmp_path: Path,
) -> None:
    Store(tmp_path).close()
    program = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))\n" + WRITER
    )
    writer = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, encoding="utf-8"
    )
    assert "DiaryError" in writer.stderr
    store = Store(tmp_path)
    assert store.set_aside is None
    assert store.cramps() == []


def test_the_recorder_reports_an_unusable_diary_and_stores_entries_once_it_works(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"
    folder.write_text("in the way")
    recorder = BackgroundRecorder(lambda: folder)
    recorder.save(cramp())
    while recorder.problem is None:
        time.sleep(0.01)
    assert "the diary cannot be used" in recorder.problem
    folder.unlink()
    recorder.save(cramp())
    recorder.close()
    assert not recorder.problem
    assert len(Store(folder).cramps()) == 2


def test_the_recorder_closes_when_the_diary_cannot_be_opened() -> None:
    def nowhere() -> Path:
        raise DiaryError("there is no home")

    recorder = BackgroundRecorder(nowhere)
    recorder.save(replace(cramp(), started=datetime.now(UTC)))
    recorder.close()
    assert recorder.problem == "there is no home"
