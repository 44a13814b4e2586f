"""What is different about the terminals of Windows, its consoles."""

from __future__ import annotations

import os
import signal
import sys
import time

_CLOSED, _LOGGED_OFF, _SHUT_DOWN = 2, 5, 6
GRACE_SECONDS = 4.5
"""The system waits for five, and kills then."""
_HANDLERS: list[object] = []
"""What the system calls at any time, so that it must never be freed."""


def is_terminal(descriptor: int) -> bool:
    """Return whether a file is a terminal. Windows says so of NUL, its empty file, as well."""
    if sys.platform == "win32":
        import ctypes
        import msvcrt

        mode = ctypes.c_uint()
        handle = ctypes.c_void_p(msvcrt.get_osfhandle(descriptor))
        return bool(ctypes.windll.kernel32.GetConsoleMode(handle, ctypes.byref(mode)))
    return os.isatty(descriptor)


def end_with_the_console() -> None:
    """Have SIGBREAK sent to this process when its console is closed, or Windows itself ends.

    Ctrl+C and Ctrl+Break are signals already. Does nothing on other systems.
    """
    if sys.platform == "win32":
        import ctypes

        def handler(event: int) -> int:
            if event not in (_CLOSED, _LOGGED_OFF, _SHUT_DOWN):
                return 0
            signal.raise_signal(signal.SIGBREAK)
            time.sleep(GRACE_SECONDS)  # the process is killed as soon as this returns
            return 1

        _HANDLERS.append(ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint)(handler))
        ctypes.windll.kernel32.SetConsoleCtrlHandler(_HANDLERS[-1], 1)
