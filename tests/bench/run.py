"""Measures what the program costs, as ratios against a floor taken in the same run.

`python tests/bench/run.py` prints a table, with `--json` the same for programs. `--quick` leaves
out the onsets, which take as long as the routine does. Nothing here passes or fails.
"""

from __future__ import annotations

import compileall
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.diary import diary_figures  # beside this folder
from bench.first_sound import first_sound_figures  # beside this folder
from bench.onsets import onset_figures  # beside this folder
from support.pulse import Pulse, missing
from support.terminal import Program

from cramp_timer.guide import asked

ROUNDS = 9
CPU_SECONDS = 30.0
FLOOR = [sys.executable, str(Path(__file__).with_name("minimal_app.py"))]
PROGRAM = [sys.executable, "-m", "cramp_timer"]


class Figure(NamedTuple):
    """One measured thing: ours, the floor's, and what we aim for."""

    what: str
    ours: str
    floor: str
    ratio: str
    goal: str


def against(what: str, ours: float, floor: float, goal: float, unit: str = "ms") -> Figure:
    """A figure and its floor in the same unit."""
    return Figure(
        what, f"{ours:.0f} {unit}", f"{floor:.0f} {unit}", f"{ours / floor:.2f}", f"≤ {goal:g} ×"
    )


def first_frame_and_leaving(arguments: list[str]) -> tuple[float, float]:
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


def cpu_seconds(pid: int) -> float:
    """What all threads of a process have used so far."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def cpu_per_minute(arguments: list[str]) -> float:
    """CPU milliseconds that a running program uses in a minute."""
    program = Program(arguments)
    program.first_visible(20)
    for end in (4.0, 4.0 + CPU_SECONDS):
        if end > 4.0:
            before = cpu_seconds(program.pid)
        until = program.started + end
        while time.monotonic() < until:
            program.read(0.2)
    used = cpu_seconds(program.pid) - before
    program.press("\x11")
    program.end()
    return used / CPU_SECONDS * 60 * 1000


def run_milliseconds(arguments: list[str]) -> float:
    """How long a command takes."""
    begun = time.monotonic()
    subprocess.run(arguments, capture_output=True, check=True)
    return (time.monotonic() - begun) * 1000


def typical(measure: Callable[[], float]) -> float:
    """The median of several rounds."""
    return median(measure() for _ in range(ROUNDS))


def start_figures() -> Iterator[Figure]:
    """Start, end and idle cost of the session screen."""
    ours: list[tuple[float, float]] = []
    floor: list[tuple[float, float]] = []
    for _ in range(ROUNDS):  # in turns, so that a busy moment strikes both
        floor.append(first_frame_and_leaving(FLOOR))
        ours.append(first_frame_and_leaving([*PROGRAM, "start"]))
    firsts, leaves = zip(*ours, strict=True)
    floor_firsts, floor_leaves = zip(*floor, strict=True)
    yield against("start: first painted frame", median(firsts), median(floor_firsts), 1.25)
    yield against("leaving: key to prompt", median(leaves), median(floor_leaves), 1.0)
    cpu = cpu_per_minute([*PROGRAM, "start", "wall-stretch"])
    yield against("session screen: CPU a minute", cpu, cpu_per_minute(FLOOR), 1.5)
    bare = typical(lambda: run_milliseconds([sys.executable, "-c", "pass"]))
    for option in ("--version", "--help"):
        quick = typical(lambda option=option: run_milliseconds([*PROGRAM, option]))  # type: ignore[misc]  # default binds it
        yield against(option, quick, bare, 3)


def compile_figure() -> Figure:
    """The longest routine there can be."""
    from cramp_timer import library
    from cramp_timer.audio.pack import Pack, built_in_folder
    from cramp_timer.compiler import compile_timeline
    from cramp_timer.routine import Changes

    pack = Pack(built_in_folder())
    hour = Changes(reps=1000, hold=1.5, relax=2).applied_to(library.load("wall-stretch"))

    def compiled() -> float:
        begun = time.perf_counter()
        compile_timeline(hour, pack)
        return (time.perf_counter() - begun) * 1000

    return Figure("compile an hour, 1000 reps", f"{typical(compiled):.0f} ms", "", "", "< 50 ms")


def memory_figure() -> Figure:
    """The most that program and player together hold of a ten-minute routine."""
    program = Program([*PROGRAM, "start", "ankle-flex", "--reps", "29"])
    until = program.started + 12
    while time.monotonic() < until:
        program.read(0.2)
    total = sum(map(_peak_megabytes, [program.pid, *_children(program.pid)]))
    program.press("\x11")
    program.end()
    return Figure("memory, ten-minute routine", f"{total:.0f} MB", "", "", "< 150 MB")


def _peak_megabytes(pid: int) -> float:
    peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(peak[1]) / 1000 if peak else 0.0  # one that has just ended has none


def _children(pid: int) -> list[int]:
    lists = [(task / "children").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
    return [int(child) for children in lists for child in children.split()]


def main(arguments: list[str]) -> None:
    """Measure everything and print it."""
    with tempfile.TemporaryDirectory() as folder:
        server = Pulse(Path(folder) / "pulse")
        os.environ.update(server.environment)
        asked.remember()  # else every start would wait for a key
        if missing() is None:
            server.start()
        compileall.compile_dir(str(Path(__file__).parents[2] / "cramp_timer"), quiet=2)
        figures = [*start_figures(), compile_figure(), memory_figure()]
        figures += [Figure(*row) for row in diary_figures()]
        if missing() is None:
            sounds = first_sound_figures(Path(folder), server)
            figures += [against(what, ours, floor, 1.5) for what, ours, floor in sounds]
        if "--quick" not in arguments and missing() is None:
            figures += [Figure(*row) for row in onset_figures(Path(folder), server)]
        server.stop()
    if "--json" in arguments:
        print(json.dumps([figure._asdict() for figure in figures], indent=1, ensure_ascii=False))
        return
    print(f"{platform.machine()}, Python {platform.python_version()}, {platform.system()}\n")
    print("| what | ours | floor | ratio | goal |\n|---|---|---|---|---|")
    for figure in figures:
        print(f"| {' | '.join(figure)} |")


if __name__ == "__main__":
    main(sys.argv[1:])
