"""A run of a routine: the engine that knows the position, and the sound that follows it.

Screens and line mode share it. Every key is a method here; after each the cues are sent
to the player anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cramp_timer.audio.output import AudioOutput
from cramp_timer.audio.score import Score, TimedClip, chime_score, score_of, single
from cramp_timer.audio.voice.pack import Pack
from cramp_timer.core.compiler import PLAIN_STYLE, Style, compile_timeline
from cramp_timer.core.engine import BREATH_SECONDS, OVER, Clock, Engine, EngineSnapshot, State
from cramp_timer.core.phrases import Chime
from cramp_timer.core.routine import Routine
from cramp_timer.core.summary import Summary, summarise
from cramp_timer.core.timeline import Kind

if TYPE_CHECKING:
    from cramp_timer.diary.storage.recorder import RunRecorder

REMIND_SECONDS = 30.0
"""The time between two sentences about the key that is waited for."""
PAUSED_SECONDS = 60.0
"""The time between two words that it is paused."""
PAUSED_TIMES = 10
"""How often that is said: who has fallen asleep in a pause is left alone."""
TICK_SECONDS = 7.5
"""The time between two soft ticks while a key is waited for."""


class RoutineSession:
    """One routine being done."""

    def __init__(
        self,
        routine: Routine,
        pack: Pack,
        output: AudioOutput,
        clock: Clock,
        *,
        restart_holds: bool = True,
        waits: bool = False,
        style: Style = PLAIN_STYLE,
        remarks: Sequence[str] = (),
        recorder: RunRecorder | None = None,
    ) -> None:
        """`remarks` are sentences to be shown beside those about the clips."""
        self.routine = routine
        self.output = output
        self._pack = pack
        self._clock = clock
        self._style = style
        self._remarks = remarks
        self._recorder = recorder
        self._recorded: tuple[State, int] | None = None
        timeline = compile_timeline(routine, pack, style)
        self.engine = Engine(timeline, clock, restart_holds=restart_holds, waits=waits)
        self._said_at: float | None = None
        """When the last word or tick of a wait or a pause was due."""
        self._ticks = self._times = 0
        self._score: Score = score_of(timeline.cues, pack)

    @property
    def tick(self) -> Score:
        """A tick, as a score."""
        return chime_score(self._pack, Chime.TICK)

    def poll(self) -> EngineSnapshot:
        """Return what there is to see now, and record what has been done by then."""
        snapshot = self.engine.snapshot()
        self._show_life(snapshot)
        if self._recorder and snapshot.state is not State.READY:
            place = (snapshot.state, snapshot.index)
            if place != self._recorded:
                self._recorded = place
                self._recorder.save(self.summary())
        return snapshot

    @property
    def is_over(self) -> bool:
        """Whether the routine was finished or stopped."""
        return self.engine.state in OVER

    def start(self) -> None:
        """Begin at the beginning."""
        self.engine.start()
        self._play()

    def pause_or_resume(self) -> None:
        """Pause where the engine is, or resume from there."""
        if self.engine.state is State.PAUSED:
            self.engine.resume()
            self._play()
        elif self.engine.state is State.RUNNING:
            self.engine.pause()
            self._say(self._pack.wording.paused)

    def pause_since(self, reading: float) -> None:
        """Pause as of an earlier reading of the clock, at which the machine fell asleep."""
        self.engine.pause(at=reading)
        self._play()

    def is_getting_ready(self) -> bool:
        """Return whether a key says now that the person is ready for the hold that follows."""
        snapshot = self.engine.snapshot()
        return snapshot.segment.waits and (
            snapshot.waiting
            or (snapshot.upcoming is not None and snapshot.position < snapshot.upcoming.entry)
        )

    def _show_life(self, snapshot: EngineSnapshot) -> None:
        """Tell one who only hears that it is paused, or which key is waited for, now and then."""
        now = self._clock()
        paused = snapshot.state is State.PAUSED
        if not (snapshot.waiting or paused):
            self._said_at = None
        elif self._said_at is None:
            self._said_at, self._ticks, self._times = now, 0, 0
        elif paused and self._times >= PAUSED_TIMES:
            return
        elif now >= self._said_at + (PAUSED_SECONDS if paused else REMIND_SECONDS):
            self._said_at, self._ticks, self._times = now, 0, self._times + 1
            holding = snapshot.segment.kind is Kind.HOLD
            words = self._pack.wording
            self._say(words.paused if paused else words.when_done if holding else words.when_there)
        elif (
            self._style.soft_ticks
            and not paused
            and now >= self._said_at + TICK_SECONDS * (self._ticks + 1)
        ):
            self._ticks += 1
            self.output.touch(self.tick)

    def _say(self, phrase: str) -> None:
        self.output.play(single(self._pack, phrase), self._clock() + BREATH_SECONDS)

    def skip(self) -> None:
        """Go to the next thing to do."""
        self.engine.skip()
        self._play()

    def back(self) -> None:
        """Go to the beginning of this segment, or to the one before."""
        self.engine.back()
        self._play()

    def change_reps(self, by: int) -> bool:
        """Give the current exercise more or fewer reps; return whether that is possible."""
        segment = self.poll().segment
        exercise = self.routine.exercises[segment.exercise]
        reps = exercise.reps + by
        if self.is_over or reps < segment.rep:
            return False
        try:
            routine = self.routine.with_exercise(
                segment.exercise, exercise.model_copy(update={"reps": reps})
            )
        except ValueError:  # more than an exercise or an hour can hold
            return False
        self.routine = routine
        timeline = compile_timeline(routine, self._pack, self._style)
        old, before = self.engine.timeline, self.engine.snapshot().position
        self.engine.replace(timeline)
        place = self.engine.snapshot().position
        # A count that is being spoken is not cut off, though it would be another one by now.
        spoken = old.voice_at(before)
        new = score_of(timeline.cues, self._pack)
        if spoken is not None:
            uncut = TimedClip(spoken.at + place - before, str(self._pack.folder / spoken.clip))
            free = uncut.at + spoken.duration
            new = (*(note for note in new if not uncut.at <= note.at < free), uncut)
        self._score = tuple(sorted(new))
        self._play()
        return True

    def problems(self) -> list[str]:
        """Return a sentence for each thing wrong with settings, clips or diary so far."""
        unsaved = self._recorder.problems() if self._recorder else []
        return [*self._remarks, *self._pack.problems, *self.output.broken, *unsaved]

    def stop(self) -> None:
        """End the run where it is."""
        self.engine.stop()
        self._play()
        self.poll()

    def summary(self) -> Summary:
        """Return what was done so far."""
        return summarise(self.engine)

    def _play(self) -> None:
        """Let the sound follow the engine."""
        origin = self.engine.origin
        if origin is None:
            self.output.silence()
        else:
            gate = self.engine.gate
            score = self._score
            if gate is not None:  # what follows it waits for the key
                score = tuple(clip for clip in score if clip.at < gate)
            self.output.play(score, origin)
