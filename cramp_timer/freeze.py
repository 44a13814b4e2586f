"""Notices that this program did not run for a while: a closed lid, Ctrl-Z, a stopped process."""

from __future__ import annotations

import threading
import time

LOOK_SECONDS = 1.0
FROZEN_SECONDS = 2.0
"""A longer gap between two looks is no busy machine: nobody was being guided in it."""


def _awake_seconds_lost() -> float:
    """How long the machine has slept since it started, where the system tells; otherwise 0."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
    return 0.0


class FreezeWatch:
    """A thread that looks at the clock and keeps the reading at which a gap began.

    It blocks on nothing else, so a terminal that is not read or a slow disk is no gap.
    """

    def __init__(self) -> None:
        self._since: float | None = None
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="freeze watch", daemon=True)

    def open(self) -> None:
        """Start to watch."""
        self._thread.start()

    def take(self) -> float | None:
        """The monotonic reading from which this program stood still; told once."""
        since, self._since = self._since, None
        return since

    def close(self) -> None:
        """Stop to watch."""
        self._closing.set()

    def _watch(self) -> None:
        last, slept = time.monotonic(), _awake_seconds_lost()
        while not self._closing.wait(LOOK_SECONDS):
            now, slept_now = time.monotonic(), _awake_seconds_lost()
            if now - last > FROZEN_SECONDS or slept_now - slept > FROZEN_SECONDS:
                self._since = last
            last, slept = now, slept_now
