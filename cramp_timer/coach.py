"""A cramp that is being led through: the episode, the voice that follows it, and the record.

What the screen and plain mode share. Every key is a method here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from cramp_timer.audio.output import Sound
from cramp_timer.audio.score import score_of
from cramp_timer.audio.voice.pack import Pack
from cramp_timer.core.episode import Episode, Glimpse, Stage, sentence_of
from cramp_timer.core.side import Side
from cramp_timer.diary.entries import WORST, Cramp

SOON_SECONDS = 6.0
"""A voice that has not begun by then does not begin from the beginning any more."""
SAME_CRAMP_SECONDS = 120.0
"""A cramp that is back sooner than this had not eased."""
SLEPT_SECONDS = 120.0
"""After a longer sleep of the machine no voice goes on: it may be morning."""

NO_CRAMP = "No cramp: it is not in the diary. Undo there brings it back."


class Record(Protocol):
    """Where what happens is written down while it happens."""

    problem: str | None
    remarks: list[str]

    def keep(self, cramp: Cramp) -> None: ...


class Coach:
    """One cramp, led through."""

    def __init__(
        self,
        episode: Episode,
        pack: Pack,
        sound: Sound,
        record: Record,
        started: datetime,
        *,
        soon: bool = False,
    ) -> None:
        """`started` carries its offset. `soon`: the voice begins when a device can be heard."""
        self.episode = episode
        self.sound = sound
        self._pack = pack
        self._record = record
        self._cramp = Cramp.beginning(started)
        self._started = started
        self._soon = soon
        self._was_long_ago = False
        self._stage = episode.stage
        self._follow()
        self._write()

    def look(self) -> Glimpse:
        """What there is to see now; what has happened by itself is written down."""
        if self._soon:
            self._wait_for_the_voice()
        if self.episode.stage is not self._stage:
            self._stage = self.episode.stage
            self._write()
        return self.episode.look()

    def name_side(self, side: Side) -> None:
        """Which leg it is."""
        self.episode.name_side(side)
        self._changed()

    def ease(self) -> None:
        """It has eased."""
        self.episode.ease()
        self._changed()

    def give_up(self) -> None:
        """It does not ease."""
        self.episode.give_up()
        self._changed()

    def reopen(self) -> bool:
        """It had not eased after all; whether it is still the same cramp."""
        glimpse = self.episode.look()
        late = glimpse.stage is Stage.EASED and glimpse.since > SAME_CRAMP_SECONDS
        if late or self._was_long_ago or glimpse.stage is Stage.LEFT:
            return False
        self.episode.reopen()
        self._cramp = replace(self._cramp, was_none=False)
        self._changed()
        return True

    def slept(self, since: float, seconds: float) -> None:
        """The machine slept: after a long sleep guidance is over, as of when it fell asleep."""
        if seconds > SLEPT_SECONDS:
            self._was_long_ago = True
            self.episode.leave(since)
            self._stage = self.episode.stage
            self._write()
            self.sound.silence()

    def _wait_for_the_voice(self) -> None:
        """Follow a voice that begins at once; one that comes later joins in where we are."""
        if self.sound.began is not None:
            self._soon = False
            self.episode.heard_from(self.sound.began)
        elif self.episode.look().seconds > SOON_SECONDS:
            self._soon = False
            self._follow()

    def leave(self) -> str:
        """Guidance ends here; what there is to say of it."""
        glimpse = self.episode.look()
        self.episode.leave()
        self._stage = self.episode.stage
        self._write()
        self.sound.silence()
        return sentence_of(self.episode.look() if glimpse.stage is Stage.COACHING else glimpse)

    def was_none(self) -> str:
        """It was no cramp but a slip of a key: nothing stays of it; what there is to say of it."""
        self._cramp = replace(self._cramp, was_none=True)
        self.leave()
        return NO_CRAMP

    @property
    def worst(self) -> int | None:
        """How bad it was, where somebody said."""
        return self._cramp.worst

    def rate(self, worst: int | None) -> None:
        """How bad it was, 0 to 10, or no answer."""
        if worst is None or 0 <= worst <= WORST:
            self._cramp = replace(self._cramp, worst=worst)
            self._write()

    def problems(self) -> list[str]:
        """What is wrong so far with the clips or the record, a sentence each; it goes on."""
        problem = self._record.problem
        unwritten = [f"not kept: {problem}"] if problem else []
        return [*self._pack.problems, *self.sound.broken, *self._record.remarks, *unwritten]

    def _changed(self) -> None:
        self._stage = self.episode.stage
        self._follow()
        self._write()

    def _follow(self) -> None:
        score = score_of(self.episode.track.cues, self._pack)
        if self.episode.stage is Stage.LEFT:
            self.sound.silence()
        elif self._soon and self.episode.stage is Stage.COACHING:
            self.sound.play_soon(score)
        else:
            self._soon = False
            self.sound.play(score, self.episode.origin)

    def _write(self) -> None:
        outcome = self.episode.outcome()
        ended = None
        if outcome.ended is not None:
            ended = (self._started + timedelta(seconds=outcome.ended)).astimezone()
        self._cramp = replace(
            self._cramp,
            side=None if outcome.side is Side.NONE else outcome.side,
            ended=ended,
            eased=outcome.eased,
        )
        self._record.keep(self._cramp)
