"""Tests of the clock that everything is timed by."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

from cramp_timer.system.clock import monotonic

ANOTHER_PROCESS = "from cramp_timer.system.clock import monotonic; print(monotonic())"


def test_the_clock_has_no_steps_that_an_ear_would_notice() -> None:
    readings = {monotonic()}
    while len(readings) < 20:
        readings.add(monotonic())
    assert min(later - now for now, later in pairwise(sorted(readings))) < 0.002


def test_a_process_that_is_started_has_the_same_clock() -> None:
    before = monotonic()
    there = float(subprocess.check_output([sys.executable, "-c", ANOTHER_PROCESS]))
    assert before < there < monotonic()
