"""Keeps the machine and its screen from sleeping while a person is being led."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE_SECONDS = 2.0
"""The first frame and the first words come before the slow import of what asks the system."""


@contextmanager
def keep_awake() -> Iterator[None]:
    """Keep screen and machine awake inside; where the system cannot, do nothing.

    A thread asks the system, since a message bus may be slow to answer. The system lets go by
    itself when this process ends, however it ends.
    """
    over = threading.Event()
    thread = threading.Thread(target=_hold, args=(over,), name="keep awake", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()


def _hold(over: threading.Event) -> None:
    if over.wait(PATIENCE_SECONDS):
        return
    from wakepy import keep

    with keep.presenting(on_fail="pass"):
        over.wait()
