"""A short routine told in lines, to see that it keeps its time whatever happens around it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from support.terminal import Program

STEADY = """
schema_version = 1
title = "Steady"
[[exercises]]
title = "Calf"
instruction = "Lean."
side = "left"
setup_seconds = 3
reps = {reps}
hold = {{ seconds = 2 }}
relax = {{ seconds = 2 }}
"""
SETUP_SECONDS, REP_SECONDS = 3.0, 4.0
LATE = 2.0
"""Seconds by which a line may be late on a machine that does other things."""


def steady(folder: Path, reps: int) -> str:
    """Write the routine, and say where."""
    file = folder / f"steady{reps}.toml"
    file.write_text(STEADY.format(reps=reps))
    return str(file)


def led(
    folder: Path,
    reps: int,
    *arguments: str,
    program: Sequence[str] = (sys.executable, "-m", "cramp_timer"),
    environment: Mapping[str, str] | None = None,
    first_time: bool = False,
) -> Program:
    """The program leading through it, in lines, from second zero on.

    The `first_time` in a home it asks who should ask first.
    """
    started = Program(
        [*program, "start", steady(folder, reps), "--plain", *arguments],
        environment=environment or {},
    )
    if first_time:
        started.wait_for("Enter begins.")
        started.press("\n")
    started.zero = started.wait_for("Calf. Left leg.")
    return started


def keeps_time(program: Program, reps: int, first: int = 1) -> None:
    """Follow it to its end: every hold from the `first` on comes when it should."""
    for rep in range(first, reps + 1):
        told = program.wait_for(f"Hold {rep} of {reps}.")
        planned = program.zero + SETUP_SECONDS + (rep - 1) * REP_SECONDS
        assert told <= planned + LATE, f"hold {rep} was told {told - planned:.1f} s late"
    program.wait_for("Done: Steady")
    assert program.end()[0] == 0


def without_sound(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No sound server answers."""
    monkeypatch.setenv("PULSE_SERVER", f"unix:{folder / 'nowhere'}")
