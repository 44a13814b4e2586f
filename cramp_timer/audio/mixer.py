"""Mixes clips into blocks of samples, each at its time on the clock, without a click.

Knows no device: a sink asks for the block that begins at a time and gets it. Lists and arrays are
quick enough: most blocks are silence, and one second of speech costs a few milliseconds.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Sequence
from operator import add
from threading import Lock
from typing import NamedTuple

from cramp_timer.audio.sound_file import RATE

FADE_SECONDS = 0.03
"""Every start in the middle, stop and change of volume takes this long, so that none clicks."""
LATE_SECONDS = 0.1
"""A clip that is later than this when its turn comes is left out instead of being late."""
_FADE_FRAMES = round(FADE_SECONDS * RATE)


class Timed(NamedTuple):
    """A clip and the clock's reading at which it begins."""

    time: float
    file: str


class _Voice:
    """A clip that sounds; `place` is negative while its first sample is still to come."""

    def __init__(self, timed: Timed, samples: array[int], place: int) -> None:
        self.timed = timed
        self._samples = samples
        self._place = place
        self._fade_left: int | None = None

    def fade_out(self) -> None:
        if self._fade_left is None:
            self._fade_left = _FADE_FRAMES

    @property
    def over(self) -> bool:
        return self._place >= len(self._samples) or self._fade_left == 0

    def take(self, frames: int) -> Sequence[int]:
        first, self._place = self._place, self._place + frames
        block = self._samples[max(0, first) : max(0, first + frames)]
        before = min(frames, max(0, -first))
        block = array("h", bytes(2 * before)) + block
        block.extend(array("h", bytes(2 * (frames - len(block)))))
        if self._fade_left is None:
            return block
        left = self._fade_left
        self._fade_left = max(0, left - frames)
        return [
            sample * max(0, left - number) // _FADE_FRAMES for number, sample in enumerate(block)
        ]


class Mixer:
    """What should sound, turned into 16-bit mono at 48 kHz. Safe between two threads."""

    def __init__(self, load: Callable[[str], array[int]]) -> None:
        self._load = load
        self._lock = Lock()
        self._pending: deque[Timed] = deque()
        self._voices: list[_Voice] = []
        self._gain = self._target_gain = 0.0

    def play(self, notes: Sequence[Timed], now: float) -> None:
        """Sound these from now on; what sounds already and is among them goes on unbroken."""
        with self._lock:
            sounding = {voice.timed.file: voice for voice in self._voices if not voice.over}
            wanted = {
                note.file
                for note in notes
                if note.file in sounding
                and abs(note.time - sounding[note.file].timed.time) < LATE_SECONDS
            }
            for voice in self._voices:
                if voice.timed.file not in wanted:
                    voice.fade_out()
            self._pending = deque(
                note
                for note in sorted(notes)
                if note.time >= now - LATE_SECONDS
                and not (note.file in wanted and note.time < now + LATE_SECONDS)
            )

    def stop(self) -> None:
        """Fade to silence."""
        self.play((), 0.0)

    def set_gain(self, gain: float) -> None:
        """Loudness as a factor from 0 to 1."""
        self._target_gain = gain

    def quiet_until(self, time: float) -> bool:
        """Whether nothing sounds now or begins before a time."""
        with self._lock:
            return not self._voices and not (self._pending and self._pending[0].time < time)

    def render(self, start: float, frames: int) -> array[int]:
        """The next block; `start` is the clock's reading at which its first sample is heard."""
        with self._lock:
            self._begin_voices(start, start + frames / RATE)
            parts = [voice.take(frames) for voice in self._voices]
            self._voices = [voice for voice in self._voices if not voice.over]
        if not parts:
            self._gain = self._target_gain
            return array("h", bytes(2 * frames))
        mixed = parts[0]
        for part in parts[1:]:
            mixed = list(map(add, mixed, part))
        return self._levelled(mixed)

    def _begin_voices(self, start: float, end: float) -> None:
        while self._pending and self._pending[0].time < end:
            timed = self._pending.popleft()
            place = min(0, -round((timed.time - start) * RATE))
            if start - timed.time < LATE_SECONDS:
                self._voices.append(_Voice(timed, self._load(timed.file), place))

    def _levelled(self, samples: Sequence[int]) -> array[int]:
        gain, target = self._gain, self._target_gain
        if gain == target:
            scaled = [int(sample * gain) for sample in samples]
        else:
            step = (target - gain) / max(_FADE_FRAMES, len(samples))
            scaled = [int(sample * (gain + step * n)) for n, sample in enumerate(samples)]
            near = len(samples) >= _FADE_FRAMES
            self._gain = target if near else gain + step * len(samples)
            if abs(self._gain - target) < 1e-3:
                self._gain = target
        try:
            return array("h", scaled)
        except OverflowError:
            return array("h", [max(-32768, min(32767, sample)) for sample in scaled])
