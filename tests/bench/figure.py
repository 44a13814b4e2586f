"""One measured thing, beside what nothing could be quicker than."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

ROUNDS = 9


class Figure(NamedTuple):
    """Ours, the floor's in the same run, their ratio, and what we aim for."""

    what: str
    ours: str
    floor: str = ""
    ratio: str = ""
    goal: str = ""


def against(what: str, ours: float, floor: float, goal: float, unit: str = "ms") -> Figure:
    """A figure and its floor in the same unit."""
    return Figure(
        what, f"{ours:.0f} {unit}", f"{floor:.0f} {unit}", f"{ours / floor:.2f}", f"≤ {goal:g} ×"
    )


def typical(measure: Callable[[], float]) -> float:
    """The median of several rounds."""
    return median(measure() for _ in range(ROUNDS))


def run_milliseconds(arguments: list[str]) -> float:
    """How long a command takes."""
    begun = time.monotonic()
    subprocess.run(arguments, capture_output=True, check=True)
    return (time.monotonic() - begun) * 1000
