"""One cramp from its beginning: where it stands, and what is being said. Pure, as the engine is.

The clock is a function that it is given; looking changes nothing. It counts up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from cramp_timer.core.advice import (
    Advice,
    NamedSide,
    ReplyKeys,
    Step,
    Track,
    coaching_track,
    eased_track,
    not_eased_track,
)
from cramp_timer.core.engine import BREATH_SECONDS
from cramp_timer.core.number_text import clock_text
from cramp_timer.core.phrases import ClipSource, side_phrase
from cramp_timer.core.side import Side

TAKE_BACK_SECONDS = 30.0
"""So soon a key that says it does not ease may have been pressed by mistake."""


class Stage(StrEnum):
    """What the person is told to do."""

    COACHING = "coaching"
    NOT_EASED = "not eased"
    EASED = "eased"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class EpisodeSnapshot:
    """What there is to see at one instant."""

    stage: Stage
    seconds: float
    """How long it has lasted, or lasted in all."""
    side: Side
    step: Step
    since: float
    """Seconds since what is being said now began."""
    may_take_back: bool
    """Whether the key that says it does not ease may have been a slip."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known of it so far, for the record; times in seconds from its beginning."""

    side: Side
    ended: float | None
    """When it eased, or guidance ended without; `None` while it is going on."""
    eased: bool | None
    """`None` while nobody has said."""


class Episode:
    """One cramp."""

    def __init__(
        self,
        advice: Advice,
        lexicon: ClipSource,
        clock: Callable[[], float],
        began: float,
        *,
        side: Side = Side.NONE,
        pregnant: bool = False,
        keys: ReplyKeys = ReplyKeys.ANY,
    ) -> None:
        """`began` is a reading of the clock."""
        self._advice = advice
        self._lexicon = lexicon
        self._clock = clock
        self._pregnant = pregnant
        self._keys = keys
        self._began = began
        self._start = 0.0
        self._stage = Stage.COACHING
        self._side = side
        self._named: tuple[NamedSide, ...] = ()
        self._ended: float | None = None
        self._gave_up: float | None = None
        self._did_not_ease = False
        """Somebody said so, if only by a slip, or ten minutes passed: no relief from then on."""
        self._left: Outcome | None = None
        self.origin = began
        """The clock's reading at second zero of the track."""
        self.track = self._coaching()
        if side is not Side.NONE:
            self._name(side, 0.0)

    @property
    def stage(self) -> Stage:
        """Where it stands now: ten minutes of coaching are over by themselves."""
        return self._stage_at(self._clock())

    def snapshot(self) -> EpisodeSnapshot:
        """What there is to see now."""
        now = self._clock()
        seconds = now - self._began if self._ended is None else self._ended
        step = self.track.step_at(now - self.origin)
        since = now - self.origin
        taken_back = self._may_take_back(now)
        return EpisodeSnapshot(self.stage, max(0.0, seconds), self._side, step, since, taken_back)

    def outcome(self) -> Outcome:
        """What is known so far."""
        stage = self.stage
        if stage is Stage.LEFT and self._left is not None:
            return replace(self._left, side=self._side)
        if stage is Stage.NOT_EASED:
            late = self._advice.late_seconds
            return Outcome(self._side, late if self._gave_up is None else self._gave_up, False)
        return Outcome(self._side, self._ended, True if stage is Stage.EASED else None)

    def heard_from(self, reading: float) -> None:
        """The voice began a moment later than was thought; what is shown follows it."""
        if self.stage is Stage.COACHING and not self._start:
            self.origin = reading

    def name_side(self, side: Side) -> None:
        """Which leg it is; said aloud as soon as nothing else is being said."""
        changed = side is not self._side
        self._side = side
        if changed and self.stage is Stage.COACHING:
            self._name(side, self._clock() - self.origin + BREATH_SECONDS)

    def ease(self) -> None:
        """It has eased; where it did not at first, no relief is offered any more."""
        stage = self.stage
        if stage in (Stage.EASED, Stage.LEFT):
            return
        self.origin = self._clock()
        self._ended = self.origin - self._began
        self._stage = Stage.EASED
        self._did_not_ease = self._did_not_ease or stage is Stage.NOT_EASED
        self.track = eased_track(
            self._advice,
            self._lexicon,
            pregnant=self._pregnant,
            late=self._ended >= self._advice.late_seconds,
            not_before=self._did_not_ease,
        )

    def give_up(self) -> None:
        """It does not ease: coaching ends, and the warning signs are told."""
        if self.stage is Stage.COACHING:
            self.origin = self._clock()
            self._gave_up = self.origin - self._began
            self._say_it_does_not_ease(late=False)

    def reopen(self) -> None:
        """It had not eased after all, or a key was pressed by mistake: the same cramp goes on.

        What has been called not easing for more than a moment stays so: flexing had its chance.
        """
        now = self._clock()
        taken_back = self._may_take_back(now)
        if self._stage is not Stage.EASED and not taken_back:
            return
        lasted = now - self._began
        if lasted >= self._advice.late_seconds:
            self._gave_up = None
            self.origin, self._ended = now, None
            self._say_it_does_not_ease(late=True)
        elif self._did_not_ease and not taken_back:
            self.origin, self._ended = now, None
            self._say_it_does_not_ease(late=False)
        else:
            self._stage, self._ended, self._gave_up = Stage.COACHING, None, None
            self._named = ()
            self.origin, self._start = self._began, lasted
            self.track = self._coaching()

    def _say_it_does_not_ease(self, *, late: bool) -> None:
        self._stage = Stage.NOT_EASED
        self._did_not_ease = True
        self.track = not_eased_track(self._advice, self._lexicon, late=late)

    def _may_take_back(self, now: float) -> bool:
        gave_up = self._stage is Stage.NOT_EASED and self._gave_up is not None
        return gave_up and now - self.origin < TAKE_BACK_SECONDS

    def leave(self, at: float | None = None) -> None:
        """Guidance ends, now or at a reading of the clock; nobody has said how the cramp did."""
        now = self._clock() if at is None else at
        stage = self._stage_at(now)
        if stage is Stage.COACHING:
            self._left = Outcome(self._side, now - self._began, None)
        elif stage is Stage.NOT_EASED:
            self._left = self.outcome()
        else:
            return
        self._ended = now - self._began
        self._stage = Stage.LEFT

    def _stage_at(self, reading: float) -> Stage:
        late = reading - self._began >= self._advice.late_seconds
        return Stage.NOT_EASED if self._stage is Stage.COACHING and late else self._stage

    def _name(self, side: Side, now: float) -> None:
        """Say the leg next; another that has not been said yet is not said any more."""
        said = tuple(name for name in self._named if self._is_said(name, now))
        self._named = (*said, NamedSide(now, side))
        self.track = self._coaching()

    def _is_said(self, name: NamedSide, now: float) -> bool:
        phrase = side_phrase(name.side)
        return any(cue.text == phrase and name.at <= cue.at <= now for cue in self.track.cues)

    def _coaching(self) -> Track:
        return coaching_track(
            self._advice, self._lexicon, start=self._start, named=self._named, keys=self._keys
        )


def sentence_of(snapshot: EpisodeSnapshot) -> str:
    """What there is to say of it afterwards."""
    leg = side_phrase(snapshot.side).rstrip(".").lower()
    where = f", {leg}" if leg else ""
    how = {Stage.EASED: "eased after", Stage.NOT_EASED: "not eased after"}
    return f"Cramp{where}: {how.get(snapshot.stage, 'left after')} {clock_text(snapshot.seconds)}."
