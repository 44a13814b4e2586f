"""Writes cramps and runs down while they happen, without ever holding a person up.

A thread of its own writes, so a slow disk or another program that holds the diary delays nothing.
What cannot be written is reported once and tried again, since each write holds all that is known.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.system.threads import begin

if TYPE_CHECKING:
    from cramp_timer.core.summary import Summary
    from cramp_timer.diary.entries import Cramp, RoutineRun
    from cramp_timer.diary.storage.store import Store

RETRY_SECONDS = 10.0
CLOSING_SECONDS = 20.0
"""Longer than another program may keep the diary to itself, and enough for a disk that takes a
second for each of its writes: what is known is worth the wait."""


class Recorder(Protocol):
    """Where cramps and runs are written down while they happen."""

    problem: str | None
    """Why the last write failed, in a sentence; `None` while all is saved."""
    remarks: list[str]
    """What else there is to report of the diary, such as a damaged file that was set aside."""

    def save(self, entry: Cramp | RoutineRun) -> None:
        """Have the last known state of an entry written; return at once."""

    def close(self) -> None:
        """Write what is still to be written, within a moment."""


class RunRecorder:
    """Records one run of a routine as it goes, from its first whole hold on."""

    def __init__(
        self, recorder: Recorder, title: str, routine: str, now: Callable[[], datetime]
    ) -> None:
        """`routine` is the name that it was started by; empty for one that is only tried."""
        self._recorder = recorder
        self._title = title
        self._routine = routine
        self._now = now
        self._run: RoutineRun | None = None

    def save(self, summary: Summary) -> None:
        """Record what has been done by now; the run begins at the first call."""
        from cramp_timer.diary.entries import RoutineRun

        if self._run is None:
            self._run = RoutineRun.beginning(self._now(), self._title, self._routine)
        run = self._run.so_far(summary)
        if run.held and run != self._run:
            self._recorder.save(run)
        self._run = run

    def problems(self) -> list[str]:
        """Return a sentence for each reason why the run is not saved."""
        problem = self._recorder.problem
        return [
            *self._recorder.remarks,
            *([_("not kept: {problem}", problem=problem)] if problem else []),
        ]


class BackgroundRecorder:
    """Saves the last state of each cramp or run that it is given, in a thread of its own."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        """`folder` is called in the thread: finding it may fail, and takes an import."""
        self._folder = folder
        self._store: Store | None = None
        self._lock = threading.Lock()
        self._waiting: dict[str, Cramp | RoutineRun] = {}
        self._wanted = threading.Event()
        self._closing = False
        self.problem: str | None = None
        self.remarks: list[str] = []
        self._thread = begin(self._write_on, name="recorder")

    def save(self, entry: Cramp | RoutineRun) -> None:
        """Have an entry written; return at once."""
        with self._lock:
            self._waiting[entry.id] = entry
        self._wanted.set()

    def close(self) -> None:
        """Write what is still to be written, within a moment."""
        self._closing = True
        self._wanted.set()
        if self._thread is None:  # the system had none left, so all of it is written now
            self._write_on()
            return
        self._thread.join(CLOSING_SECONDS)
        if self._thread.is_alive():
            self.problem = _("the disk takes too long")

    def _write_on(self) -> None:
        while not self._closing or self._waiting:
            self._wanted.wait(RETRY_SECONDS if self._waiting else None)
            self._wanted.clear()
            self._write()
            if self._closing and self.problem:
                break
        self._close()

    def _close(self) -> None:
        store, self._store = self._store, None
        if store is not None:
            store.close()

    def _write(self) -> None:
        with self._lock:
            entries = list(self._waiting.values())
        try:
            store = self._opened()
            for entry in entries:
                store.save(entry)
                with self._lock:
                    if self._waiting.get(entry.id) is entry:
                        del self._waiting[entry.id]
            self.problem = None
        except CrampTimerError as error:
            self.problem = str(error)
            self._close()  # another file may stand in its place by now
        except Exception as error:  # whatever it is, the thread lives on, and it is said
            reason = str(error) or type(error).__name__
            self.problem = _("the diary cannot be written ({error})", error=reason)

    def _opened(self) -> Store:
        if self._store is None:
            from cramp_timer.diary.storage.store import Store

            self._store = Store(self._folder())
            if self._store.notice:
                self.remarks.append(self._store.notice)
        return self._store
