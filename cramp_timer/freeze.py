"""Notices that this program did not run for a while: a closed lid, Ctrl-Z, a stopped process."""

from __future__ import annotations

import threading
import time

LOOK_SECONDS = 1.0
FROZEN_SECONDS = 2.0
"""A longer gap between two looks is no busy machine: nobody was being guided in it."""


def _asleep_seconds() -> float:
    """How long the machine has slept since it started, where the system tells; otherwise 0."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
    return 0.0


class FreezeWatch:
    """A thread that looks at the clock, and keeps the reading at which a gap began.

    It waits for nothing else, so a terminal that is not read or a slow disk makes no gap.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since: float | None = None
        self._last = time.monotonic()
        self._asleep = _asleep_seconds()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="freeze watch", daemon=True)

    def open(self) -> None:
        """Start to watch."""
        self._thread.start()

    def take(self) -> float | None:
        """The monotonic reading from which this program stood still; told once."""
        self._look()  # after a stop the caller may run before the thread does
        with self._lock:
            since, self._since = self._since, None
        return since

    def close(self) -> None:
        """Stop to watch."""
        self._closing.set()

    def _watch(self) -> None:
        while not self._closing.wait(LOOK_SECONDS):
            self._look()

    def _look(self) -> None:
        with self._lock:
            now, asleep = time.monotonic(), _asleep_seconds()
            if now - self._last > FROZEN_SECONDS or asleep - self._asleep > FROZEN_SECONDS:
                self._since = self._last
            self._last, self._asleep = now, asleep
