"""A program without a terminal: what it says first, before it is asked to end."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence


def first_lines(words: Sequence[str]) -> list[str]:
    """Return the first three lines of a program; it must end without a traceback."""
    program = subprocess.Popen(
        words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8",
    )  # fmt: skip
    assert program.stdout is not None
    assert program.stderr is not None
    with program.stdout, program.stderr:
        lines = [program.stdout.readline() for _ in range(3)]
        program.terminate()
        program.wait(30)
        assert "Traceback" not in program.stderr.read()
    return lines
