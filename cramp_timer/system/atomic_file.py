"""Atomic file writes: whole or not at all, and never over changes that were not read."""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.system.bounded_read import read_regular
from cramp_timer.system.paths import make_private

_MOST_BYTES = 50_000_000


class ChangedMeanwhileError(CrampTimerError):
    """The error of a file that changed since it was read."""


_TRIES, _TRY_AGAIN_SECONDS = 5, 0.05


STALE_SECONDS = 3600.0
"""A file that is written beside another one for longer is left from a program that was killed."""


def write(file: Path, content: bytes, *, expected: bytes | None, lasts: bool = True) -> None:
    """Write a private file in one step; CrampTimerError, one sentence, if that is impossible.

    `expected` is the content that was read before, or `None` for a file that must not exist. What
    need not outlast a power cut (`lasts`) waits for no disk.
    """
    try:
        make_private(file.parent)
        if read_or_none(file) != expected:
            raise ChangedMeanwhileError(
                _("{file}: was changed meanwhile; nothing was overwritten", file=file)
            )
    except OSError as error:
        raise CrampTimerError(
            _("{file}: cannot be written ({reason})", file=file, reason=error.strerror)
        ) from error
    with replacing(file, overwrite=expected is not None, lasts=lasts) as beside:
        beside.write_bytes(content)


@contextmanager
def replacing(file: Path, *, overwrite: bool, lasts: bool = True) -> Iterator[Path]:
    """Yield a private file to write into, which is renamed to `file` if the block succeeds.

    Otherwise it is deleted. CrampTimerError, one sentence, if it cannot be written, or if a file
    of that name exists and `overwrite` is false. A link stays, and what it leads to is written.
    """
    try:
        target = file.resolve() if file.is_symlink() else file
        if target.exists() and not target.is_file():
            raise OSError(errno.EINVAL, _("is no regular file"))
        remove_stale(target)
        beside = path_beside(target)
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            yield beside
            if lasts:
                with beside.open("rb+") as stream:
                    os.fsync(stream.fileno())
            if overwrite:
                _replace(beside, target)
            else:
                _rename_if_free(beside, target)
        finally:
            with suppress(FileNotFoundError):
                beside.unlink()
    except OSError as error:
        raise CrampTimerError(
            _("{file}: cannot be written ({reason})", file=file, reason=error.strerror)
        ) from error


def path_beside(target: Path) -> Path:
    """Return a name that nothing has yet, for what will be put in the place of a file."""
    return target.with_name(f".{target.name}.{uuid4().hex[:8]}")


def remove_stale(target: Path) -> None:
    """Delete what `path_beside` named for a file, left by a program that was killed long ago."""
    remove_old(target.parent, re.escape(f".{target.name}.") + "[0-9a-f]{8}")


def remove_old(folder: Path, pattern: str) -> None:
    """Delete files of this program, and SQLite's journals of them, that are older than an hour.

    `pattern` matches their whole names, so that no file of anybody else does.
    """
    ours, oldest = re.compile(f"{pattern}(-journal)?"), time.time() - STALE_SECONDS
    with suppress(OSError):
        left = [file for file in folder.iterdir() if ours.fullmatch(file.name)]
        for file in left:
            if file.stat().st_mtime < oldest:
                file.unlink()


def _replace(beside: Path, target: Path) -> None:
    """Rename a file over another, on Windows once more where a program holds that open."""
    for _try in range(_TRIES if os.name == "nt" else 0):
        try:
            beside.replace(target)
            return
        except PermissionError:
            time.sleep(_TRY_AGAIN_SECONDS)  # such as a virus scanner, which lets go of it by itself
    beside.replace(target)


def read_or_none(file: Path) -> bytes | None:
    """Return the content of a file, `None` if there is none; OSError if it is unreadable."""
    try:
        return read_regular(file, _MOST_BYTES)
    except FileNotFoundError:
        return None


def _rename_if_free(beside: Path, file: Path) -> None:
    """Rename a file; ChangedMeanwhileError if the new name exists by now."""
    try:
        os.link(beside, file)
    except FileExistsError as error:
        raise ChangedMeanwhileError(
            _("{file}: exists already; nothing was overwritten", file=file)
        ) from error
    except OSError:  # a file system without hard links
        beside.rename(file)
