"""A record that is kept in memory."""

from cramp_timer.diary.entries import Cramp


class WrittenDown:
    """Keeps every state of every cramp that it was given, in order."""

    def __init__(self) -> None:
        self.problem: str | None = None
        self.remarks: list[str] = []
        self.kept: list[Cramp] = []

    def keep(self, cramp: Cramp) -> None:
        self.kept.append(cramp)

    @property
    def last(self) -> Cramp:
        return self.kept[-1]
