"""Files that a person asked for, where they asked for them."""

from __future__ import annotations

from pathlib import Path

from cramp_timer import atomic
from cramp_timer.errors import CrampTimerError


def write_new(file: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file whole or not at all; CrampTimerError where one is there, or it cannot be."""
    held = None
    if force and file.is_file():
        try:
            held = file.read_bytes()
        except OSError as error:
            raise CrampTimerError(f"{file}: cannot be read ({error.strerror})") from error
    elif file.exists():
        hint = "is a folder" if file.is_dir() else "exists already; --force overwrites it"
        raise CrampTimerError(f"{file}: {hint}")
    atomic.write(file, content, over=held)
