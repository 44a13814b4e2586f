"""Keeps the machine from sleeping while a routine runs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept_awake() -> Iterator[None]:
    """Hold the screen and the machine awake inside; where the system cannot, do nothing.

    Asked of the system in a thread, since a message bus may be slow to answer. The system lets go
    by itself when this process ends, however it ends.
    """
    over = threading.Event()
    thread = threading.Thread(target=_hold, args=(over,), name="keep awake", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()


def _hold(over: threading.Event) -> None:
    # A moment's patience: the first picture and the first word come before this import.
    if over.wait(2.0):
        return
    from wakepy import keep

    with keep.presenting(on_fail="pass"):
        over.wait()
