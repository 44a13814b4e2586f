"""The folders of data, settings and cache, which only their owner can read."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _

_NAME = "cramp-timer"


def data_folder() -> Path:
    """Return the folder of the diary; CrampTimerError if the system has no home folder."""
    from platformdirs import user_data_path

    return _of_a_home(user_data_path(_NAME, appauthor=False))


def config_folder() -> Path:
    """Return the folder of settings and personal routines; CrampTimerError as above."""
    from platformdirs import user_config_path

    return _of_a_home(user_config_path(_NAME, appauthor=False))


def cache_folder() -> Path:
    """Return the folder of data that can be regenerated; CrampTimerError as above."""
    from platformdirs import user_cache_path

    return _of_a_home(user_cache_path(_NAME, appauthor=False))


def make_private(folder: Path) -> None:
    """Create a folder that only its owner can enter, whatever the umask; OSError if impossible."""
    for each in (*reversed(folder.parents), folder):
        if not each.exists():
            each.mkdir(mode=0o700, exist_ok=True)
            _put_on_disk(each.parent)


def _put_on_disk(folder: Path) -> None:
    """Have the names in a folder outlast a power cut, where the system lets folders be synced."""
    if sys.platform != "win32":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def is_there(file: Path) -> bool:
    """Return whether there is a file or folder; one that may not be looked at is not there."""
    try:
        return file.exists()
    except (OSError, ValueError):  # a closed folder, links in a circle, a null byte
        return False


def open_private(file: Path) -> None:
    """Create a file if there is none, and restrict it to its owner; OSError if impossible."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o600)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, _("is no regular file"), str(file))
        is_ours = sys.platform != "win32" and found.st_uid == os.geteuid()
        if sys.platform != "win32" and is_ours and found.st_mode & 0o077:
            os.fchmod(descriptor, 0o600)
    finally:
        os.close(descriptor)


def _of_a_home(folder: Path) -> Path:
    if not folder.is_absolute():
        raise CrampTimerError(_("there is no home folder to keep anything in; set HOME"))
    return folder
