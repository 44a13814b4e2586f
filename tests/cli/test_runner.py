"""Tests of how the program ends when it is interrupted."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")


SWALLOWS = """
import signal, time
from cramp_timer.system import interrupt
interrupt.LOST_SECONDS = 0.2
signal.signal(signal.SIGTERM, interrupt.interrupt)
try:
    print("ready", flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    print("lost", flush=True)
time.sleep(60)
"""


def test_an_interrupt_that_is_lost_ends_the_program_all_the_same() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SWALLOWS], stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 130
        assert process.stdout.read() == "lost\n"
