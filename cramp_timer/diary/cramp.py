"""One cramp as the diary keeps it, and the night that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from cramp_timer.side import Side

WORST = 10
_HALF_A_DAY = timedelta(hours=12)


def night_of(moment: datetime) -> date:
    """The evening of the night that a moment belongs to: nights run from noon to noon.

    `moment` carries the offset of the place where it was lived, so 02:30 is the evening before
    wherever and whenever it is read.
    """
    return (moment - _HALF_A_DAY).date()


@dataclass(frozen=True, slots=True)
class Cramp:
    """What is known of one cramp; what is not known is `None` and never a zero."""

    id: str
    night: date
    started: datetime | None = None
    """With the offset from UTC of that moment."""
    ended: datetime | None = None
    """When it eased, or when guidance ended without."""
    side: Side | None = None
    worst: int | None = None
    """How bad it was, 0 to 10: a rating, not a validated score."""
    eased: bool | None = None
    source: str = "now"
    """`now` for one that was led through; `later` for one that was entered afterwards."""

    @classmethod
    def beginning(cls, started: datetime) -> Cramp:
        """A cramp that begins at a moment; `started` carries its offset."""
        return cls(uuid4().hex, night_of(started), started)
