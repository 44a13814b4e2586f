"""Reads files that people or strangers own: a pipe, a device or a huge file holds nothing up."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from cramp_timer.languages.messages import _

MOST_BYTES = 1_000_000
"""More than any settings, routine or manifest has."""


def read_regular(file: Path, most: int = MOST_BYTES) -> bytes:
    """Return the content of a regular file; OSError, at once, for anything else or more.

    The reason is in its `strerror`, such as "is no regular file".
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(file, flags)
    with os.fdopen(descriptor, "rb") as stream:
        status = os.fstat(descriptor)
        kind, size = status.st_mode, min(status.st_size, most)
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
        if not stat.S_ISREG(kind):
            raise OSError(errno.EINVAL, _("is no regular file"), str(file))
        # Room for all that it may have would be made first, and Windows takes long for 50 MB.
        content = stream.read(size + 1)
        if len(content) > size:  # it grows, or is of a system that tells no sizes
            content += stream.read(most - size)
    if len(content) > most:
        raise OSError(errno.EFBIG, _("is too large"), str(file))
    return content
