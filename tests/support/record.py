"""A diary writer that keeps what it is given in memory."""

from __future__ import annotations

from cramp_timer.diary.entries import Cramp, RoutineRun


class MemoryRecorder:
    """Every cramp and run that it was asked to save, in order."""

    def __init__(self) -> None:
        self.cramps: list[Cramp] = []
        self.runs: list[RoutineRun] = []
        self.problem: str | None = None
        self.remarks: list[str] = []

    @property
    def last(self) -> Cramp:
        """The last state of a cramp."""
        return self.cramps[-1]

    def save(self, entry: Cramp | RoutineRun) -> None:
        if isinstance(entry, Cramp):
            self.cramps.append(entry)
        else:
            self.runs.append(entry)

    def close(self) -> None:
        """Nothing is left to be written."""
