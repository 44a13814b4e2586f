"""Tests of `cramp-timer now` as a real program without sound, home folder, terminal or reader."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from support.terminal import Program
from support.tried import tried

from cramp_timer.core.side import Side
from cramp_timer.diary.entries import Cramp
from cramp_timer.diary.storage.store import Store
from cramp_timer.system.paths import data_folder

pytestmark = pytest.mark.terminal
PROGRAM = [sys.executable, "-m", "cramp_timer", "now"]


@pytest.fixture(autouse=True)
def no_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nowhere'}")


def kept() -> list[Cramp]:
    return Store(data_folder()).cramps()


def wait_until_kept() -> None:
    end = time.monotonic() + 30
    while not (data_folder() / "diary.sqlite").exists() or not kept():
        assert time.monotonic() < end
        time.sleep(0.02)


def press_until(program: Program, key: str, shown: str) -> None:
    """Press a key every two seconds until something is shown."""
    for _ in range(15):
        program.press(key)
        with suppress(TimeoutError):
            program.wait_for(shown, 2.0)
            return
    raise TimeoutError(f"{shown!r} was not shown")


def test_now_leads_by_the_screen_on_a_first_run_without_sound() -> None:
    program = Program(PROGRAM)
    program.wait_for("Straighten your leg")
    program.wait_for("going on in silence")
    program.press("\x1b[D")
    program.wait_for("Left leg")
    # Keys are ignored in the first moments, and just after easing; a busy machine has them late.
    press_until(program, "j", "It has eased")
    press_until(program, "4", "[4]")
    program.press("\r")
    assert program.end()[0] == 0
    assert "Cramp, left leg: eased after 0:" in program.text()
    (cramp,) = kept()
    assert (cramp.side, cramp.eased, cramp.worst) == (Side.LEFT, True, 4)


@pytest.mark.parametrize("home", ["/dev/null", "/proc"])
def test_now_reports_a_home_folder_that_cannot_be_written_and_continues(home: str) -> None:
    program = Program(PROGRAM, columns=160, environment={"HOME": home})
    program.wait_for("Straighten your leg")
    program.wait_for("not kept:")
    program.press("\x03")
    assert program.end()[0] == 130


@pytest.mark.usefixtures("no_home")
def test_now_runs_without_a_home_folder() -> None:
    program = Program(PROGRAM)
    program.wait_for("Straighten your leg")
    program.press("\x03")
    assert program.end()[0] == 130


@tried("a cramp is killed (SIGKILL)", "its beginning and its leg are in the diary")
def test_killing_now_leaves_the_start_of_the_cramp_in_the_diary() -> None:
    program = Program([*PROGRAM, "--side", "right"])
    program.wait_for("Right leg")
    wait_until_kept()
    program.signal(signal.SIGKILL)
    program.end()
    (cramp,) = kept()
    assert (cramp.side, cramp.ended, cramp.eased) == (Side.RIGHT, None, None)
    assert cramp.started is not None


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM", "SIGINT"])
@pytest.mark.parametrize("how", [[], ["--plain"]])
def test_a_signal_that_ends_now_stores_the_end_of_the_cramp(name: str, how: list[str]) -> None:
    program = Program([*PROGRAM, *how])
    program.wait_for("Straighten your leg")
    wait_until_kept()
    program.signal(signal.Signals[name])
    assert program.end()[0] == 130
    (cramp,) = kept()
    assert cramp.ended is not None
    assert cramp.eased is None


@tried("the terminal is gone, and SIGHUP is ignored", "it ends, and what is known is in the diary")
def test_a_closed_terminal_ends_now_even_where_sighup_is_ignored() -> None:
    program = Program(PROGRAM, hangup_is_ignored=True)
    program.wait_for("Straighten your leg")
    wait_until_kept()
    os.close(program.terminal)
    end = time.monotonic() + 30
    while os.waitpid(program.pid, os.WNOHANG)[0] == 0:
        assert time.monotonic() < end
        time.sleep(0.05)
    (cramp,) = kept()
    assert cramp.ended is not None


def test_now_in_plain_mode_reaches_every_branch_by_typed_lines() -> None:
    program = Program([*PROGRAM, "--plain"])
    program.wait_for("Straighten your leg")
    program.press("r\n")
    program.wait_for("Right leg.")
    program.press("what\n")
    program.press("x\n")
    program.wait_for("Look at the leg first.")
    program.press("x\n")
    program.wait_for("Then stop stretching now.")
    program.press("\n")
    program.wait_for("Good. Rest the leg.")
    program.wait_for("How bad was it")
    program.press("10\n")
    program.wait_for("Cramp, right leg: eased after")
    assert program.end()[0] == 0
    assert b"\x1b" not in program.written
    (cramp,) = kept()
    assert (cramp.side, cramp.eased, cramp.worst) == (Side.RIGHT, True, 10)


def test_now_in_a_pipe_prints_the_instructions_and_ends_with_its_reader() -> None:
    program = subprocess.Popen([*PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert program.stdout is not None
    assert program.stderr is not None
    assert program.stdout.readline().endswith(b"  Cramp. Ctrl-C stops.\n")
    assert b"Straighten your leg" in program.stdout.readline()
    program.stdout.close()
    with program.stderr:
        assert program.wait(30) == 130
        assert program.stderr.read() == b""
    assert kept()[0].ended is not None
