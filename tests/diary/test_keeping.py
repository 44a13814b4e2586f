"""The diary over the years: older files, deletions, copies, killed writers, full disks."""

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

from cramp_timer.core.summary import Done, Summary
from cramp_timer.diary.checklist import Item
from cramp_timer.diary.entries import Answers, Cramp, Held
from cramp_timer.diary.night import Page
from cramp_timer.diary.storage.database import FILE
from cramp_timer.diary.storage.migrations import MIGRATIONS
from cramp_timer.diary.storage.recorder import Recorder, RunKeeper
from cramp_timer.diary.storage.store import Store
from cramp_timer.errors import DiaryError

NIGHT = date(2026, 11, 22)


def test_a_file_of_the_first_version_keeps_its_cramps(tmp_path: Path) -> None:
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


def test_foreign_keys_are_held(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with pytest.raises(DiaryError, match="FOREIGN KEY"):
        store.put_rows(
            {"held": [{"run": "x", "place": 0, "title": "t", "holds": 1, "seconds": 1.0}]}
        )


def test_a_night_that_was_deleted_comes_back_whole(tmp_path: Path) -> None:
    store = Store(tmp_path)
    page = replace(Page(NIGHT).told(3, worst=4), answers=Answers(NIGHT, sleep=5))
    store.keep_page(page)
    before = store.page(NIGHT)
    store.keep_page(Page(NIGHT))
    assert store.page(NIGHT) == Page(NIGHT)
    assert store.take_back() == NIGHT
    assert store.page(NIGHT) == before
    assert store.take_back() is None


def test_deletions_come_back_one_by_one_the_last_first(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep_page(Page(NIGHT).told(2))
    one, two = store.page(NIGHT).cramps
    store.keep_page(replace(store.page(NIGHT), cramps=(two,)))
    store.keep_page(replace(store.page(NIGHT), cramps=()))
    store.take_back()
    assert store.page(NIGHT).cramps == (two,)
    store.take_back()
    assert set(store.page(NIGHT).cramps) == {one, two}


def test_cramps_that_come_back_leave_no_night_said_to_be_without(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep_page(Page(NIGHT).told(1))
    store.keep_page(Page(NIGHT))
    store.keep_page(Page(NIGHT).told(0))
    store.take_back()
    page = store.page(NIGHT)
    assert page.count == 1
    assert page.answers is not None
    assert not page.answers.none


def test_a_run_is_kept_from_its_first_whole_hold_on(tmp_path: Path) -> None:
    record = Recorder(lambda: tmp_path)
    keeper = RunKeeper(record, "Bedtime", "bedtime")
    keeper.keep(Summary("Bedtime", finished=False, seconds=2.0, done=()))
    one = (Done("Wall stretch", 1, 10.0),)
    keeper.keep(Summary("Bedtime", finished=False, seconds=40.0, done=one))
    keeper.keep(Summary("Bedtime", finished=True, seconds=90.0, done=(*one, *one)))
    record.close()
    (run,) = next(iter(Store(tmp_path).pages().values())).runs
    assert (run.title, run.routine, run.finished, run.seconds) == ("Bedtime", "bedtime", True, 90.0)
    assert run.held == (Held("Wall stretch", 1, 10.0),) * 2


def test_a_run_without_a_whole_hold_is_none(tmp_path: Path) -> None:
    record = Recorder(lambda: tmp_path)
    keeper = RunKeeper(record, "Bedtime", "bedtime")
    keeper.keep(Summary("Bedtime", finished=False, seconds=2.0, done=()))
    record.close()
    assert not (tmp_path / FILE).exists() or Store(tmp_path).pages() == {}


def test_a_clock_that_was_set_back_loses_no_change(tmp_path: Path) -> None:
    store = Store(tmp_path)
    late = Cramp.beginning(datetime(2030, 1, 1, 2, tzinfo=UTC))
    store.keep(late)
    store.put_rows({"days": [{"day": "2026-11-22", "item": "glass", "count": 5, "changed": "9"}]})
    store.keep(replace(late, worst=3))
    assert store.count(NIGHT, Item.GLASS, 1) == 6
    assert store.page(late.night).worst == 3


def test_no_tally_goes_below_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.count(NIGHT, Item.FEET, -1) == 0


def test_a_copy_is_whole_and_private_and_overwrites_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "data")
    store.keep(*many_nights(NIGHT, 20))
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


def test_a_copy_is_restored_under_a_program_that_goes_on_and_nothing_is_lost(
    tmp_path: Path,
) -> None:
    store, other = Store(tmp_path / "data"), Store(tmp_path / "data")
    store.keep(*many_nights(NIGHT, 20))
    then = store.pages()
    copy = tmp_path / "copy.sqlite"
    store.back_up(copy)
    store.keep_page(Page(NIGHT).told(9))
    now = store.pages()
    kept = store.restore(copy)
    assert store.pages() == other.pages() == then
    other.keep_page(Page(date(2027, 1, 1)).told(1))
    assert len(store.pages()) == len(then) + 1
    before = Store(tmp_path / "before")
    before.restore(kept)
    assert before.pages() == now


@tried("what should be restored is no diary", "it is refused; the diary stays as it was")
@pytest.mark.parametrize("content", [b"", b"no database", None])
def test_what_is_no_copy_is_not_restored(tmp_path: Path, content: bytes | None) -> None:
    store = Store(tmp_path / "data")
    store.keep(*many_nights(NIGHT, 5))
    before = store.pages()
    copy = tmp_path / "copy.sqlite"
    if content is not None:
        copy.write_bytes(content)
    with pytest.raises(DiaryError):
        store.restore(copy)
    assert store.pages() == before


WRITER = """
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from cramp_timer.diary.checklist import Item
from cramp_timer.diary.entries import Held, Run
from cramp_timer.diary.night import Page
from cramp_timer.diary.storage.store import Store
store = Store(Path(sys.argv[1]))
first = int(sys.argv[2])
for number in range(first, first + 1_000_000):
    night = date(2000, 1, 1) + timedelta(days=number)
    store.keep_page(Page(night).told(2, worst=number % 11))
    held = tuple(Held("Wall", 3, 30.0) for _ in range(3))
    store.keep(Run(str(number), night, datetime.now(UTC), "x", held=held, finished=True))
    store.count(night, Item.GLASS, 1)
    print(number, flush=True)
"""


@tried(
    "a diary that is being written is killed at random moments (SIGKILL)",
    "it is whole, and has all that was confirmed",
)
def test_killed_at_any_moment_it_is_whole_and_holds_all_that_was_confirmed(
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
    pages, tallies = store.pages(), store.tallies()
    for number in confirmed:
        night = date.fromordinal(date(2000, 1, 1).toordinal() + number)
        assert pages[night].count == 2
        assert len(pages[night].runs[0].held) == 3
        assert tallies[night] == {Item.GLASS: 1}


def write_on(store: Store, kept: list[str]) -> None:
    """Write until it cannot be done."""
    while True:
        cramp = Cramp.later(NIGHT)
        store.keep(cramp)
        kept.append(cramp.id)


@tried("the disk fills up under the diary", "it says so, and keeps what it had")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small file system")
def test_on_a_full_disk_it_says_so_and_keeps_what_it_had(tmp_path: Path) -> None:
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
