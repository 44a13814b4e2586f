"""Writes a file whole or not at all, and never over a state of it that nobody has read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from cramp_timer.errors import CrampTimerError
from cramp_timer.system.paths import make_private


class ChangedMeanwhileError(CrampTimerError):
    """The file is no longer what it was when it was read."""


def write(file: Path, content: bytes, *, expected: bytes | None) -> None:
    """Write a private file in one step; CrampTimerError, one sentence, where that is impossible.

    `expected` is what the file held when it was read, or `None` for a file that must not exist.
    """
    try:
        make_private(file.parent)
        if read_or_none(file) != expected:
            raise ChangedMeanwhileError(f"{file}: was changed meanwhile; nothing was overwritten")
    except OSError as error:
        raise CrampTimerError(f"{file}: cannot be written ({error.strerror})") from error
    with replacing(file, overwrite=expected is not None) as beside:
        beside.write_bytes(content)


@contextmanager
def replacing(file: Path, *, overwrite: bool) -> Iterator[Path]:
    """Give a private file to write into, which is renamed to `file` when the block ends well.

    Otherwise nothing of it is left. CrampTimerError, one sentence, where it cannot be written, or
    where a file of that name exists and `overwrite` is false.
    """
    beside = file.with_name(f".{file.name}.{uuid4().hex[:8]}")
    try:
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            yield beside
            with beside.open("rb+") as stream:
                os.fsync(stream.fileno())
            if overwrite:
                beside.replace(file)
            else:
                _rename_if_free(beside, file)
        finally:
            with suppress(FileNotFoundError):
                beside.unlink()
    except OSError as error:
        raise CrampTimerError(f"{file}: cannot be written ({error.strerror})") from error


def read_or_none(file: Path) -> bytes | None:
    """Return the content of a file, `None` where there is none; OSError where it is unreadable."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _rename_if_free(beside: Path, file: Path) -> None:
    """Rename a file, unless another one took the name meanwhile."""
    try:
        os.link(beside, file)
    except FileExistsError as error:
        raise ChangedMeanwhileError(f"{file}: exists already; nothing was overwritten") from error
    except OSError:  # a file system without links
        beside.rename(file)
