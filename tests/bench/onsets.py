"""When cues are really heard: the whole wall stretch, recorded from a real sound server.

Under the hardest conditions that are promised: the screen running, one core busy with something
else, and a terminal that nobody reads.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figure import Figure
from support.clicks import clicking_pack
from support.pulse import Pulse
from support.terminal import Program

from cramp_timer.audio.player.backends import installed_backends
from cramp_timer.audio.voice.pack import Pack
from cramp_timer.core.compiler import compile_timeline
from cramp_timer.library import catalog

_GOAL = "p95 ≤ 5, worst ≤ 20, drift < 5 ms"
_START = """
import sys, pathlib, cramp_timer.audio.voice.pack as pack
pack.built_in_folder = lambda: pathlib.Path({folder!r})
from cramp_timer.__main__ import main
main(["start", "wall-stretch", "--volume", "100", "--audio", {backend!r}])
"""


def onset_figures(folder: Path, server: Pulse) -> Iterator[Figure]:
    """The error of each backend; and of one with nothing left to run on, which promises nothing."""
    pack = clicking_pack(folder / "clicks")
    cores = os.cpu_count() or 2
    for backend in installed_backends():
        yield _measured(pack, server, backend, f"cue onsets, {backend}", cores - 1, _GOAL)
    backend = installed_backends()[-1]
    yield _measured(pack, server, backend, f"the same overloaded, {backend}", 2 * cores, "none")


def _measured(pack: Pack, server: Pulse, backend: str, what: str, busy: int, goal: str) -> Figure:
    """One whole wall stretch beside so many busy programs."""
    timeline = compile_timeline(catalog.load("wall-stretch"), pack)
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(busy)]
    try:
        code = _START.format(folder=str(pack.folder), backend=backend)
        with server.recording() as recording:
            program = Program([sys.executable, "-c", code])
            time.sleep(timeline.duration + 2)  # unread: its writes block it, not the sound
            heard = recording.onsets()
        program.signal(signal.SIGTERM)
        program.end()
    finally:
        for other in others:
            other.kill()
            other.wait()
    return Figure(what, _errors(heard, [cue.at for cue in timeline.cues]), goal=goal)


def _errors(heard: list[float], wanted: list[float]) -> str:
    if len(heard) != len(wanted):
        return f"{len(heard)} of {len(wanted)} cues heard"
    late = [(onset - at) * 1000 for onset, at in zip(heard, wanted, strict=True)]
    usual = sorted(late)[len(late) // 2]
    off = sorted(abs(each - usual) for each in late)
    p95, worst, drift = off[int(0.95 * len(off))], off[-1], late[-1] - late[0]
    return f"p95 {p95:.2f}, worst {worst:.2f}, drift {drift:+.2f} ms"
