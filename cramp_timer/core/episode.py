"""One cramp episode from its beginning: its stage, its elapsed time and its spoken track.

The clock is a function that is passed in; reading changes nothing. The time counts up.
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
from cramp_timer.core.phrases import ClipSource
from cramp_timer.core.profile import STRICTEST, Profile
from cramp_timer.core.side import Side, leg_text
from cramp_timer.languages.messages import _

TAKE_BACK_SECONDS = 30.0
"""How long a report of not easing can be undone, in case of a slip."""


class Stage(StrEnum):
    """The stage, which selects the advice."""

    COACHING = "coaching"
    NOT_EASED = "not eased"
    EASED = "eased"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class EpisodeSnapshot:
    """An episode at one instant."""

    stage: Stage
    seconds: float
    """The duration so far, or in all."""
    side: Side
    step: Step
    since: float
    """Seconds since the current track began."""
    may_take_back: bool
    """Whether a report of not easing can still be undone."""
    checked: bool = False
    """Whether it was reported once not to ease, so that a second report ends the coaching."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result so far, for the diary; times in seconds from the beginning."""

    side: Side
    ended: float | None
    """When the cramp eased or the guidance ended; `None` while it is going on."""
    eased: bool | None
    """Whether it eased; `None` until reported."""


class Episode:
    """One cramp, from coaching to the end of guidance."""

    def __init__(
        self,
        advice: Advice,
        lexicon: ClipSource,
        clock: Callable[[], float],
        began: float,
        *,
        side: Side = Side.NONE,
        profile: Profile = STRICTEST,
        keys: ReplyKeys = ReplyKeys.ANY,
    ) -> None:
        """Start coaching; `began` is a reading of the clock."""
        self.advice = advice
        self._lexicon = lexicon
        self.clock = clock
        self._profile = profile
        self._keys = keys
        self._began = began
        self._start = 0.0
        self._stage = Stage.COACHING
        self._side = side
        self._named: tuple[NamedSide, ...] = ()
        self._ended: float | None = None
        self._checked_at: float | None = None
        """The second of the track at which it was first reported not to ease."""
        self._gave_up: float | None = None
        self._did_not_ease = False
        """It was reported, even by a slip, or ten minutes passed: no relief from then on."""
        self._left: Outcome | None = None
        self.origin = began
        """The reading of the clock at second zero of the track."""
        self.track = self._coaching()
        if side is not Side.NONE:
            self._name(side, 0.0)

    @property
    def stage(self) -> Stage:
        """The current stage; coaching ends by itself after ten minutes."""
        return self._stage_at(self.clock())

    def snapshot(self) -> EpisodeSnapshot:
        """Return the current snapshot."""
        now = self.clock()
        seconds = now - self._began if self._ended is None else self._ended
        step = self.track.step_at(now - self.origin)
        since = now - self.origin
        return EpisodeSnapshot(
            self.stage, max(0.0, seconds), self._side, step, since,
            self._may_take_back(now), self._checked_at is not None,
        )  # fmt: skip

    def outcome(self) -> Outcome:
        """Return the result so far."""
        stage = self.stage
        if stage is Stage.LEFT and self._left is not None:
            return replace(self._left, side=self._side)
        if stage is Stage.NOT_EASED:
            late = self.advice.late_seconds
            return Outcome(self._side, late if self._gave_up is None else self._gave_up, False)
        return Outcome(self._side, self._ended, True if stage is Stage.EASED else None)

    def heard_from(self, reading: float) -> None:
        """Set the reading at which the voice really began; the display follows it."""
        if self.stage is Stage.COACHING and not self._start:
            self.origin = reading

    def use_new_clips(self) -> None:
        """Speak the coaching with the clips that there are by now."""
        if self.stage is Stage.COACHING:
            self.track = self._coaching()

    def name_side(self, side: Side) -> None:
        """Set the leg, which is spoken as soon as the voice is free."""
        changed = side is not self._side
        self._side = side
        if changed and self.stage is Stage.COACHING:
            self._name(side, self.clock() - self.origin + BREATH_SECONDS)

    def ease(self) -> None:
        """End coaching as eased; after a report of not easing, offer no relief."""
        stage = self.stage
        if stage in (Stage.EASED, Stage.LEFT):
            return
        self.origin = self.clock()
        self._ended = self.origin - self._began
        self._stage = Stage.EASED
        self._did_not_ease = self._did_not_ease or stage is Stage.NOT_EASED
        self.track = eased_track(
            self.advice,
            self._lexicon,
            profile=self._profile,
            late=self._ended >= self.advice.late_seconds,
            not_before=self._did_not_ease,
            keys=self._keys,
        )

    def give_up(self) -> None:
        """Report that the cramp does not ease.

        The first report asks for a look at the leg, and coaching goes on: many cramps take several
        minutes (AAFP). The second one ends coaching and gives the warning signs.
        """
        if self.stage is not Stage.COACHING:
            return
        now = self.clock()
        if self._checked_at is None:
            self._checked_at = now - self.origin + BREATH_SECONDS
            self.track = self._coaching()
        else:
            self.origin = now
            self._gave_up = self.origin - self._began
            self._say_it_does_not_ease(late=False)

    def reopen(self) -> None:
        """Continue the same cramp: it had not eased after all, or a key was pressed by mistake.

        A report of not easing remains unless it is undone in time: flexing has been tried.
        """
        now = self.clock()
        taken_back = self._may_take_back(now)
        if self._stage is not Stage.EASED and not taken_back:
            return
        lasted = now - self._began
        if lasted >= self.advice.late_seconds:
            self._gave_up = None
            self.origin, self._ended = now, None
            self._say_it_does_not_ease(late=True)
        elif self._did_not_ease and not taken_back:
            self.origin, self._ended = now, None
            self._say_it_does_not_ease(late=False)
        else:
            self._stage, self._ended, self._gave_up = Stage.COACHING, None, None
            self._named, self._checked_at = (), None
            self.origin, self._start = self._began, lasted
            self.track = self._coaching()

    def _say_it_does_not_ease(self, *, late: bool) -> None:
        self._stage = Stage.NOT_EASED
        self._did_not_ease = True
        self.track = not_eased_track(self.advice, self._lexicon, late=late)

    def _may_take_back(self, now: float) -> bool:
        gave_up = self._stage is Stage.NOT_EASED and self._gave_up is not None
        return gave_up and now - self.origin < TAKE_BACK_SECONDS

    def leave(self, at: float | None = None) -> None:
        """End the guidance, now or at a reading of the clock, without a report on the cramp."""
        now = self.clock() if at is None else at
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
        late = reading - self._began >= self.advice.late_seconds
        return Stage.NOT_EASED if self._stage is Stage.COACHING and late else self._stage

    def _name(self, side: Side, now: float) -> None:
        """Add the leg as the next phrase; drop one that has not been spoken yet."""
        said = tuple(name for name in self._named if self._is_said(name, now))
        self._named = (*said, NamedSide(now, side))
        self.track = self._coaching()

    def _is_said(self, name: NamedSide, now: float) -> bool:
        phrase = self._lexicon.wording.side_phrase(name.side)
        return any(cue.text == phrase and name.at <= cue.at <= now for cue in self.track.cues)

    def _coaching(self) -> Track:
        return coaching_track(
            self.advice,
            self._lexicon,
            start=self._start,
            named=self._named,
            checked_at=self._checked_at,
            profile=self._profile,
            keys=self._keys,
        )


def sentence_of(snapshot: EpisodeSnapshot) -> str:
    """Return leg, outcome and duration in one sentence."""
    leg = leg_text(snapshot.side)
    where = f", {leg}" if leg else ""
    clock = clock_text(snapshot.seconds)
    if snapshot.stage is Stage.EASED:
        return _("Cramp{where}: eased after {clock}.", where=where, clock=clock)
    if snapshot.stage is Stage.NOT_EASED:
        return _("Cramp{where}: not eased after {clock}.", where=where, clock=clock)
    return _("Cramp{where}: guidance stopped after {clock}. Logged.", where=where, clock=clock)
