"""What a test needs of the system that it runs on."""

from __future__ import annotations

import ctypes
import os
import stat
import sys
import tempfile
from pathlib import Path

import pytest

unix = pytest.mark.skipif(
    os.name != "posix",
    reason="of Unix alone: modes, pipes, limits, desktops, signals",
)


def _has_links() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        target, link = Path(folder, "target"), Path(folder, "link")
        target.touch()
        try:
            link.symlink_to(target)
        except OSError:  # Windows, without the right to make one
            return False
        return link.exists()


links = pytest.mark.skipif(not _has_links(), reason="no symbolic links can be made here")

is_wine = sys.platform == "win32" and hasattr(ctypes.windll.ntdll, "wine_get_version")
"""Whether Windows is Wine, whose PowerShell and Task Scheduler are stand-ins that do nothing."""


def is_private(path: Path) -> bool:
    """Return whether the mode of a file or folder shuts others out.

    On Windows a mode says nothing of that: what is in a person's own folders is theirs already.
    """
    return os.name != "posix" or not stat.S_IMODE(path.stat().st_mode) & 0o077


def open_files() -> int:
    """Return how many files this process has open; 0 where the system does not say."""
    folder = Path("/dev/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0
