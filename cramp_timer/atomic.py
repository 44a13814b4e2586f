"""Writes a file whole or not at all, and never over what nobody has seen."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from cramp_timer.errors import CrampTimerError
from cramp_timer.paths import make_private


class ChangedMeanwhileError(CrampTimerError):
    """A file that is not any more what it was when it was read."""


def write(file: Path, content: bytes, *, over: bytes | None) -> None:
    """Write a private file in one step; CrampTimerError, one sentence, where that cannot be.

    `over` is what the file held when it was read, or `None` for a file that must not exist.
    """
    try:
        make_private(file.parent)
        if _read(file) != over:
            raise ChangedMeanwhileError(f"{file}: was changed meanwhile; nothing was overwritten")
        beside = file.with_name(f".{file.name}.{uuid4().hex[:8]}")
        try:
            _write_whole(beside, content)
            if over is None:
                _put_if_none(beside, file)
            else:
                beside.replace(file)
        finally:
            with suppress(FileNotFoundError):
                beside.unlink()
    except OSError as error:
        raise CrampTimerError(f"{file}: cannot be written ({error.strerror})") from error


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _put_if_none(beside: Path, file: Path) -> None:
    """Give a file its name, unless one of that name has come into being meanwhile."""
    try:
        os.link(beside, file)
    except FileExistsError as error:
        raise ChangedMeanwhileError(f"{file}: exists already; nothing was overwritten") from error
    except OSError:  # a file system without links
        beside.rename(file)


def _write_whole(file: Path, content: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(descriptor)
