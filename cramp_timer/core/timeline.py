"""When everything happens: touching segments and rising cues, in seconds from the start.

Pure values with look-ups; `compiler` makes them out of a routine.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from cramp_timer.core.side import Side


class Kind(StrEnum):
    """What a segment asks of the person."""

    PREPARE = "prepare"
    HOLD = "hold"
    RELAX = "relax"
    SWITCH = "switch"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the timeline with one thing to do."""

    start: float
    end: float
    kind: Kind
    exercise: int
    """The number of the exercise in the routine, from 0."""
    title: str
    side: Side
    rep: int
    """The rep that this segment is or leads to, from 1."""
    reps: int
    text: str
    pose: str
    entry: float
    """Where to come in to do this from its beginning: a hold's entry is its lead-in."""

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Cue:
    """Something heard at a time: `kind` is `voice` or `chime`, `clip` a name in the pack."""

    at: float
    duration: float
    kind: str
    clip: str
    text: str

    @property
    def end(self) -> float:
        """When the last of it is heard."""
        return self.at + self.duration


@dataclass(frozen=True, slots=True)
class Shortened:
    """Words that a segment had no room for, for `check` to tell the author."""

    exercise: str
    kind: Kind
    wanted: str
    said: str


@dataclass(frozen=True)
class Timeline:
    """A compiled routine."""

    title: str
    segments: tuple[Segment, ...]
    cues: tuple[Cue, ...]
    shortened: tuple[Shortened, ...] = ()

    @property
    def duration(self) -> float:
        """The end of the last segment."""
        return self.segments[-1].end

    @cached_property
    def _starts(self) -> list[float]:
        return [segment.start for segment in self.segments]

    @cached_property
    def _cue_times(self) -> list[float]:
        return [cue.at for cue in self.cues]

    def index_at(self, position: float) -> int:
        """The number of the segment at a position; the last one at and after the end."""
        return max(0, bisect_right(self._starts, position) - 1)

    def voice_at(self, position: float) -> Cue | None:
        """The phrase that is in the middle of being spoken at a position."""
        begun = bisect_right(self._cue_times, position)
        # A chime may have begun during the phrase, so look a little further back than one.
        for cue in reversed(self.cues[max(0, begun - 3) : begun]):
            if cue.kind == "voice" and cue.at < position < cue.end:
                return cue
        return None

    def same_place(self, other: Timeline, position: float) -> float:
        """The position in `other` that corresponds to one here: same exercise, leg, rep and kind.

        For two timelines of one routine that differ in reps. The end of this one is, in a longer
        one, the rest after the hold that was the last.
        """
        here = self.segments[self.index_at(position)]
        kinds = (Kind.HOLD,) if here.kind is Kind.FINISH else (here.kind,)
        same = [
            number
            for number, segment in enumerate(other.segments)
            if (segment.exercise, segment.side) == (here.exercise, here.side)
            and segment.kind in kinds
            and segment.rep <= here.rep
        ]
        if here.kind is not Kind.FINISH:
            return other.segments[same[-1]].start + position - here.start if same else 0.0
        after = other.segments[same[-1] + 1]
        return min(after.start + position - here.start, after.end)
