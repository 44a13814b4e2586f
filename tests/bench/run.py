"""Measures what the program costs, as ratios against a floor taken in the same run.

`python tests/bench/run.py` prints a table, with `--json` one object a line. `--quick` leaves
out what takes minutes: the onsets, the peers, an install, and the suite. Nothing here passes or
fails.
"""

from __future__ import annotations

import compileall
import json
import os
import platform
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.diary import diary_figures  # beside this folder
from bench.figure import Figure, against, typical  # beside this folder
from bench.first_sound import first_sound_figures  # beside this folder
from bench.install import install_figures, suite_figure  # beside this folder
from bench.onsets import onset_figures  # beside this folder
from bench.page import page_figures  # beside this folder
from bench.peers import peer_figures  # beside this folder
from bench.screens import screen_figures  # beside this folder
from support.pulse import Pulse, missing

from cramp_timer import __version__
from cramp_timer.guide import safety_notice


def compile_figure() -> Figure:
    """The longest routine there can be."""
    from cramp_timer.audio.voice.pack import Pack, built_in_folder
    from cramp_timer.core.compiler import compile_timeline
    from cramp_timer.core.routine import RoutineOverrides
    from cramp_timer.library import catalog

    pack = Pack(built_in_folder())
    hour = RoutineOverrides(reps=1000, hold=1.5, relax=2).apply_to(catalog.load("wall-stretch"))

    def compiled() -> float:
        begun = time.perf_counter()
        compile_timeline(hour, pack)
        return (time.perf_counter() - begun) * 1000

    return Figure("compile an hour, 1000 reps", f"{typical(compiled):.0f} ms", goal="< 50 ms")


def figures(folder: Path, server: Pulse | None, *, quick: bool) -> Iterator[Figure]:
    """Everything, in the order of the table: what takes minutes comes last."""
    if server is not None:
        for figure in first_sound_figures(folder, server):
            yield against(*figure)
    yield from screen_figures()
    yield compile_figure()
    yield from diary_figures()
    yield from page_figures(folder)
    if quick:
        return
    yield from install_figures(folder)
    yield from peer_figures(folder)
    if server is not None:
        yield from onset_figures(folder, server)
    yield suite_figure()


def machine() -> dict[str, str]:
    """What was measured, and on what."""
    from importlib.metadata import version

    try:
        told = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        told = None
    return {
        "cramp-timer": __version__,
        "textual": version("textual"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": told[1] if told else platform.processor(),
        "cores": str(os.cpu_count()),
        "sound": "a PulseAudio null sink" if missing() is None else "none",
    }


def main(arguments: list[str]) -> None:
    """Measure everything and print it."""
    with tempfile.TemporaryDirectory() as folder:
        server = Pulse(Path(folder) / "pulse")
        os.environ.update(server.environment)
        safety_notice.mark_shown()  # else every start would wait for a key
        compileall.compile_dir(str(Path(__file__).parents[2] / "cramp_timer"), quiet=2)
        heard = missing() is None
        if heard:
            server.start()
        measured = figures(Path(folder), server if heard else None, quick="--quick" in arguments)
        try:
            _print_json(measured) if "--json" in arguments else _print_table(measured)
        finally:
            server.stop()


def _print_table(measured: Iterator[Figure]) -> None:
    """Each row as soon as it is known: the whole takes a quarter of an hour."""
    print(", ".join(f"{name} {value}" for name, value in machine().items()) + "\n")
    print("| what | ours | floor | ratio | goal |\n|---|---|---|---|---|", flush=True)
    for figure in measured:
        print(f"| {' | '.join(figure)} |", flush=True)


def _print_json(measured: Iterator[Figure]) -> None:
    """One object a line, the machine first: a run that is interrupted keeps what it has."""
    print(json.dumps(machine(), ensure_ascii=False), flush=True)
    for figure in measured:
        print(json.dumps(figure._asdict(), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
