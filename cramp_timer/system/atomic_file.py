"""Writes a file whole or not at all, and never over what nobody has seen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from cramp_timer.errors import CrampTimerError
from cramp_timer.system.paths import make_private


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
    except OSError as error:
        raise CrampTimerError(f"{file}: cannot be written ({error.strerror})") from error
    with whole(file, force=over is not None) as beside:
        beside.write_bytes(content)


@contextmanager
def whole(file: Path, *, force: bool) -> Iterator[Path]:
    """A private file to write into, which takes the name of `file` when the block ends well.

    Otherwise nothing of it is left. CrampTimerError, one sentence, where it cannot be written, or
    where there is a file of that name already and no `force`.
    """
    beside = file.with_name(f".{file.name}.{uuid4().hex[:8]}")
    try:
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            yield beside
            with beside.open("rb+") as stream:
                os.fsync(stream.fileno())
            if force:
                beside.replace(file)
            else:
                _put_if_none(beside, file)
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
