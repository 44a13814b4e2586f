"""What a person asked for: lines to read, and files where they asked for them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from cramp_timer.errors import CrampTimerError
from cramp_timer.lines import fitted, wrapped
from cramp_timer.system import atomic_file as atomic


def print_wrapped(lines: Iterable[str]) -> int:
    """Print a text to read, no wider than the terminal."""
    for line in lines:
        print(wrapped(line))
    return 0


def print_fitted(lines: Iterable[str]) -> int:
    """Print lines that programs read as well: in a terminal no wider than that."""
    for line in lines:
        print(fitted(line, sys.stdout))
    return 0


def refuse_existing(file: Path, *, force: bool) -> None:
    """CrampTimerError where something has that name and may not be overwritten."""
    if file.is_dir():
        raise CrampTimerError(f"{file}: is a folder")
    if file.exists() and not force:
        raise CrampTimerError(f"{file}: exists already; --force overwrites it")


def write_new(file: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file whole or not at all; CrampTimerError where one is there, or it cannot be."""
    refuse_existing(file, force=force)
    with atomic.whole(file, force=force) as beside:
        beside.write_bytes(content)
