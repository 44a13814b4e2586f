"""Tests of the real program in a terminal and in a pipe: it starts, runs and ends cleanly."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from support.routines import SHORT
from support.terminal import Program
from support.tried import tried

from cramp_timer.diary.storage.store import Store
from cramp_timer.guide import safety_notice
from cramp_timer.system.paths import data_folder

pytestmark = pytest.mark.terminal
INTERRUPTED = 130
PROGRAM = [sys.executable, "-m", "cramp_timer"]
LEFT_ALTERNATE_SCREEN = b"\x1b[?1049l"


@pytest.fixture(autouse=True)
def no_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run routines without a sound server, and mark the safety notice as shown before."""
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nowhere'}")
    safety_notice.mark_shown()


def start(*arguments: str, columns: int = 80, rows: int = 24) -> Program:
    return Program([*PROGRAM, *arguments], columns=columns, rows=rows)


@pytest.fixture
def running() -> Program:
    program = start("start", "wall-stretch")
    program.wait_for("Both legs")
    return program


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload,no-any-return]  # options vary
        [*PROGRAM, *arguments], capture_output=True, encoding="utf-8", timeout=60, **options
    )


def test_q_stops_the_routine_and_restores_the_terminal(running: Program) -> None:
    running.press("q")
    running.wait_for("Stopped early")
    running.press("q")
    code, _ = running.end()
    assert code == 0
    assert LEFT_ALTERNATE_SCREEN in running.written
    assert running.text().rstrip().endswith("Stopped early: Wall stretch, 0:00.")


@tried("SIGINT, SIGTERM, SIGHUP", "it ends at once, and the terminal is as it was")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_program_and_restores_the_terminal(running: Program, name: str) -> None:
    running.signal(signal.Signals[name])
    code, _ = running.end()
    assert code == INTERRUPTED
    assert LEFT_ALTERNATE_SCREEN in running.written


def test_ctrl_c_ends_the_program(running: Program) -> None:
    running.press("\x03")
    assert running.end()[0] == INTERRUPTED


def test_missing_sound_is_reported_and_the_routine_continues(running: Program) -> None:
    running.wait_for("going on in silence")
    running.press(" ")
    running.wait_for("Space goes on")
    running.press("\x03")
    running.end()


def test_a_program_suspended_by_sigstop_pauses_and_still_accepts_q(running: Program) -> None:
    running.signal(signal.SIGSTOP)
    stopped_at = time.monotonic()
    while time.monotonic() < stopped_at + 4:
        running.read(0.5)
    running.signal(signal.SIGCONT)
    running.wait_for("The machine slept")
    running.press("q")
    running.wait_for("Stopped early")
    running.press("q")
    assert running.end()[0] == 0


@tried("stopped and continued at any moment, even while it writes", "it goes on, and keys work")
def test_a_program_that_is_stopped_in_the_middle_of_a_write_goes_on(running: Program) -> None:
    chance = random.Random(1)
    for turn in range(60):
        if turn % 3 == 0:
            running.press("?")  # so that there is much to write
        running.signal(signal.SIGSTOP)
        os.waitpid(running.pid, os.WUNTRACED)
        running.signal(signal.SIGCONT)
        end = time.monotonic() + chance.uniform(0, 0.02)
        while time.monotonic() < end:
            running.read(0.002)
    # What is typed at the moment of going on is dropped, so a person types it again.
    for _ in range(30):
        running.press("\x03")
        end = time.monotonic() + 1.0
        while time.monotonic() < end and not _has_ended(running):
            running.read(0.05)
        if _has_ended(running):
            break
    assert running.end()[0] == INTERRUPTED


