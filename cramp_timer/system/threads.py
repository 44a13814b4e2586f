"""Threads that may be missing: a system that has none left refuses them, and guidance goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable


def begin(
    work: Callable[..., object], *arguments: object, name: str | None = None
) -> threading.Thread | None:
    """Start a thread that ends with the program; `None` where the system has none left."""
    thread = threading.Thread(target=work, args=arguments, name=name, daemon=True)
    try:
        thread.start()
    except (RuntimeError, MemoryError):
        return None
    return thread


def are_left(count: int) -> bool:
    """Return whether so many threads can be started at once, by trying."""
    over = threading.Event()
    started = [begin(over.wait) for _ in range(count)]
    over.set()
    return None not in started
