"""Prevents the machine and its screen from sleeping while a person is guided."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from cramp_timer.system.threads import begin

PATIENCE_SECONDS = 2.0
"""The delay of a slow import, which the first frame and the first words precede."""


@contextmanager
def keep_awake() -> Iterator[None]:
    """Prevent sleep of screen and machine in the block; do nothing if unsupported.

    The request runs in a thread, since a message bus may be slow to answer. The system drops it
    when this process ends, however it ends.
    """
    over = threading.Event()
    begin(_hold, over, name="keep awake")
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
