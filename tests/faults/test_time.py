"""Tests that a routine keeps its time when processes stop, machines sleep and clocks jump."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from support.steady import (
    LATE,
    REP_SECONDS,
    SETUP_SECONDS,
    keeps_time,
    led,
    steady,
    without_sound,
)  # fmt: skip
from support.terminal import Program
from support.tried import tried

from cramp_timer.core.routine import FINISH_SECONDS
from cramp_timer.diary.storage.store import Store
from cramp_timer.system.paths import data_folder

pytestmark = [pytest.mark.long, pytest.mark.terminal]
A_MINUTE = 60.0


@pytest.fixture(autouse=True)
def silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_sound(tmp_path, monkeypatch)


def reads_for(program: Program, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        program.read(0.2)


@tried(
    "the process is stopped for a minute in a hold (SIGSTOP, SIGCONT)",
    "it waits where it was, says so, and the hold begins again when you are back",
)
def test_a_process_stopped_for_a_minute_in_a_hold_waits_and_restarts_the_hold() -> None:
    program = Program([sys.executable, "-m", "cramp_timer", "start", "wall-stretch"])
    program.wait_for("hold 1 of 3")
    program.press("\x1b[C")
    program.wait_for("release, 5 s")
    program.signal(signal.SIGSTOP)
    reads_for(program, A_MINUTE)
    program.signal(signal.SIGCONT)
    program.wait_for("The machine slept. Space goes on.")
    program.wait_for("the hold begins again")
    program.written.clear()
    program.press(" ")
    program.wait_for("release, 5 s")
    program.press("q")
    program.wait_for("Stopped early")
    program.press("q")
    assert program.end()[0] == 0


SLEEPS = """
import sys
from pathlib import Path
import cramp_timer.system.suspend as suspend_watch
suspend_watch.asleep_seconds = lambda: float(Path(sys.argv[1]).read_text())
from cramp_timer.__main__ import main
main(sys.argv[2:])
"""


@tried(
    "the machine sleeps for an hour in a routine (its clock of sleep jumps)",
    "it waits where it fell asleep, says so, and goes on from there",
)
def test_a_routine_waits_where_the_machine_fell_asleep_until_enter_is_pressed(
    tmp_path: Path,
) -> None:
    asleep = tmp_path / "asleep"
    asleep.write_text("0")
    program = led(tmp_path, 3, program=(sys.executable, "-c", SLEEPS, str(asleep)))
    program.wait_for("Hold 1 of 3.")
    asleep.write_text("3600")
    program.wait_for("The machine slept. Enter goes on.")
    reads_for(program, 1.5)
    assert "Hold 2 of 3." not in program.text()
    program.press("\n")
    program.wait_for("Done: Steady")
    assert program.end()[0] == 0


@tried(
    "the process is stopped in a hold for longer than the routine still lasts (SIGSTOP, SIGCONT)",
    "in lines as on the screen, no hold that nobody did is told or stored as done",
)
def test_a_routine_stopped_for_longer_than_what_is_left_claims_no_hold_that_nobody_did(
    tmp_path: Path,
) -> None:
    program = led(tmp_path, 2)
    program.wait_for("Hold 1 of 2.")
    program.signal(signal.SIGSTOP)
    reads_for(program, 25.0)  # two holds take less
    program.signal(signal.SIGCONT)
    program.wait_for("The machine slept. Enter goes on.")
    assert "Done" not in program.text()
    program.press("q\n")
    program.wait_for("Stopped early")
    program.end()
    with closing(Store(data_folder())) as store:
        runs = [run for night in store.nights().values() for run in night.runs]
    assert not any(run.finished for run in runs)
    assert sum(held.holds for run in runs for held in run.held) == 0


@pytest.fixture
def wall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Provide a file with the seconds by which the wall clock is ahead in programs started now."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("needs a C compiler, and Linux")
    library, file = tmp_path / "wall_clock.so", tmp_path / "wall"
    source = str(Path(__file__).with_name("wall_clock.c"))
    subprocess.run([compiler, "-shared", "-fPIC", "-o", str(library), source], check=True)
    file.write_text("0")
    monkeypatch.setenv("LD_PRELOAD", str(library))
    monkeypatch.setenv("WALL_CLOCK", str(file))
    return file


@pytest.mark.parametrize("days", [1, -1])
@tried(
    "the clock on the wall is put forward, or back, by a day in the middle of a routine",
    "the routine keeps its time, and the diary has the night in which it began",
)
def test_a_wall_clock_that_jumps_by_a_day_changes_neither_timing_nor_the_night(
    tmp_path: Path, wall: Path, days: int
) -> None:
    began = datetime.now().astimezone()
    program = led(tmp_path, 3)
    program.wait_for("Hold 1 of 3.")
    wall.write_text(str(days * 24 * 3600))
    keeps_time(program, 3)
    with closing(Store(data_folder())) as store:
        (page,) = store.nights().values()
    (run,) = page.runs
    assert abs(run.started - began) < timedelta(minutes=1)
    assert run.finished
    assert run.seconds == pytest.approx(21, abs=2)


@tried(
    "nobody reads the terminal for ten seconds",
    "the routine goes on, and ends when it should",
)
def test_a_routine_ends_on_time_if_nobody_reads_the_terminal_for_ten_seconds(
    tmp_path: Path,
) -> None:
    # So large that its first picture fills the buffer of the terminal, and every write waits.
    program = Program(
        [sys.executable, "-m", "cramp_timer", "start", steady(tmp_path, 3)], columns=300, rows=100
    )
    program.wait_for("hold 1 of 3")
    begun = time.monotonic()
    time.sleep(10)
    program.wait_for("Done: Steady")
    seconds = SETUP_SECONDS + 3 * REP_SECONDS - 2 + FINISH_SECONDS
    assert time.monotonic() - begun < seconds + LATE
    program.press("\x03")
    assert program.end()[0] == 130


@pytest.mark.parametrize("language", ["C", "ar_EG.UTF-8", "tr_TR.UTF-8"])
@tried("a locale of C, of Arabic, of Turkish", "the same lines, second by second")
def test_a_routine_prints_the_same_lines_in_every_locale(tmp_path: Path, language: str) -> None:
    known = subprocess.run(
        ["locale", "-a"], capture_output=True, encoding="utf-8"
    ).stdout.splitlines()
    if language.replace("UTF-8", "utf8") not in known:
        pytest.skip(f"needs the locale {language}")
    program = led(tmp_path, 1, environment={"LC_ALL": language, "LANGUAGE": language[:2]})
    keeps_time(program, 1)
    assert "0:03  Hold 1 of 1. Left leg. 2 s." in program.text()
