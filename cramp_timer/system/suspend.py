"""Detects that the program did not run for a while: a closed lid, Ctrl-Z, a stopped process."""

from __future__ import annotations

import sys
import threading
import time
from typing import NamedTuple, Self

from cramp_timer.system.clock import monotonic
from cramp_timer.system.threads import begin

CHECK_SECONDS = 1.0
SUSPENDED_SECONDS = 2.0
"""A longer gap between two checks is a suspension, and not just a busy machine."""


def asleep_seconds() -> float:
    """Return the seconds that the machine has slept since boot; 0 if that is not reported.

    Linux has a clock that goes on in sleep, and macOS one that does not.
    """
    if sys.platform == "win32":
        return 0.0
    for with_sleep, without in (
        ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"),
        ("CLOCK_MONOTONIC", "CLOCK_UPTIME_RAW"),
    ):
        if hasattr(time, with_sleep) and hasattr(time, without):
            clocks = (getattr(time, with_sleep), getattr(time, without))
            awake_and_asleep, awake = map(time.clock_gettime, clocks)
            return awake_and_asleep - awake
    return 0.0


class Suspension(NamedTuple):
    """A period in which nothing ran: its start on the monotonic clock, and its seconds."""

    since: float
    seconds: float


class SuspendWatch:
    """A thread that checks the clock and stores the last suspension.

    It waits for nothing else, so a blocked terminal or a slow disk causes no gap.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._suspension: Suspension | None = None
        self._last = monotonic()
        self._asleep = asleep_seconds()
        self._closing = threading.Event()
        self._is_open = False

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> None:
        """Start the thread; later calls do nothing. Without one, `take` alone looks."""
        if not self._is_open:
            self._is_open = True
            self._check_clock()
            self.take()
            begin(self._watch, name="suspend watch")

    def take(self) -> Suspension | None:
        """Return the last suspension since the previous call, if there was one."""
        self._check_clock()  # after a stop the caller may run before the thread does
        with self._lock:
            suspension, self._suspension = self._suspension, None
        return suspension

    def close(self) -> None:
        """Stop without waiting for the thread."""
        self._closing.set()

    def _watch(self) -> None:
        while not self._closing.wait(CHECK_SECONDS):
            self._check_clock()

    def _check_clock(self) -> None:
        with self._lock:
            now, asleep = monotonic(), asleep_seconds()
            seconds = now - self._last + asleep - self._asleep
            if seconds > SUSPENDED_SECONDS:
                self._suspension = Suspension(self._last, seconds)
            self._last, self._asleep = now, asleep
