"""The session screen against the least Textual app: start, end, and what it uses meanwhile."""

from __future__ import annotations

import re
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from bench.figure import ROUNDS, Figure, against, run_milliseconds, typical
from support.terminal import Program

CPU_ROUNDS, CPU_SECONDS = 3, 20.0
FLOOR = [sys.executable, str(Path(__file__).with_name("minimal_app.py"))]
PROGRAM = [sys.executable, "-m", "cramp_timer"]


def screen_figures() -> Iterator[Figure]:
    """First frame, leaving, CPU, the quick commands and memory."""
    ours: list[tuple[float, float]] = []
    floor: list[tuple[float, float]] = []
    for _ in range(ROUNDS):  # in turns, so that a busy moment strikes both
        floor.append(first_frame_and_leaving(FLOOR))
        ours.append(first_frame_and_leaving([*PROGRAM, "start"]))
    firsts, leaves = zip(*ours, strict=True)
    floor_firsts, floor_leaves = zip(*floor, strict=True)
    yield against("start: first painted frame", median(firsts), median(floor_firsts), 1.25)
    yield against("leaving: key to prompt", median(leaves), median(floor_leaves), 1.0)
    cpu, floor_cpu = [], []
    for _ in range(CPU_ROUNDS):
        floor_cpu.append(cpu_per_minute(FLOOR))
        cpu.append(cpu_per_minute([*PROGRAM, "start", "wall-stretch"]))
    yield against("session screen: CPU a minute", median(cpu), median(floor_cpu), 1.5)
    bare = typical(lambda: run_milliseconds([sys.executable, "-c", "pass"]))
    for option in ("--version", "--help"):
        quick = typical(lambda option=option: run_milliseconds([*PROGRAM, option]))  # type: ignore[misc]  # default binds it
        yield against(option, quick, bare, 3)
    yield memory_figure()


def first_frame_and_leaving(arguments: Sequence[str]) -> tuple[float, float]:
    """Milliseconds to the first visible character, and from the key to the process's end."""
    program = Program(arguments)
    first = program.first_visible(20)
    settled = time.monotonic() + 0.8
    while time.monotonic() < settled:
        program.read(0.1)
    pressed = time.monotonic()
    program.press("\x11")
    program.end()
    return first * 1000, (time.monotonic() - pressed) * 1000


def cpu_per_minute(arguments: Sequence[str]) -> float:
    """CPU milliseconds that a running program uses in a minute."""
    program = Program(arguments)
    program.first_visible(20)
    for end in (4.0, 4.0 + CPU_SECONDS):
        if end > 4.0:
            before = _cpu_seconds(program.pid)
        until = program.started + end
        while time.monotonic() < until:
            program.read(0.2)
    used = _cpu_seconds(program.pid) - before
    program.signal(signal.SIGKILL)  # others have other keys to leave by
    program.end()
    return used / CPU_SECONDS * 60 * 1000


def _cpu_seconds(pid: int) -> float:
    """What all threads of a process have used so far."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def memory_figure() -> Figure:
    """The most that program and player together hold of a ten-minute routine."""
    program = Program([*PROGRAM, "start", "ankle-flex", "--reps", "29"])
    until = program.started + 12
    while time.monotonic() < until:
        program.read(0.2)
    total = sum(map(_peak_megabytes, [program.pid, *children(program.pid)]))
    program.press("\x11")
    program.end()
    return Figure("memory, ten-minute routine", f"{total:.0f} MB", goal="< 150 MB")


def _peak_megabytes(pid: int) -> float:
    peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(peak[1]) / 1000 if peak else 0.0  # one that has just ended has none


def children(pid: int) -> list[int]:
    lists = [(task / "children").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
    return [int(child) for children in lists for child in children.split()]
