"""A signal that asks for an end while nothing listens for it yet, as during slow imports."""

from __future__ import annotations

import os
import signal
from contextlib import suppress

TYPE_CHECKING = False  # as in `typing`, whose import would delay every start
if TYPE_CHECKING:
    from typing import NoReturn

INTERRUPTED = 130
"""The exit code of a program that was interrupted."""
LOST_SECONDS = 5.0
"""How long an interrupt may take to end the program: longer than anything needs to close."""
_asked = False


def interrupt(number: int, _frame: object) -> NoReturn:
    """Interrupt what runs, as the handler of a signal.

    Python drops an exception in a callback, such as the one with which an import ends. So it is
    remembered as well, and whoever waits next asks for it. Where nobody does, the process is ended,
    unless a person is there to press ctrl+c again.
    """
    global _asked
    _asked = True
    if number != signal.SIGINT:
        from threading import Timer

        end = Timer(LOST_SECONDS, os._exit, (INTERRUPTED,))
        end.daemon = True
        with suppress(RuntimeError):  # no thread is left
            end.start()
    raise KeyboardInterrupt


def was_interrupted() -> bool:
    """Return whether a signal has asked for an end."""
    return _asked
