"""Tests the diary with older files, deletions, backups, killed writers and full disks."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from support.tried import tried
from support.years import many_nights

from cramp_timer.core.summary import HeldExercise, Summary
from cramp_timer.diary.checklist import ChecklistCount, ChecklistItem
from cramp_timer.diary.entries import Cramp, NightAnswers
from cramp_timer.diary.night import Night
from cramp_timer.diary.storage.database import FILE
from cramp_timer.diary.storage.migrations import MIGRATIONS
from cramp_timer.diary.storage.recorder import BackgroundRecorder, RunRecorder
from cramp_timer.diary.storage.rows import HeldRow
from cramp_timer.diary.storage.store import Store
from cramp_timer.errors import DiaryError
from cramp_timer.sessions.start_options import local_now

NIGHT = date(2026, 11, 22)


def test_a_diary_of_schema_version_1_is_migrated_with_its_cramps(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as old:
        old.executescript(MIGRATIONS[0] + "PRAGMA user_version = 1;")
        old.execute(
            "INSERT INTO cramps VALUES ('a', '2026-11-22', '2026-11-23T02:10:00.000Z', 60,"
            " NULL, NULL, 'left', 7, 1, 'now', '2026-11-23T02:20:00.000Z')"
        )
        old.commit()
    (cramp,) = Store(tmp_path).cramps()
    assert (cramp.night, cramp.worst, cramp.muscle) == (NIGHT, 7, None)
    assert cramp.started is not None
    assert cramp.started.isoformat() == "2026-11-23T03:10:00+01:00"


def test_a_row_without_its_parent_is_refused_by_a_foreign_key(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with pytest.raises(DiaryError, match="FOREIGN KEY"):
        store.merge_rows([(HeldRow("x", 0, "t", 1, 1.0), "")])


def test_a_deleted_night_is_restored_completely_by_undo(tmp_path: Path) -> None:
    store = Store(tmp_path)
    page = replace(Night(NIGHT).with_count(3, worst=4), answers=NightAnswers(NIGHT, sleep=5))
    store.save_night(page)
    before = store.night(NIGHT)
    store.save_night(Night(NIGHT))
    assert store.night(NIGHT) == Night(NIGHT)
    assert store.undo_delete() == NIGHT
    assert store.night(NIGHT) == before
    assert store.undo_delete() is None


def test_deletions_are_undone_one_by_one_beginning_with_the_last(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save_night(Night(NIGHT).with_count(2))
    one, two = store.night(NIGHT).cramps
    store.save_night(replace(store.night(NIGHT), cramps=(two,)))
    store.save_night(replace(store.night(NIGHT), cramps=()))
    store.undo_delete()
    assert store.night(NIGHT).cramps == (two,)
    store.undo_delete()
    assert set(store.night(NIGHT).cramps) == {one, two}


def test_undoing_a_deletion_of_cramps_clears_a_later_answer_of_no_cramps(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save_night(Night(NIGHT).with_count(1))
    store.save_night(Night(NIGHT))
    store.save_night(Night(NIGHT).with_count(0))
    store.undo_delete()
    page = store.night(NIGHT)
    assert page.count == 1
    assert page.answers is not None
    assert not page.answers.none


def test_a_routine_run_is_stored_from_its_first_completed_hold_on(tmp_path: Path) -> None:
    record = BackgroundRecorder(lambda: tmp_path)
    keeper = RunRecorder(record, "Bedtime", "bedtime", local_now)
    keeper.save(Summary("Bedtime", finished=False, seconds=2.0, held=()))
    one = (HeldExercise("Wall stretch", 1, 10.0),)
    keeper.save(Summary("Bedtime", finished=False, seconds=40.0, held=one))
    keeper.save(Summary("Bedtime", finished=True, seconds=90.0, held=(*one, *one)))
    record.close()
    (run,) = next(iter(Store(tmp_path).nights().values())).runs
    assert (run.title, run.routine, run.finished, run.seconds) == ("Bedtime", "bedtime", True, 90.0)
    assert run.held == (HeldExercise("Wall stretch", 1, 10.0),) * 2


def test_a_routine_run_without_a_completed_hold_is_not_stored(tmp_path: Path) -> None:
    record = BackgroundRecorder(lambda: tmp_path)
    keeper = RunRecorder(record, "Bedtime", "bedtime", local_now)
    keeper.save(Summary("Bedtime", finished=False, seconds=2.0, held=()))
    record.close()
    assert not (tmp_path / FILE).exists() or Store(tmp_path).nights() == {}


def test_changes_are_stored_even_if_the_clock_was_set_back(tmp_path: Path) -> None:
    store = Store(tmp_path)
    late = Cramp.beginning(datetime(2030, 1, 1, 2, tzinfo=UTC))
    store.save(late)
    store.merge_rows([(ChecklistCount(NIGHT, ChecklistItem.GLASS, 5), "9")])
    store.save(replace(late, worst=3))
    assert store.count(NIGHT, ChecklistItem.GLASS, 1) == 6
    assert store.night(late.night).worst == 3


def test_a_checklist_count_never_falls_below_zero(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.count(NIGHT, ChecklistItem.FEET, -1) == 0


def test_a_backup_is_private_and_refuses_to_overwrite_a_file_without_force(tmp_path: Path) -> None:
    store = Store(tmp_path / "data")
    store.save(*many_nights(NIGHT, 20))
    copy = tmp_path / "copy.sqlite"
    before = os.umask(0)
    try:
        store.back_up(copy)
    finally:
        os.umask(before)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
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


def test_one_value_that_cannot_be_read_hides_no_other_night(tmp_path: Path) -> None:
    store = Store(tmp_path / "data")
    store.save(*many_nights(NIGHT, 30))
    before = len(store.cramps())
    with closing(sqlite3.connect(store.file)) as connection:
        connection.execute(
            "UPDATE cramps SET night = '2026-11-2x' WHERE id = (SELECT min(id) FROM cramps)"
        )
        connection.commit()
    assert len(store.cramps()) == before - 1
    assert store.unreadable() == 1


WRITER = """
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from cramp_timer.diary.checklist import ChecklistCount, ChecklistItem
from cramp_timer.diary.entries import HeldExercise, RoutineRun
from cramp_timer.diary.night import Night
from cramp_timer.diary.storage.store import Store
store = Store(Path(sys.argv[1]))
first = int(sys.argv[2])
for number in range(first, first + 1_000_000):
    night = date(2000, 1, 1) + timedelta(days=number)
    store.save_night(Night(night).with_count(2, worst=number % 11))
    held = tuple(HeldExercise("Wall", 3, 30.0) for _ in range(3))
    store.save(RoutineRun(str(number), night, datetime.now(UTC), "x", held=held, finished=True))
    store.count(night, ChecklistItem.GLASS, 1)
    print(number, flush=True)