def _has_ended(running: Program) -> bool:
    return os.waitid(os.P_PID, running.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


@tried("the terminal is closed", "it ends, and no process is left")
def test_a_closed_terminal_ends_the_program(running: Program) -> None:
    os.close(running.terminal)
    begun = time.monotonic()
    while os.waitpid(running.pid, os.WNOHANG)[0] == 0:
        assert time.monotonic() < begun + 5
        time.sleep(0.01)


def test_a_terminal_that_is_not_read_does_not_block_ctrl_c(running: Program) -> None:
    time.sleep(3)
    running.press("\x03")
    assert running.end()[0] == INTERRUPTED


@tried("the terminal shrinks to 1×1 and 2×2, and grows to 300×100", "it goes on")
@pytest.mark.parametrize("size", [(10, 3), (1, 1), (300, 100)])
def test_a_routine_runs_in_a_terminal_of_any_size(size: tuple[int, int]) -> None:
    program = start("start", "ankle-flex", "--audio", "none", columns=size[0], rows=size[1])
    program.first_visible(10)
    for columns, rows in ((80, 24), (2, 2), size):
        program.resize(columns, rows)
        program.signal(signal.SIGWINCH)
        program.read(0.3)
    program.press("\x03")
    assert program.end()[0] == INTERRUPTED


@pytest.fixture
def short(tmp_path: Path) -> str:
    file = tmp_path / "short.toml"
    file.write_text(SHORT)
    return str(file)


def test_a_routine_in_a_pipe_prints_one_line_per_event(short: str) -> None:
    result = run("start", short, "--audio", "none")
    assert [line.strip() for line in result.stdout.splitlines()] == [
        "0:00  Short, 0:12. Ctrl-C stops.",
        "0:00  Calf. Left leg. 3 s. Lean.",
        "0:00  Sound: no sound.",
        "0:03  Hold 1 of 1. Left leg. 1 s.",
        "0:04  Release. All done.",
        "0:12  Done: Short, 0:12.",
        "0:12  Calf: 1 hold, 1 s held.",
    ]
    assert "\x1b" not in result.stdout
    assert (result.stderr, result.returncode) == ("", 0)
    with closing(Store(data_folder())) as store:
        (page,) = store.nights().values()
    assert page.runs[0].finished


def test_plain_mode_in_a_terminal_obeys_typed_lines(short: str) -> None:
    program = start("start", short, "--plain", "--audio", "none")
    program.wait_for("Calf. Left leg")
    program.press("\n")
    program.wait_for("Paused. Enter goes on.")
    program.press("what\n")
    program.press("\n")
    program.press("s\n")
    program.wait_for("Hold 1 of 1")
    program.press("n\n")
    program.wait_for("Straighten your leg")
    program.press("q\n")
    program.wait_for("Logged.")
    program.press("q\n")
    program.wait_for("Stopped early: Short")
    assert program.end()[0] == 0
    assert b"\x1b" not in program.written


def test_show_ends_without_an_error_when_the_reader_of_its_pipe_closes() -> None:
    program = subprocess.Popen(
        [*PROGRAM, "show", "bedtime"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(10) in (0, INTERRUPTED)


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["start", "wal"], 1, "cramp-timer: wal: no routine of this name; did you mean 'wall-str"),
        (["start", "--reps", "0"], 1, "cramp-timer: bedtime: --reps: must be greater than or eq"),
        (["start", "--hold", "nan"], 1, "cramp-timer: bedtime: --hold: must be"),
        (["start", "--reps", "1000"], 1, "cramp-timer: bedtime: lasts"),
        (["start", "nowhere.toml"], 1, "cramp-timer: nowhere.toml: cannot be read"),
        (["start", "--volume", "101"], 2, "101 is not a whole number from 0 to 100"),
        (["start", "--side", "middle"], 2, "'middle' is none of left, right, both"),
        (["dance"], 2, "'dance' is n"),
    ],
)
def test_wrong_arguments_are_refused_in_one_clear_sentence(
    arguments: list[str], code: int, sentence: str
) -> None:
    result = run(*arguments)
    assert result.returncode == code
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_wrong_option_of_start_in_a_terminal_is_refused_with_the_reason() -> None:
    program = start("start", "--reps", "0", "--audio", "none")
    code, _ = program.end()
    assert code == 1
    assert "bedtime: --reps: must be greater" in program.text()


def test_show_needs_no_home_folder_and_no_locale() -> None:
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    result = run("show", "bedtime", env=environment)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Ankle flex" in result.stdout


@tried("the output cannot be written (/dev/full)", "one sentence; a routine goes on by voice")
def test_output_that_cannot_be_written_is_reported_in_one_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [*PROGRAM, "show"], stdout=full, stderr=subprocess.PIPE, encoding="utf-8"
        )
    assert result.returncode == 1
    assert result.stderr == (
        "cramp-timer: the output cannot be written (No space left on device)\n"
    )


def test_output_to_a_full_disk_causes_no_error_in_a_running_routine(short: str) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [*PROGRAM, "start", short, "--audio", "none"], stdout=full, stderr=subprocess.PIPE
        )
    assert result.stderr == b""


@tried("a standard stream is closed", "no traceback")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_standard_stream_causes_no_traceback(closed: str) -> None:
    command = f"{sys.executable} -m cramp_timer routines {closed}"
    result = subprocess.run(["sh", "-c", command], capture_output=True, encoding="utf-8")
    assert (result.returncode, result.stderr) == (0, "")
