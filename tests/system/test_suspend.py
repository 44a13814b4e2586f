"""Tests that the sleep of a machine is noticed by the clocks of each system."""

from __future__ import annotations

import time

import pytest
from support.systems import unix

from cramp_timer.system import suspend

BOOTTIME, MONOTONIC, UPTIME = 7, 1, 8


@unix
@pytest.mark.parametrize(
    ("clocks", "readings", "slept"),
    [
        (
            {"CLOCK_BOOTTIME": BOOTTIME, "CLOCK_MONOTONIC": MONOTONIC},
            {BOOTTIME: 90, MONOTONIC: 30},
            60,
        ),
        (
            {"CLOCK_MONOTONIC": MONOTONIC, "CLOCK_UPTIME_RAW": UPTIME},
            {MONOTONIC: 90, UPTIME: 30},
            60,
        ),
        ({"CLOCK_MONOTONIC": MONOTONIC}, {MONOTONIC: 90}, 0),
        ({}, {}, 0),
    ],
    ids=["linux", "macos", "another unix", "windows"],
)
def test_the_seconds_of_sleep_come_from_the_two_clocks_of_the_system(
    monkeypatch: pytest.MonkeyPatch,
    clocks: dict[str, int],
    readings: dict[int, float],
    slept: float,
) -> None:
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC", "CLOCK_UPTIME_RAW"):
        monkeypatch.delattr(time, name, raising=False)
    for name, number in clocks.items():
        monkeypatch.setattr(time, name, number, raising=False)
    monkeypatch.setattr(time, "clock_gettime", lambda clock: float(readings[clock]), raising=False)
    assert suspend.asleep_seconds() == slept
