"""The timeline of a routine: contiguous segments and sorted cues, in seconds from the start.

Pure values with look-ups; `compiler` builds them from a routine.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from cramp_timer.core.side import Side
from cramp_timer.languages.messages import _


class Kind(StrEnum):
    """What the person does in a segment."""

    PREPARE = "prepare"
    HOLD = "hold"
    RELAX = "relax"
    SWITCH = "switch"
    REST = "rest"
    """The pause between two sets of an exercise, with nothing to do."""
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the timeline with one thing to do."""

    start: float
    end: float
    kind: Kind
    exercise: int
    """The index of the exercise in the routine, from 0."""
    title: str
    side: Side
    rep: int
    """The rep that this is part of or leads to, from 1."""
    reps: int
    set: int
    """The set that this is part of or leads to, from 1."""
    sets: int
    text: str
    pose: str
    entry: float
    """The position from which to repeat the segment: for a hold, its lead-in."""
    waits: bool = False
    """Whether a press of a key ends it early: a set-up at the lead-in that follows, or a hold."""
    lead_in: str = ""
    """How a hold is announced: "Lean forward."."""

    @property
    def seconds(self) -> float:
        """The duration in seconds."""
        return self.end - self.start

    @property
    def which_set(self) -> str:
        """The set in words, "set 2 of 3"; empty where there is one alone."""
        return _("set {set} of {sets}", set=self.set, sets=self.sets) if self.sets > 1 else ""


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound at a time: `kind` is `voice` or `chime`, `clip` a name in the pack."""

    at: float
    duration: float
    kind: str
    clip: str
    text: str
    until: float = 0.0
    """The time up to which it is worth hearing late, after a loss of sound; 0 for never."""

    @property
    def end(self) -> float:
        """The end of the sound."""
        return self.at + self.duration


@dataclass(frozen=True, slots=True)
class Shortened:
    """Words that did not fit into a segment; `check` reports them to the author."""

    exercise: str
    kind: Kind
    wanted: str
    said: str


@dataclass(frozen=True)
class Timeline:
    """A compiled routine with look-ups."""

    title: str
    segments: tuple[Segment, ...]
    cues: tuple[Cue, ...]
    shortened: tuple[Shortened, ...] = ()

    @property
    def duration(self) -> float:
        """The end of the last segment, in seconds."""
        return self.segments[-1].end

    @cached_property
    def gates(self) -> tuple[float, ...]:
        """The positions at which what a key can end early ends by itself."""
        pairs = pairwise(self.segments)
        return tuple(after.entry for segment, after in pairs if segment.waits)

    @cached_property
    def _starts(self) -> list[float]:
        return [segment.start for segment in self.segments]

    @cached_property
    def _cue_times(self) -> list[float]:
        return [cue.at for cue in self.cues]

    def index_at(self, position: float) -> int:
        """Return the index of the segment at a position; the last one at and after the end."""
        return max(0, bisect_right(self._starts, position) - 1)

    def voice_at(self, position: float) -> Cue | None:
        """Return the cue that is being spoken at a position, if any."""
        begun = bisect_right(self._cue_times, position)
        # A chime may begin during a phrase, so search more than the last cue.
        for cue in reversed(self.cues[max(0, begun - 3) : begun]):
            if cue.kind == "voice" and cue.at < position < cue.end:
                return cue
        return None

    def same_place(self, other: Timeline, position: float) -> float:
        """Return the corresponding position in `other`: same exercise, side, rep and kind.

        For two timelines of one routine that differ in reps. The finish of this one corresponds
        to the gap after its last hold in a longer one.
        """
        here = self.segments[self.index_at(position)]
        kinds = (Kind.HOLD,) if here.kind is Kind.FINISH else (here.kind,)
        same = [
            number
            for number, segment in enumerate(other.segments)
            if (segment.exercise, segment.side) == (here.exercise, here.side)
            and segment.kind in kinds
            and (segment.set, segment.rep) <= (here.set, here.rep)
        ]
        if here.kind is not Kind.FINISH:
            return other.segments[same[-1]].start + position - here.start if same else 0.0
        after = other.segments[same[-1] + 1]
        return min(after.start + position - here.start, after.end)
