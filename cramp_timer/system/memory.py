"""Memory that may be missing: what a screen and sound need, and which errors tell of its want."""

from __future__ import annotations

import sys

NEEDED_BYTES = 1 << 30
"""Screen and sound together reserve three quarters of it, most of which is never used."""

_STACK_BYTES = 1 << 19
_M_ARENA_MAX = -8


def is_short() -> bool:
    """Return whether this process may reserve too little for a screen and for sound (ulimit -v)."""
    if sys.platform == "win32":
        return False
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return limit != resource.RLIM_INFINITY and limit < NEEDED_BYTES


def be_sparing() -> None:
    """Have threads that are started from now on share one heap, and use small stacks."""
    import ctypes
    import threading
    from contextlib import suppress  # here, since a start reads `is_short` before its first sound

    threading.stack_size(_STACK_BYTES)
    with suppress(OSError, AttributeError):  # of glibc; elsewhere a thread reserves less
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def is_missing(error: BaseException) -> bool:
    """Return whether an error was raised for want of memory, as by a library without room."""
    no_room = isinstance(error, ImportError) and "map segment" in str(error)
    return no_room or isinstance(error, MemoryError)
