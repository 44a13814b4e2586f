"""A routine of an hour on a real clock and a null sink: what its two processes hold as time goes.

`python tests/bench/hour.py` prints a line every five minutes: memory that belongs to no file (what
would grow), open files and threads, of the screen's process and of the player.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.screens import PROGRAM, children  # beside this folder
from support.pulse import Pulse, missing
from support.terminal import Program

from cramp_timer.guide import safety_notice

ROUTINE = ("ankle-flex", "--reps", "160")
"""Eleven seconds for each of 160 reps of either leg."""
STEP_MINUTES, MINUTES = 5, 60
SETTLED_SECONDS = 60.0
"""By then all that is loaded once has been."""


def held(pid: int) -> str:
    """Return the cells of one process: megabytes, files, threads."""
    process = Path(f"/proc/{pid}")
    own = re.search(r"RssAnon:\s+(\d+)", (process / "status").read_text())
    megabytes = int(own[1]) / 1000 if own else 0.0
    files, threads = (len(list((process / name).iterdir())) for name in ("fd", "task"))
    return f"{megabytes:.1f} MB | {files} | {threads}"


def is_player(pid: int) -> bool:
    """Return whether a process plays; another one tells when the sound moves."""
    return b"cramp_timer.audio.player" in Path(f"/proc/{pid}/cmdline").read_bytes()


def main() -> None:
    """Lead through the routine, and print a line every few minutes."""
    if reason := missing():
        sys.exit(f"real sound {reason}")
    with tempfile.TemporaryDirectory() as folder:
        server = Pulse(Path(folder) / "pulse")
        os.environ.update(server.environment)
        safety_notice.mark_shown()  # else the start would wait for a key
        server.start()
        program = Program([*PROGRAM, "start", *ROUTINE])
        print("| minute | screen | files | threads | player | files | threads |")
        print("|---|---|---|---|---|---|---|", flush=True)
        try:
            for minute in range(0, MINUTES, STEP_MINUTES):
                until = program.started + SETTLED_SECONDS + minute * 60
                while (left := until - time.monotonic()) > 0:
                    program.read(min(left, 1.0))
                    program.written.clear()
                players = filter(is_player, children(program.pid))
                cells = map(held, (program.pid, *players))
                print(f"| {minute + 1} | {' | '.join(cells)} |", flush=True)
            program.press("\x11")
            program.end()
        finally:
            server.stop()


if __name__ == "__main__":
    main()
