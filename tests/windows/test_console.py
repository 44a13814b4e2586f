"""Tests of the program in a console of Windows: how it is ended there, and what NUL is."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from support.routines import SHORT
from support.shell import run

from cramp_timer.diary.storage.store import Store
from cramp_timer.system.paths import data_folder

pytestmark = pytest.mark.skipif(os.name != "nt", reason="of Windows")

# Wine has no console to close without a terminal, so this calls what the system calls, in a thread:
# at ctrl+break that of the C library, which makes a signal of it, at the closing our own.
ENDED = """
import signal, sys, threading
from cramp_timer.line_mode.terminal import LineTerminal
from cramp_timer.system.console import _HANDLERS
how = {"break": lambda: signal.raise_signal(signal.SIGBREAK), "close": lambda: _HANDLERS[-1](2)}
whole = LineTerminal.print
def print_and_end(terminal, *line):
    LineTerminal.print = whole
    threading.Timer(0.5, how[sys.argv[1]]).start()
    terminal.print(*line)
LineTerminal.print = print_and_end
from cramp_timer.__main__ import main
main(["now", "left", "--plain"])
"""


@pytest.mark.parametrize("how", ["break", "close"])
def test_a_cramp_whose_console_is_closed_is_in_the_diary_with_its_leg(how: str) -> None:
    cramp = subprocess.run(
        [sys.executable, "-c", ENDED, how], stdin=subprocess.DEVNULL, capture_output=True,
        encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert "Cramp, left leg: guidance stopped" in cramp.stdout
    assert "Traceback" not in cramp.stderr
    assert cramp.returncode == 130
    with closing(Store(data_folder())) as store:
        assert [each.side for each in store.cramps()] == ["left"]


def test_nobody_types_where_the_input_is_nul(tmp_path: Path) -> None:
    short = tmp_path / "short.toml"
    short.write_text(SHORT, encoding="utf-8")
    first = run("start", str(short))  # tells who should ask a clinician, and waits for no answer
    assert "Ask a clinician first" in first.stdout
    assert "Enter begins" not in first.stdout
    assert "Done: Short" in first.stdout
    assert first.returncode == 0


def test_what_is_printed_into_a_pipe_is_utf_8() -> None:
    assert run("diary", "log", "--count", "1", "--note", "Füße, ziehend").returncode == 0
    assert "Füße, ziehend" in run("diary", "show", "--night", "last").stdout
