"""Notices that this program did not run for a while: a closed lid, Ctrl-Z, a stopped process."""

from __future__ import annotations

import threading
import time
from typing import NamedTuple

LOOK_SECONDS = 1.0
FROZEN_SECONDS = 2.0
"""A longer gap between two looks is no busy machine: nobody was being guided in it."""


def asleep_seconds() -> float:
    """How long the machine has slept since it started, where the system tells; otherwise 0."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
    return 0.0


class Gap(NamedTuple):
    """A time in which nothing ran: from which monotonic reading on, and for how many seconds."""

    since: float
    seconds: float


class FreezeWatch:
    """A thread that looks at the clock, and keeps the gap in which it could not.

    It waits for nothing else, so a terminal that is not read or a slow disk makes no gap.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._gap: Gap | None = None
        self._last = time.monotonic()
        self._asleep = asleep_seconds()
        self._closing = threading.Event()
        self._is_open = False
        self._thread = threading.Thread(target=self._watch, name="freeze watch", daemon=True)

    def open(self) -> None:
        """Start to watch, the first time it is asked to."""
        if not self._is_open:
            self._is_open = True
            self._look()
            self.take()
            self._thread.start()

    def take(self) -> Gap | None:
        """The gap since the last call, if there was one."""
        self._look()  # after a stop the caller may run before the thread does
        with self._lock:
            gap, self._gap = self._gap, None
        return gap

    def close(self) -> None:
        """Stop to watch."""
        self._closing.set()

    def _watch(self) -> None:
        while not self._closing.wait(LOOK_SECONDS):
            self._look()

    def _look(self) -> None:
        with self._lock:
            now, asleep = time.monotonic(), asleep_seconds()
            seconds = now - self._last + asleep - self._asleep
            if seconds > FROZEN_SECONDS:
                self._gap = Gap(self._last, seconds)
            self._last, self._asleep = now, asleep