"""


@tried(
    "a diary that is being written is killed at random moments (SIGKILL)",
    "it is whole, and has all that was confirmed",
)
def test_a_diary_whose_writer_is_killed_is_intact_and_has_all_confirmed_entries(
    tmp_path: Path,
) -> None:
    confirmed: list[int] = []
    chance = random.Random(1)
    for _ in range(12):
        first = len(confirmed) + 100
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(max(confirmed, default=0) + first)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        with writer.stdout:
            waited = (writer.stdout.readline() for _ in range(chance.randint(1, 12)))
            confirmed += [int(line) for line in waited]
            writer.send_signal(signal.SIGKILL)
            confirmed += [int(line) for line in writer.stdout if line.endswith("\n")]
        writer.wait()
        with closing(sqlite3.connect(tmp_path / FILE)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store = Store(tmp_path)
    assert store.set_aside is None
    nights = store.nights()
    for number in confirmed:
        night = date.fromordinal(date(2000, 1, 1).toordinal() + number)
        assert nights[night].count == 2
        assert len(nights[night].runs[0].held) == 3
        assert store.tally(night) == {ChecklistItem.GLASS: 1}


def write_on(store: Store, kept: list[str]) -> None:
    """Save cramps until saving fails."""
    while True:
        cramp = Cramp.later(NIGHT)
        store.save(cramp)
        kept.append(cramp.id)


@tried("the disk fills up under the diary", "it says so, and keeps what it had")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small file system")
def test_on_a_full_disk_the_diary_reports_the_failure_and_loses_no_stored_entry(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        store = Store(folder)
        kept: list[str] = []
        with pytest.raises(DiaryError, match="the diary cannot be used"):
            write_on(store, kept)
        store.close()
        again = Store(folder)
        assert again.set_aside is None
        assert {each.id for each in again.cramps()} == set(kept)
        again.close()
    finally:
        subprocess.run(["umount", str(folder)], check=True)
