"""The engine: the position of a run, computed from a timeline and a clock.

The clock is a function that is passed in. Reading the engine changes nothing: the position is
always computed from the clock, so a late, repeated or missed read is harmless.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from cramp_timer.core.timeline import Kind, Segment, Timeline

Clock = Callable[[], float]
"""A monotonic clock, in seconds from any fixed point: that of the system, or a fake in tests."""

BREATH_SECONDS = 0.25
"""From a key press to the next sound: time to pass the score on, so no cue is late."""
BACK_SECONDS = 3.0
"""Later than this in a segment, `back` goes to its own beginning."""


class State(StrEnum):
    """The state of a run; the last two are final."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"


OVER = (State.FINISHED, State.STOPPED)
"""The states after which nothing is led any more."""


@dataclass(frozen=True, slots=True)
class EngineSnapshot:
    """The state of a run at one instant."""

    state: State
    position: float
    index: int
    segment: Segment
    upcoming: Segment | None
    """The segment after this one; `None` in the last."""
    remaining: float
    """Seconds to the end of the segment."""
    waiting: bool = False
    """Whether the engine stands still until a key says that the person is ready."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a timeline that was really played, in its own seconds."""

    timeline: Timeline
    start: float
    end: float
    said_done: bool = False
    """Whether a key ended a self-paced hold here, which completes it."""

    def holds(self) -> tuple[Segment, ...]:
        """Return the holds that lie wholly within the span, and so were completed."""
        return tuple(
            segment
            for segment in self.timeline.segments
            if segment.kind is Kind.HOLD
            and self.start <= segment.start < self.end
            and (segment.end <= self.end or (self.said_done and segment.waits))
        )


