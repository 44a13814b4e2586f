"""A run of a routine: the engine that knows where we are, and the sound that follows it.

What screens and plain mode share. Every key is a method here; after each the sound is told anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from cramp_timer.audio.output import Sound
from cramp_timer.audio.score import Score, score_of, single
from cramp_timer.audio.voice.pack import Pack
from cramp_timer.core.compiler import PLAIN_STYLE, Style, compile_timeline
from cramp_timer.core.engine import BREATH_SECONDS, Clock, Engine, Moment, State
from cramp_timer.core.routine import Exercise, Routine
from cramp_timer.core.summary import Summary, summarise


class Kept(Protocol):
    """Where a run is written down while it is being done."""

    def keep(self, summary: Summary) -> None: ...
    def problems(self) -> list[str]: ...


class Session:
    """One routine being done."""

    def __init__(
        self,
        routine: Routine,
        pack: Pack,
        sound: Sound,
        clock: Clock,
        *,
        restart_holds: bool = True,
        style: Style = PLAIN_STYLE,
        remarks: Sequence[str] = (),
        kept: Kept | None = None,
    ) -> None:
        """`remarks` are sentences that should be told beside those about the clips."""
        self.routine = routine
        self.sound = sound
        self._pack = pack
        self._clock = clock
        self._style = style
        self._remarks = remarks
        self._kept = kept
        self._written: tuple[State, int] | None = None
        timeline = compile_timeline(routine, pack, style)
        self.engine = Engine(timeline, clock, restart_holds=restart_holds)
        self._score: Score = score_of(timeline.cues, pack)

    def look(self) -> Moment:
        """What there is to see now; what has been done by then is written down."""
        moment = self.engine.look()
        if self._kept and moment.state is not State.READY:
            place = (moment.state, moment.index)
            if place != self._written:
                self._written = place
                self._kept.keep(self.summary())
        return moment

    def start(self) -> None:
        """Begin."""
        self.engine.start()
        self._follow()

    def pause_or_resume(self) -> None:
        """Stand still, or go on."""
        if self.engine.state is State.PAUSED:
            self.engine.resume()
            self._follow()
        elif self.engine.state is State.RUNNING:
            self.engine.pause()
            self.sound.play(single(self._pack, "Paused."), self._clock() + BREATH_SECONDS)

    def pause_since(self, reading: float) -> None:
        """The machine slept from this reading of the clock on: wait where it fell asleep."""
        self.engine.pause(at=reading)
        self._follow()

    def skip(self) -> None:
        """To the next thing to do."""
        self.engine.skip()
        self._follow()

    def back(self) -> None:
        """Again, or to what came before."""
        self.engine.back()
        self._follow()

    def change_reps(self, by: int) -> bool:
        """More or fewer reps of the exercise that is being done; whether that was possible."""
        segment = self.look().segment
        exercise = self.routine.exercises[segment.exercise]
        reps = exercise.reps + by
        if self.engine.state in (State.FINISHED, State.STOPPED) or reps < segment.rep:
            return False
        try:
            routine = self._with(segment.exercise, exercise.model_copy(update={"reps": reps}))
        except ValueError:  # more than an exercise or an hour can hold
            return False
        self.routine = routine
        timeline = compile_timeline(routine, self._pack, self._style)
        self._score = score_of(timeline.cues, self._pack)
        self.engine.replace(timeline)
        self._follow()
        return True

    def _with(self, number: int, exercise: Exercise) -> Routine:
        exercises = (
            *self.routine.exercises[:number], exercise, *self.routine.exercises[number + 1 :]
        )  # fmt: skip
        changed = self.routine.model_copy(update={"exercises": exercises})
        return Routine.model_validate(changed.model_dump())

    def problems(self) -> list[str]:
        """What is wrong with settings, clips or the diary, a sentence each; it goes on."""
        unkept = self._kept.problems() if self._kept else []
        return [*self._remarks, *self._pack.problems, *self.sound.broken, *unkept]

    def stop(self) -> None:
        """End it here."""
        self.engine.stop()
        self._follow()
        self.look()

    def summary(self) -> Summary:
        """What was done so far."""
        return summarise(self.engine)

    def _follow(self) -> None:
        """Let the sound follow the engine."""
        origin = self.engine.origin
        if origin is None:
            self.sound.silence()
        else:
            self.sound.play(self._score, origin)
