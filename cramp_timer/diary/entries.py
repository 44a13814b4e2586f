"""What the diary keeps; what is not known is `None`, and never a zero."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from time import time_ns
from uuid import uuid4

from cramp_timer.core.side import Side
from cramp_timer.core.summary import Summary

WORST = 10
"""The upper end of every rating; the lower one is 0."""
_HALF_A_DAY = timedelta(hours=12)


def night_of(moment: datetime) -> date:
    """The evening of the night that a moment belongs to: nights run from noon to noon.

    `moment` carries the offset of the place where it was lived, so 02:30 is the evening before
    wherever and whenever it is read.
    """
    return (moment - _HALF_A_DAY).date()


def _new_id() -> str:
    """One of a kind on any machine; those made one after the other are in that order."""
    return f"{time_ns():016x}{uuid4().hex[:16]}"


class Muscle(StrEnum):
    """Where it cramped (Hallegraeff 2017: calf or foot, rarely the thigh)."""

    CALF = "calf"
    FOOT = "foot"
    THIGH = "thigh"


class Soreness(StrEnum):
    """How long the leg was sore afterwards; more than a day is a reason to ask (NHS)."""

    NO = "no"
    DAY = "day"
    LONGER = "longer"


@dataclass(frozen=True, slots=True)
class Cramp:
    """What is known of one cramp."""

    id: str
    night: date
    started: datetime | None = None
    """With the offset from UTC of that moment."""
    ended: datetime | None = None
    """When it eased, or when guidance ended without."""
    side: Side | None = None
    muscle: Muscle | None = None
    worst: int | None = None
    """How bad it was, 0 to 10: a rating, not a validated score."""
    eased: bool | None = None
    minutes: float | None = None
    """How long it lasted, where somebody said so."""
    source: str = "now"
    """`now` for one that was led through; `later` for one that was entered afterwards."""
    was_none: bool = False
    """A slip of a key and no cramp: kept as deleted, so that undo in the diary brings it back."""

    @classmethod
    def beginning(cls, started: datetime) -> Cramp:
        """A cramp that begins at a moment; `started` carries its offset."""
        return cls(_new_id(), night_of(started), started)

    @classmethod
    def later(cls, night: date) -> Cramp:
        """A cramp of some night, of which no more is known yet."""
        return cls(_new_id(), night, source="later")

    @property
    def lasted(self) -> float | None:
        """Minutes from start to end, as said or as measured; not where it did not ease."""
        if self.minutes is not None or not self.started or not self.ended or not self.eased:
            return self.minutes
        return (self.ended - self.started).total_seconds() / 60


@dataclass(frozen=True, slots=True)
class Answers:
    """What was said of a night as a whole."""

    night: date
    none: bool = False
    """Said: no cramp in this night."""
    skipped: bool = False
    """The question of the morning was put aside; that is no answer."""
    sleep: int | None = None
    """How much cramps disturbed sleep, 0 to 10."""
    sore: Soreness | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What was held of one exercise in a run."""

    title: str
    holds: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Run:
    """One doing of a routine."""

    id: str
    night: date
    started: datetime
    title: str
    routine: str = ""
    """The name it was started by; empty for one that was tried from the editor."""
    seconds: float = 0.0
    finished: bool = False
    """Whether it was led to its end; otherwise it was done in part."""
    held: tuple[Held, ...] = ()

    @classmethod
    def beginning(cls, started: datetime, title: str, routine: str) -> Run:
        """A run that begins at a moment; `started` carries its offset."""
        return cls(_new_id(), night_of(started), started, title, routine)

    def so_far(self, summary: Summary) -> Run:
        """The same run with what has been done by now."""
        held = tuple(Held(done.title, done.holds, done.seconds) for done in summary.done)
        return replace(self, seconds=summary.seconds, finished=summary.finished, held=held)


Entry = Cramp | Answers | Run
