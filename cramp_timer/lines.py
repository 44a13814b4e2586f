"""Lines out and lines in: what the plain modes share."""

from __future__ import annotations

import re
import sys
import threading
from queue import Empty, SimpleQueue
from typing import IO

from cramp_timer.core.number_text import clock_face

LOOK_SECONDS = 0.1
WIDEST = 100
_BEFORE_WORDS = re.compile(r"([a-z0-9-]* *\d+:\d\d +)?[·♪ ]*")


def fitted(line: str, output: IO[str]) -> str:
    """A line as it is told: wrapped in a terminal, and whole for a program that searches it."""
    return wrapped(line) if output.isatty() else line


def wrapped(line: str) -> str:
    """A line no wider than the terminal, the rest of it under its beginning."""
    from shutil import get_terminal_size
    from textwrap import wrap

    width = min(WIDEST, get_terminal_size().columns)
    begins = _BEFORE_WORDS.match(line)
    indent = " " * (begins.end() if begins else 0)
    return "\n".join(wrap(line, width, subsequent_indent=indent))


class Lines:
    """A place to tell lines, and perhaps a person who types some."""

    def __init__(self, typed: IO[str] | None = None, output: IO[str] | None = None) -> None:
        self._output = sys.stdout if output is None else output
        self._typed: SimpleQueue[str] = SimpleQueue()
        self._is_full = False
        self.listens = typed is not None
        if typed is not None:
            threading.Thread(target=self._read, args=(typed,), name="keys", daemon=True).start()

    def typed(self) -> list[str]:
        """What was typed since the last call, a line each."""
        return [self._typed.get() for _ in range(self._typed.qsize())]

    def wait(self, seconds: float | None = None) -> str | None:
        """The next line that is typed, or `None` when that takes too long."""
        try:
            return self._typed.get(timeout=seconds)
        except Empty:
            return None

    def tell(self, text: str, at: float | None = None) -> None:
        """One line, with the seconds that it is about."""
        if self._is_full:
            return
        when = "" if at is None else f"{clock_face(at):>5}  "
        try:
            print(fitted(f"{when}{text}", self._output), file=self._output, flush=True)
        except BrokenPipeError:
            raise
        except OSError:  # a full disk: the voice goes on without the lines
            self._is_full = True

    def _read(self, typed: IO[str]) -> None:
        for line in typed:
            self._typed.put(line.strip().lower())
