"""What a diary of many years costs against an empty one, and one write against one fsync."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median

from bench.figure import Figure
from support.terminal import Program
from support.years import many_nights

from cramp_timer.diary.entries import Cramp
from cramp_timer.diary.night import last_night
from cramp_timer.diary.report.page import report_page
from cramp_timer.diary.storage.queries import trend_of
from cramp_timer.diary.storage.store import Store
from cramp_timer.system.paths import data_folder

ROUNDS = 5
YEARS = (1, 10, 100)
PROMISED_YEARS = 10
PROGRAM = [sys.executable, "-m", "cramp_timer"]


def diary_figures() -> Iterator[Figure]:
    """Home and diary screens, one cramp logged, and the report, at three sizes."""
    empty = {"home": _opened(""), "diary": _opened("d")}
    last = last_night(datetime.now().astimezone()) - timedelta(days=1)  # so that home asks
    for years in YEARS:
        (data_folder() / "diary.sqlite").unlink()
        store = Store(data_folder())
        entries = many_nights(last, 365 * years, cramps_in_ten=105)
        while chunk := list(islice(entries, 5000)):
            store.save(*chunk)
        name = f"{years} year{'s' * (years > 1)} ({len(store.cramps())} cramps)"
        for figure in _figures(store, name, empty):
            yield figure if years <= PROMISED_YEARS else figure._replace(goal="linear")
        store.close()


def _figures(store: Store, name: str, empty: dict[str, float]) -> Iterator[Figure]:
    for screen, floor in empty.items():
        ours = _opened("d" if screen == "diary" else "")
        more = f"{ours - floor:+.0f} ms"
        yield Figure(
            f"{screen} screen, {name}", f"{ours:.0f} ms", f"{floor:.0f} ms", more, "≤ +100 ms"
        )
    night = last_night(datetime.now().astimezone())
    ours, floor = _milliseconds(lambda: store.save(Cramp.later(night))), _fsync()
    ratio = f"{ours / floor:.2f}"
    yield Figure(f"one cramp logged, {name}", f"{ours:.1f} ms", f"{floor:.1f} ms", ratio, "< 20 ms")
    taken = _milliseconds(lambda: _report(store))
    yield Figure(f"report, {name}", f"{taken:.0f} ms", goal="< 1 s")


def _opened(key: str) -> float:
    """Milliseconds from the start to a home screen that asks; or from its key to the diary."""
    taken = []
    for _ in range(ROUNDS):
        program = Program(PROGRAM, environment={"CRAMP_TIMER_AUDIO": "none"})
        ready = program.wait_for("last night?")
        if key:
            program.press(key)
            ready = program.wait_for("Night of") - ready
        taken.append(1000 * ready)
        program.press("\x11")
        program.end()
    return median(taken)


def _report(store: Store) -> None:
    last = last_night(datetime.now().astimezone())
    first = store.first_logged() or last - timedelta(days=1)
    report_page(store.nights(first, last), first, last, trend_of(store, last))


def _milliseconds(done: Callable[[], None]) -> float:
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        done()
        taken.append(1000 * (time.perf_counter() - begun))
    return median(taken)


def _fsync() -> float:
    """The floor of a write that is on the disk: one page, synced."""
    file: Path = data_folder() / "floor"
    with file.open("wb") as stream:

        def write() -> None:
            stream.write(bytes(4096))
            stream.flush()
            os.fsync(stream.fileno())

        taken = _milliseconds(write)
    file.unlink()
    return taken
