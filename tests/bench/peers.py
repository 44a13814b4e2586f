"""Other people's timers for the terminal, installed for the moment, measured in the same way."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.figure import Figure
from bench.screens import cpu_per_minute
from support.terminal import Program

ROUNDS = 5
PEERS = {
    "termdown, which speaks": ("termdown==2.0.0", ["termdown", "600"]),
    "pomodorable, of Textual": ("pomodorable==0.4.0", ["pomodorable"]),
}


def peer_figures(folder: Path) -> Iterator[Figure]:
    """First frame and CPU of each that can be installed here."""
    for name, (requirement, command) in PEERS.items():
        venv = folder / command[0]
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        pip = [str(venv / "bin" / "pip"), "install", "-q", requirement]
        if subprocess.run(pip, capture_output=True).returncode:
            yield Figure(f"{name}: cannot be installed here", "")
            continue
        program = [str(venv / "bin" / command[0]), *command[1:]]
        first = median(_first_frame(program) for _ in range(ROUNDS))
        yield Figure(f"{name}: first painted frame", f"{first:.0f} ms")
        yield Figure(f"{name}: CPU a minute", f"{cpu_per_minute(program):.0f} ms")


def _first_frame(program: list[str]) -> float:
    running = Program(program)
    first = running.first_visible(20)
    running.signal(signal.SIGKILL)
    running.end()
    return first * 1000
