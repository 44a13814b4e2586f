"""Tests of what is kept of nights and runs: older files, undo, runs, counts, killed writers."""

from __future__ import annotations

import os
import random
import sqlite3
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
            encoding="utf-8",
        )
        assert writer.stdout is not None
        with writer.stdout:
            waited = (writer.stdout.readline() for _ in range(chance.randint(1, 12)))
            confirmed += [int(line) for line in waited]
            writer.kill()
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
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a file system"
)
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
