"""The clock that everything is timed by, the same in this program and in its player process."""

from __future__ import annotations

import os
import sys
import time

# Before Python 3.13 the monotonic clock of Windows steps by 15.6 ms, so that a cue would be early
# or late by as much; the counter does not, and also counts from the start of the machine.
_STEPS = os.name == "nt" and sys.version_info < (3, 13)
monotonic = time.perf_counter if _STEPS else time.monotonic
"""Seconds since a fixed point, for every process of the machine the same."""
