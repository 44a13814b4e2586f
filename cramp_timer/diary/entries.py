"""What the diary holds, as values; what is not known is `None`, and never a zero.

The bounds stand beside the fields. `storage.rows` checks them on everything that is read, be it
from the diary's own file or from one that somebody imports.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from time import time_ns
from typing import Annotated, Any, ClassVar, Final, Literal
from uuid import uuid4

from annotated_types import Ge, Le, Len, Predicate

from cramp_timer.core.side import Side
from cramp_timer.core.summary import HeldExercise, Summary
from cramp_timer.errors import is_printable

WORST = 10
"""The upper end of every rating; the lower one is 0."""
LONGEST_MINUTES = 1440
LONGEST_TEXT = 400
_HALF_A_DAY = timedelta(hours=12)

Rating = Annotated[int, Ge(0), Le(WORST)]
Minutes = Annotated[float, Ge(0), Le(LONGEST_MINUTES)]
Seconds = Annotated[float, Ge(0), Le(100_000)]
Key = Annotated[str, Len(1, 64), Predicate(lambda text: text.replace("-", "").isalnum())]
Name = Annotated[str, Len(0, LONGEST_TEXT), Predicate(is_printable)]
LegSide = Literal[Side.LEFT, Side.RIGHT, Side.BOTH]
LEGS: Final = (Side.LEFT, Side.RIGHT, Side.BOTH)
_NOTHING_ELSE: dict[str, Any] = {"extra": "forbid"}
"""The configuration of every entry for pydantic: a field that is not known is an error."""


def night_of(moment: datetime) -> date:
    """Return the evening of the night that a moment belongs to: nights run from noon to noon.

    `moment` carries the offset of the place where it was lived, so 02:30 is the evening before
    wherever and whenever it is read.
    """
    return (moment - _HALF_A_DAY).date()


def _new_id() -> str:
    """Return an id that is unique on any machine, in the order in which ids are made."""
    return f"{time_ns():016x}{uuid4().hex[:16]}"


class Muscle(StrEnum):
    """Where in the leg it cramped (Hallegraeff 2017: calf or foot, rarely the thigh)."""

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

    __pydantic_config__: ClassVar[dict[str, Any]] = _NOTHING_ELSE

    id: Key
    night: date
    started: datetime | None = None
    """With the offset from UTC of that moment."""
    ended: datetime | None = None
    """When it eased, or when guidance ended without."""
    side: LegSide | None = None
    muscle: Muscle | None = None
    worst: Rating | None = None
    """How bad it was, 0 to 10: a rating, not a validated score."""
    eased: bool | None = None
    minutes: Minutes | None = None
    """How long it lasted, where somebody said so."""
    woke: bool | None = None
    """Whether it woke the person."""
    tried: Name = ""
    """What was tried against it."""
    helped: bool | None = None
    """Whether what was tried against it helped; `None` where nobody said."""
    note: Name = ""
    source: Literal["now", "later"] = "now"
    """`now` for one that was led through; `later` for one that was entered afterwards."""
    was_none: bool = False
    """A slip of a key and no cramp: stored as deleted, so that undo in the diary restores it."""

    @classmethod
    def beginning(cls, started: datetime) -> Cramp:
        """Return a cramp that begins at a moment; `started` carries its offset."""
        return cls(_new_id(), night_of(started), started)

    @classmethod
    def later(cls, night: date) -> Cramp:
        """Return a cramp of some night, of which no more is known yet."""
        return cls(_new_id(), night, source="later")

    @property
    def lasted(self) -> float | None:
        """Minutes from start to end, as said or as measured; `None` where it did not ease."""
        if self.minutes is not None or not self.started or not self.ended or not self.eased:
            return self.minutes
        return (self.ended - self.started).total_seconds() / 60


@dataclass(frozen=True, slots=True)
class NightAnswers:
    """What was said of a night as a whole."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _NOTHING_ELSE

    night: date
    none: bool = False
    """Said: no cramp in this night."""
    skipped: bool = False
    """The question of the morning was skipped; that is no answer."""
    sleep: Rating | None = None
    """How much cramps disturbed sleep, 0 to 10."""
    sore: Soreness | None = None
    by_day: Annotated[int, Ge(0), Le(50)] | None = None
    """How many cramps there were on the day before it."""
    note: Name = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A dated line in the diary, such as a change of medicines; comparisons start anew from it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _NOTHING_ELSE

    id: Key
    night: date
    text: Annotated[str, Len(1, 80), Predicate(is_printable)]

    @classmethod
    def on(cls, night: date, text: str) -> Mark:
        """Return a mark on a night."""
        return cls(_new_id(), night, text)


@dataclass(frozen=True, slots=True)
class RoutineRun:
    """One doing of a routine."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _NOTHING_ELSE

    id: Key
    night: date
    started: datetime
    routine: Name = ""
    """The name it was started by; empty for one that was tried from the editor."""
    title: Name = ""
    seconds: Seconds = 0.0
    finished: bool = False
    """Whether it was led to its end; otherwise it was done in part."""
    held: tuple[HeldExercise, ...] = ()

    @classmethod
    def beginning(cls, started: datetime, title: str, routine: str) -> RoutineRun:
        """Return a run that begins at a moment; `started` carries its offset."""
        return cls(_new_id(), night_of(started), started, routine, title)

    def so_far(self, summary: Summary) -> RoutineRun:
        """Return the same run with what has been done by now."""
        return replace(self, seconds=summary.seconds, finished=summary.finished, held=summary.held)


Entry = Cramp | NightAnswers | RoutineRun | Mark