class Engine:
    """A run of a timeline against a clock."""

    def __init__(
        self,
        timeline: Timeline,
        clock: Clock,
        *,
        restart_holds: bool = True,
        waits: bool = False,
    ) -> None:
        """`waits`: a set-up that a key can end early ends by a key alone."""
        self.timeline = timeline
        self._waits = waits
        self._passed_gate = -1.0
        """The gate that a key has opened, as a position."""
        self._clock = clock
        self._restart_holds = restart_holds
        self._state = State.READY
        self._banked = 0.0
        self._resumed_at = 0.0
        self._spans: tuple[Span, ...] = ()

    @property
    def state(self) -> State:
        """The current state; a running engine is finished at the end of its timeline."""
        if self._state is State.RUNNING and self.position >= self.timeline.duration:
            return State.FINISHED
        return self._state

    @property
    def position(self) -> float:
        """The position in the timeline, in seconds."""
        return self._position_at(self._clock())

    @property
    def origin(self) -> float | None:
        """The reading of the clock at position zero; `None` unless running."""
        running = self.state is State.RUNNING
        return self._resumed_at - self._banked if running else None

    def snapshot(self) -> EngineSnapshot:
        """Return the current snapshot."""
        position = self.position
        waiting = self._state is State.RUNNING and position == self.gate
        segments = self.timeline.segments
        index = self.timeline.index_at(position)
        if waiting and index and segments[index].start == position:
            index -= 1  # what has run out waits, and what follows it has not begun
        segment = segments[index]
        upcoming = segments[index + 1] if index + 1 < len(segments) else None
        remaining = max(0.0, segment.end - position)
        return EngineSnapshot(self.state, position, index, segment, upcoming, remaining, waiting)

    @property
    def gate(self) -> float | None:
        """The next position at which the engine stands still until a key is pressed."""
        if not self._waits:
            return None
        ends = (gate for gate in self.timeline.gates if gate != self._passed_gate)
        return next((gate for gate in ends if gate >= self._banked), None)

    def start(self) -> None:
        """Start from the beginning, unless the run has begun."""
        if self._state is State.READY:
            self._run_from(0.0)

    def pause(self, at: float | None = None) -> None:
        """Pause, now or at an earlier clock reading, when the machine fell asleep."""
        if self.state is State.RUNNING or (at is not None and self._state is State.RUNNING):
            self._bank(self._clock() if at is None else at)
            self._state = State.PAUSED

    def resume(self) -> None:
        """Resume a hold from its lead-in, a phrase from its first word, all else from here."""
        if self._state is State.PAUSED:
            self._run_from(self._entry(self._banked))

    def skip(self) -> None:
        """Go to the next lead-in or segment; past the last one the run is finished."""
        snapshot = self.snapshot()
        completes = snapshot.segment.kind is Kind.HOLD and snapshot.segment.waits
        upcoming = snapshot.upcoming
        if upcoming is None:
            self._go_to(self.timeline.duration)
        elif snapshot.segment.waits and snapshot.position <= upcoming.entry:
            self._go_to(upcoming.entry, passing=upcoming.entry)
        elif upcoming.kind is Kind.HOLD and snapshot.position < upcoming.entry:
            self._go_to(upcoming.entry)
        else:
            self._go_to(upcoming.start)
        if completes and snapshot.state is State.RUNNING and self._spans:
            self._spans = (*self._spans[:-1], replace(self._spans[-1], said_done=True))

    def back(self) -> None:
        """Go to the entry of this segment, or, soon after its start, of the last."""
        snapshot = self.snapshot()
        segment = snapshot.segment
        if snapshot.position - segment.start < BACK_SECONDS:
            segment = self.timeline.segments[max(0, snapshot.index - 1)]
        self._go_to(segment.entry)

    def replace(self, timeline: Timeline) -> None:
        """Continue at the same place of a timeline that differs in what is still to come."""
        now = self._clock()
        position = self._position_at(now)
        segment = self.timeline.segments[self.timeline.index_at(position)]
        place = self.timeline.same_place(timeline, position)
        spans = self._played_until(position)
        if spans and spans[-1].timeline is self.timeline and spans[-1].end == position:
            # The current segment is carried over whole, so that a hold counts once.
            last = spans[-1]
            cut = max(last.start, segment.start)
            carried = Span(timeline, place - (position - cut), place)
            spans = (*spans[:-1], Span(self.timeline, last.start, cut), carried)
        self._spans = spans
        self._resumed_at = max(now, self._resumed_at)
        self._banked = place
        self.timeline = timeline

    def stop(self) -> None:
        """End the run at any position."""
        if self.state in (State.READY, State.RUNNING, State.PAUSED):
            if self._state is State.RUNNING:
                self._bank(self._clock())
            self._state = State.STOPPED

    def played(self) -> tuple[Span, ...]:
        """Return what was really played so far, in order."""
        return self._played_until(self.position)

    def _position_at(self, reading: float) -> float:
        if self._state is not State.RUNNING:
            return self._banked
        run = max(0.0, reading - self._resumed_at)
        gate = self.gate
        return min(self._banked + run, self.timeline.duration if gate is None else gate)

    def _played_until(self, position: float) -> tuple[Span, ...]:
        """Return the spans so far and the one in progress, joined where they touch."""
        if self._state is not State.RUNNING:
            return self._spans
        last = self._spans[-1] if self._spans else None
        if last and last.timeline is self.timeline and last.end == self._banked:
            return (*self._spans[:-1], Span(self.timeline, last.start, position))
        return (*self._spans, Span(self.timeline, self._banked, position))

    def _bank(self, reading: float) -> None:
        """Store what was played up to a reading of the clock."""
        position = self._position_at(reading)
        self._spans = self._played_until(position)
        self._banked = position

    def _run_from(self, position: float) -> None:
        self._banked = position
        self._resumed_at = self._clock() + BREATH_SECONDS
        self._state = State.RUNNING

    def _go_to(self, position: float, *, passing: float = -1.0) -> None:
        """Go to a position; `passing` is a gate that does not stop the run there."""
        running = self.state is State.RUNNING
        if running:
            self._bank(self._clock())
        if passing >= 0 or position < self._passed_gate:
            self._passed_gate = passing
        if running:
            self._run_from(position)
        elif self._state is State.PAUSED:
            self._banked = position

    def _entry(self, position: float) -> float:
        segment = self.timeline.segments[self.timeline.index_at(position)]
        if segment.kind is Kind.HOLD:
            return segment.entry if self._restart_holds else position
        spoken = self.timeline.voice_at(position)
        return spoken.at if spoken else position
