"""A recording: a title, chapters and a score, rendered by the mixer of the player process."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from cramp_timer.audio.player.mixer import Mixer
from cramp_timer.audio.player.sound_file import RATE, samples_of
from cramp_timer.audio.score import Score, score_of
from cramp_timer.audio.voice.pack import Pack
from cramp_timer.core.advice import Track
from cramp_timer.core.timeline import Timeline
from cramp_timer.languages.messages import _

BLOCK = RATE // 2


@dataclass(frozen=True, slots=True)
class Chapter:
    """A named part of a recording, in seconds from the start."""

    start: float
    end: float
    title: str


@dataclass(frozen=True, slots=True)
class Recording:
    """The content of an audio file; its samples are rendered on demand."""

    title: str
    seconds: float
    score: Score
    chapters: tuple[Chapter, ...]
    gain: float
    """The factor for every sample, from 0 to 1."""

    @property
    def frames(self) -> int:
        """The length in samples."""
        return round(self.seconds * RATE)

    def blocks(self) -> Iterator[array[int]]:
        """Yield all samples in order: 48 kHz, mono, 16 bits; PackError for a bad clip."""
        loaded: dict[str, array[int]] = {}

        def load(file: str) -> array[int]:
            if file not in loaded:
                loaded[file] = samples_of(file)
            return loaded[file]

        mixer = Mixer(load)
        mixer.set_gain(self.gain)
        mixer.play(self.score, 0.0, 0.0)
        for start in range(0, self.frames, BLOCK):
            yield mixer.render(start / RATE, min(BLOCK, self.frames - start))


def cramp_recording(track: Track, pack: Pack, gain: float) -> Recording:
    """Return the recording of the coaching for a cramp that does not ease."""
    title = _("A cramp, now")
    seconds = track.seconds + 1
    score = score_of(track.cues, pack)
    return Recording(title, seconds, score, (Chapter(0.0, seconds, title),), gain)


def routine_recording(timeline: Timeline, pack: Pack, gain: float) -> Recording:
    """Return the recording of a routine, with a chapter for every exercise."""
    chapters = []
    for _number, group in groupby(timeline.segments, key=lambda segment: segment.exercise):
        same = list(group)
        chapters.append(Chapter(same[0].start, same[-1].end, same[0].title))
    score = score_of(timeline.cues, pack)
    return Recording(timeline.title, timeline.duration, score, tuple(chapters), gain)
