"""Files that a person asked for, where they asked for them."""

from __future__ import annotations

from pathlib import Path

from cramp_timer import atomic
from cramp_timer.errors import CrampTimerError


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
