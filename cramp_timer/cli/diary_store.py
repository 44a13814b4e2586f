"""Opens the diary for one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cramp_timer.cli.output import print_remarks
from cramp_timer.diary.storage.store import Store
from cramp_timer.system.paths import data_folder


@contextmanager
def open_diary() -> Iterator[Store]:
    """Give the diary; a damaged one that was set aside is reported."""
    store = Store(data_folder())
    print_remarks(filter(None, [store.notice]))
    try:
        yield store
    finally:
        store.close()
