"""What a person asked for: lines to read, and files where they asked for them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cramp_timer import atomic
from cramp_timer.errors import CrampTimerError


def print_wrapped(lines: Iterable[str]) -> int:
    """Print lines no wider than the terminal, the rest of each under its beginning."""
    from shutil import get_terminal_size
    from textwrap import wrap

    width = min(100, get_terminal_size().columns)
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip(" ·")))
        print("\n".join(wrap(line, width, subsequent_indent=indent) or [""]))
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
