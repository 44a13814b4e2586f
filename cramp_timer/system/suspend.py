"""Notices that this program did not run for a while: a closed lid, Ctrl-Z, a stopped process."""

from __future__ import annotations

import threading
import time
from typing import NamedTuple, Self

CHECK_SECONDS = 1.0
SUSPENDED_SECONDS = 2.0
"""A longer gap between two checks is no busy machine: nobody was being guided in it."""


def asleep_seconds() -> float:
    """Return how long the machine has slept since it started, where the system tells; else 0."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
    return 0.0


class Suspension(NamedTuple):
    """A time in which nothing ran: from which monotonic reading on, and for how many seconds."""

    since: float
    seconds: float


class SuspendWatch:
    """A thread that checks the clock, and keeps the last gap in which it could not.

    It waits for nothing else, so a terminal that is not read or a slow disk makes no gap.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._suspension: Suspension | None = None
        self._last = time.monotonic()
        self._asleep = asleep_seconds()
        self._closing = threading.Event()
        self._is_open = False
        self._thread = threading.Thread(target=self._watch, name="suspend watch", daemon=True)

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> None:
        """Start to watch; the first call counts."""
        if not self._is_open:
            self._is_open = True
            self._check_clock()
            self.take()
            self._thread.start()

    def take(self) -> Suspension | None:
        """Return the suspension since the last call, if there was one."""
        self._check_clock()  # after a stop the caller may run before the thread does
        with self._lock:
            suspension, self._suspension = self._suspension, None
        return suspension

    def close(self) -> None:
        """Stop to watch."""
        self._closing.set()

    def _watch(self) -> None:
        while not self._closing.wait(CHECK_SECONDS):
            self._check_clock()

    def _check_clock(self) -> None:
        with self._lock:
            now, asleep = time.monotonic(), asleep_seconds()
            seconds = now - self._last + asleep - self._asleep
            if seconds > SUSPENDED_SECONDS:
                self._suspension = Suspension(self._last, seconds)
            self._last, self._asleep = now, asleep
