"""A cramp that is being led through: the episode, the voice that follows it, and the record.

Screens and line mode share it. Every key is a method here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from cramp_timer.audio.output import AudioOutput
from cramp_timer.audio.score import Score, chime_score, score_of
from cramp_timer.audio.voice.pack import Pack
from cramp_timer.core.advice import signs_track
from cramp_timer.core.engine import BREATH_SECONDS
from cramp_timer.core.episode import Episode, EpisodeSnapshot, Stage, sentence_of
from cramp_timer.core.phrases import Chime
from cramp_timer.core.side import Side
from cramp_timer.diary.entries import LEGS, WORST, Cramp
from cramp_timer.diary.storage.recorder import Recorder
from cramp_timer.languages.messages import _

START_SECONDS = 6.0
"""A voice that has not begun by then joins where the coaching is, not at its beginning."""
SAME_CRAMP_SECONDS = 120.0
"""A cramp that is back sooner than this is the same one, which had not eased."""
SLEPT_SECONDS = 120.0
"""After a longer sleep of the machine no voice goes on: it may be morning."""

NO_CRAMP = _("No cramp: it is not in the diary. Undo there brings it back.")


class CrampSession:
    """One cramp, led through."""

    def __init__(
        self,
        episode: Episode,
        pack: Pack,
        output: AudioOutput,
        recorder: Recorder,
        started: datetime,
        *,
        when_ready: bool = False,
    ) -> None:
        """`started` carries its offset; `when_ready`: the voice begins once a device can sound."""
        self.episode = episode
        self.output = output
        self._pack = pack
        self._recorder = recorder
        self._cramp = Cramp.beginning(started)
        self._started = started
        self._awaits_voice = when_ready
        self._was_long_ago = False
        self._signs_until: float | None = None
        """When the warning signs that are being spoken are over, on the clock."""
        self._stage = episode.stage
        self._rendered = pack.rendered
        self._play()
        self._record()

    @property
    def tick(self) -> Score:
        """A tick, as a score."""
        return chime_score(self._pack, Chime.TICK)

    def poll(self) -> EpisodeSnapshot:
        """Return what there is to see now, and record what has happened by itself."""
        if self._pack.rendered != self._rendered:
            self._speak_anew()
        if self._awaits_voice:
            self._follow_first_voice()
        if self.episode.stage is not self._stage:
            self._stage = self.episode.stage
            self._record()
        return self.episode.snapshot()

    def name_side(self, side: Side) -> None:
        """Say which leg it is."""
        self.episode.name_side(side)
        self._change()

    def ease(self) -> None:
        """Say that it has eased."""
        self.episode.ease()
        self._change()

    def give_up(self) -> None:
        """Say that it does not ease."""
        self.episode.give_up()
        self._change()

    def reopen(self) -> bool:
        """Say that it had not eased after all; return whether it is still the same cramp."""
        snapshot = self.episode.snapshot()
        late = snapshot.stage is Stage.EASED and snapshot.since > SAME_CRAMP_SECONDS
        if late or self._was_long_ago or snapshot.stage is Stage.LEFT:
            return False
        self.episode.reopen()
        self._cramp = replace(self._cramp, was_none=False)
        self._change()
        return True

    def resume_after_sleep(self, since: float, seconds: float) -> None:
        """Account for a sleep of the machine: after a long one guidance ended when it began."""
        if seconds > SLEPT_SECONDS:
            self._was_long_ago = True
            self.episode.leave(since)
            self._stage = self.episode.stage
            self._record()
            self.output.silence()

    def leave(self) -> str:
        """End the guidance, and return a sentence about the cramp."""
        before = self.episode.snapshot()
        self.episode.leave()
        self._stage = self.episode.stage
        self._record()
        self.output.silence()
        return sentence_of(self.episode.snapshot() if before.stage is Stage.COACHING else before)

    def discard(self) -> str:
        """End the guidance of what was no cramp but a slip of a key; return a sentence."""
        self._cramp = replace(self._cramp, was_none=True)
        self.leave()
        return NO_CRAMP

    @property
    def logged(self) -> str:
        """What is in the diary, in a few words."""
        return _("Logged a cramp from {time:%H:%M}", time=self._started.astimezone())

    def take_back(self) -> str:
        """Withdraw the cramp when its guidance is over; return a sentence."""
        self._cramp = replace(self._cramp, was_none=True)
        self._record()
        return NO_CRAMP

    @property
    def worst(self) -> int | None:
        """How bad it was, 0 to 10, where somebody said."""
        return self._cramp.worst

    def rate(self, worst: int | None) -> None:
        """Say how bad it was, 0 to 10, or `None` for no answer."""
        if worst is None or 0 <= worst <= WORST:
            self._cramp = replace(self._cramp, worst=worst)
            self._record()

    def problems(self) -> list[str]:
        """Return a sentence for each thing wrong with the clips or the record so far."""
        problem = self._recorder.problem
        unsaved = [_("not kept: {problem}", problem=problem)] if problem else []
        return [*self._pack.problems, *self.output.broken, *self._recorder.remarks, *unsaved]

    def speak_signs(self) -> None:
        """Speak the warning signs in the place of the coaching, until `go_on`."""
        if self.episode.stage is not Stage.COACHING:
            return  # these are spoken by themselves, or it is over
        now = self.episode.clock()
        track = signs_track(self.episode.advice, self._pack)
        self._awaits_voice = False
        self._signs_until = now + track.seconds
        self.output.play(score_of(track.cues, self._pack), now + BREATH_SECONDS)

    def go_on(self) -> None:
        """Let the voice go on where the coaching is by now, after the warning signs."""
        if self._signs_until is not None:
            self._signs_until = None
            self._play()

    @property
    def signs_are_over(self) -> bool:
        """Whether the warning signs were spoken to their end."""
        return self._signs_until is not None and self.episode.clock() > self._signs_until

    @property
    def awaits_speech(self) -> bool:
        """Whether nothing of the coaching can be spoken yet, and there is still hope."""
        spoken = any(cue.kind == "voice" for cue in self.episode.track.cues)
        return not spoken and self.episode.snapshot().seconds < START_SECONDS

    def _speak_anew(self) -> None:
        """Go on with the clips that were rendered meanwhile; the first ones begin the coaching."""
        self._rendered = self._pack.rendered
        begins = self.awaits_speech
        self.episode.use_new_clips()
        if begins and self.episode.stage is Stage.COACHING:
            self._awaits_voice = True
            self.output.play_when_ready(score_of(self.episode.track.cues, self._pack))
        elif self._signs_until is None:
            self._play()

    def _follow_first_voice(self) -> None:
        """Bring the episode in step with a voice that begins when a device is ready."""
        if self.output.started_at is not None:
            self._awaits_voice = False
            self.episode.heard_from(self.output.started_at)
        elif self.episode.snapshot().seconds > START_SECONDS:
            self._awaits_voice = False
            self._play()

    def _change(self) -> None:
        self._stage = self.episode.stage
        self._play()
        self._record()

    def _play(self) -> None:
        self._signs_until = None
        score = score_of(self.episode.track.cues, self._pack)
        if self.episode.stage is Stage.LEFT:
            self.output.silence()
        elif self._awaits_voice and self.episode.stage is Stage.COACHING:
            self.output.play_when_ready(score, continues=True)
        else:
            self._awaits_voice = False
            self.output.play(score, self.episode.origin)

    def _record(self) -> None:
        outcome = self.episode.outcome()
        ended = None
        if outcome.ended is not None:
            ended = (self._started + timedelta(seconds=outcome.ended)).astimezone()
        self._cramp = replace(
            self._cramp,
            side=outcome.side if outcome.side in LEGS else None,
            ended=ended,
            eased=outcome.eased,
        )
        self._recorder.save(self._cramp)
