"""A place to print lines and to read lines that are typed, for the modes without a screen."""

from __future__ import annotations

import sys
from math import inf
from queue import Empty, SimpleQueue
from typing import IO

from cramp_timer.core.number_text import clock_text
from cramp_timer.system.clock import monotonic
from cramp_timer.system.interrupt import was_interrupted
from cramp_timer.system.threads import begin

MOST_COLUMNS = 100
MOST_SECONDS_DEAF = 0.5
"""Windows interrupts no wait of a thread: signals are obeyed between two."""


def fitted(line: str, output: IO[str]) -> str:
    """Wrap a line for a terminal; leave it whole for a program that reads it."""
    return wrapped(line) if output.isatty() else line


def wrapped(line: str) -> str:
    """Break a line at the width of the terminal, the rest of it under its first word."""
    from shutil import get_terminal_size

    from cramp_timer.presentation.hanging import hanging

    return "\n".join(hanging(line, min(MOST_COLUMNS, get_terminal_size().columns)))


def _obey_signals() -> None:
    """Interrupt what runs where a signal has asked for it, and nothing has come of it."""
    if was_interrupted():
        raise KeyboardInterrupt


class LineTerminal:
    """Where lines are printed, and perhaps a person who types some."""

    def __init__(self, typed: IO[str] | None = None, output: IO[str] | None = None) -> None:
        """`typed` is where lines are read from; `None` where nobody can type."""
        self._output = sys.stdout if output is None else output
        self._typed: SimpleQueue[str] = SimpleQueue()
        self._is_full = False
        self._more_can_come = typed is not None
        self.listens = typed is not None and begin(self._read, typed, name="keys") is not None
        if not self.listens:
            self._more_can_come = False

    def typed(self) -> list[str]:
        """Return the lines that were typed since the last call, in small letters."""
        _obey_signals()
        return [self._typed.get() for _ in range(self._typed.qsize())]

    def wait(self, seconds: float | None = None) -> str | None:
        """Return the next line that is typed, or `None` when that takes longer than this.

        Without a limit it is `None` where nobody can type, or not any more.
        """
        end = inf if seconds is None else monotonic() + seconds
        while (left := end - monotonic()) > 0:
            _obey_signals()
            try:
                return self._typed.get(timeout=min(left, MOST_SECONDS_DEAF))
            except Empty:
                if seconds is None and not self._more_can_come:
                    break
        return None

    def print(self, text: str, at: float | None = None) -> None:
        """Print one line, perhaps with the seconds that it is about.

        Once the output cannot be written, as on a full disk, nothing more is: the voice goes on.
        """
        if self._is_full:
            return
        when = "" if at is None else f"{clock_text(at):>5}  "
        try:
            print(fitted(f"{when}{text}", self._output), file=self._output, flush=True)
        except BrokenPipeError:
            raise
        except OSError:
            self._is_full = True

    def _read(self, typed: IO[str]) -> None:
        for line in typed:
            self._typed.put(line.strip().lower())
        self._more_can_come = False
