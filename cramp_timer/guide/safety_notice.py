"""Remembers that "ask first if" has been shown."""

from __future__ import annotations

from contextlib import suppress

from cramp_timer.errors import CrampTimerError
from cramp_timer.system.paths import data_folder, is_there, make_private, open_private

_FILE = "ask-first-was-shown"


def was_shown() -> bool:
    """Whether it has been shown on this account."""
    try:
        return is_there(data_folder() / _FILE)
    except CrampTimerError:
        return False


def mark_shown() -> None:
    """Not again; where nothing can be written, it is shown again another time."""
    with suppress(CrampTimerError, OSError):
        make_private(data_folder())
        open_private(data_folder() / _FILE)
