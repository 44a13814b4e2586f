"""The mixer: renders clips at their times on the clock into blocks of samples, without clicks.

It is independent of devices: a sink requests the block that begins at a time. What is heard most of
the time, silence or one clip at a settled volume, costs no Python for each sample.
"""

from __future__ import annotations

from _thread import allocate_lock  # `threading.Lock` without the imports of threading
from array import array
from collections import deque
from operator import add
from sys import byteorder

from cramp_timer.audio.player.recovery import LATE_SECONDS, made_up, to_come
from cramp_timer.audio.player.sound_file import RATE

TYPE_CHECKING = False  # as in `typing`, whose import would delay the first word of `now`
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cramp_timer.audio.player.recovery import TimedClip

FADE_SECONDS = 0.03
"""The length of the fade at a stop or a change of volume, which prevents clicks."""
STALLED_SECONDS = 0.3
"""A longer gap between two blocks is a loss of sound."""
SETTLED_FRAMES = RATE // 2
_FADE_FRAMES = round(FADE_SECONDS * RATE)
_UNITY = 1 << 16
"""A gain of 1 as a whole number."""
_LOW, _HIGH = (0, 1) if byteorder == "little" else (1, 0)
"""Where the halves of a number of 32 bits stand in memory."""


def scaled(samples: array[int], gain: float) -> array[int]:
    """Return samples times a gain from 0 to 1, rounded.

    All of them are multiplied at once, as the digits of one large number: each digit has 32 bits,
    and is raised above zero meanwhile, so that no digit reaches into the next.
    """
    count, factor = len(samples), round(gain * _UNITY)
    if factor == _UNITY:
        return samples
    wide = array("h", bytes(4 * count))
    memoryview(wide)[_LOW::2] = samples
    each = int.from_bytes(array("i", [1]) * count, byteorder)
    raised = int.from_bytes(wide, byteorder) ^ each * 0x8000
    raised = raised * factor + each * (0x8000_8000 - 0x8000 * factor)
    products = raised ^ each * 0x8000_0000
    return array("h", products.to_bytes(4 * count, byteorder))[_HIGH::2]


class _Voice:
    """A clip being played; `place` is negative while its first sample is still to come."""

    def __init__(self, note: TimedClip, samples: array[int], place: int) -> None:
        self.time, self.file, self._gain, _ = note
        self._samples = samples
        self._place = place
        self._fade_left: int | None = None

    def fade_out(self) -> None:
        if self._fade_left is None:
            self._fade_left = _FADE_FRAMES

    @property
    def over(self) -> bool:
        return self._place >= len(self._samples) or self._fade_left == 0

    def take(self, frames: int) -> array[int]:
        first, self._place = self._place, self._place + frames
        block = scaled(self._samples[max(0, first) : max(0, first + frames)], self._gain)
        before = min(frames, max(0, -first))
        if before:
            block = array("h", bytes(2 * before)) + block
        if len(block) < frames:
            block = block + array("h", bytes(2 * (frames - len(block))))
        if self._fade_left is None:
            return block
        left = self._fade_left
        self._fade_left = max(0, left - frames)
        return array(
            "h",
            [sample * max(0, left - number) // _FADE_FRAMES for number, sample in enumerate(block)],
        )


class Mixer:
    """A mixer of clips into 16-bit mono at 48 kHz, safe to use from two threads."""

    def __init__(self, load: Callable[[str], array[int]]) -> None:
        self._load = load
        self._lock = allocate_lock()
        self._score: Sequence[TimedClip] = ()
        self._pending: deque[TimedClip] = deque()
        self._rendered_until: float | None = None
        self._voices: list[_Voice] = []
        self._awaiting_start: Sequence[TimedClip] | None = None
        self._gain = self._target_gain = 0.0
        self._origin: float | None = None
        self._frames_since_origin = 0

    def play(
        self,
        notes: Sequence[TimedClip],
        origin: float,
        now: float,
        lost_since: float | None = None,
    ) -> None:
        """Play a score whose second zero is at `origin` on the clock, in place of the last one.

        A clip that is being played and is in the new score as well continues unbroken. With
        `lost_since` what was not heard since then is made up for, where there is room.
        """
        with self._lock:
            self._play(notes, origin, now)
            if lost_since is not None and self._rendered_until is None:
                # It is known how much when the device begins to ask.
                self._pending, self._rendered_until = deque(), lost_since

    def touch(self, file: str, gain: float, now: float) -> None:
        """Play one clip now, unless another sounds, or does in a moment."""
        with self._lock:
            if not self._voices and not (self._pending and self._pending[0][0] < now + 1.0):
                at = max(now, self._rendered_until or now)  # a sink may be ahead of the clock
                self._pending.appendleft((at, file, gain, 0.0))

    def _seconds_of(self, file: str) -> float:
        return len(self._load(file)) / RATE

    def _play(self, notes: Sequence[TimedClip], origin: float, now: float) -> None:
        timed = self._score = sorted(_later(note, origin) for note in notes)
        self._awaiting_start = None
        sounding = {voice.file: voice.time for voice in self._voices if not voice.over}
        wanted = {
            file
            for time, file, _, _ in timed
            if file in sounding and abs(time - sounding[file]) < LATE_SECONDS
        }
        for voice in self._voices:
            if voice.file not in wanted:
                voice.fade_out()
        self._pending = deque(
            note
            for note in timed
            if note[0] >= now - LATE_SECONDS
            and not (note[1] in wanted and note[0] < now + LATE_SECONDS)
        )

    def play_when_ready(self, notes: Sequence[TimedClip], now: float) -> None:
        """Play a score from the first block a device requests; later calls share second zero."""
        with self._lock:
            if self._origin is not None:
                self._play(notes, self._origin, now)
            else:
                self._awaiting_start = notes
                self._gain = self._target_gain

    @property
    def started_at(self) -> float | None:
        """Second zero of `play_when_ready` on the monotonic clock; `None` until it is settled."""
        return self._origin if self._frames_since_origin >= SETTLED_FRAMES else None

    @property
    def is_waiting(self) -> bool:
        """Whether `play_when_ready` was called and second zero is not settled yet."""
        return self._awaiting_start is not None or (
            self._origin is not None and self.started_at is None
        )

    def stop(self) -> None:
        """Fade out all clips and clear the score."""
        self.play((), 0.0, 0.0)

    def set_gain(self, gain: float) -> None:
        """Set the gain of the whole mix, a factor from 0 to 1."""
        self._target_gain = gain

    def quiet_until(self, time: float) -> bool:
        """Return whether no clip is being played now or begins before a time."""
        with self._lock:
            if self._voices or self._awaiting_start:
                return False
            return not (self._pending and self._pending[0][0] < time)

    def render(self, start: float, frames: int) -> array[int]:
        """Return the next block; its first sample is heard at `start` on the monotonic clock."""
        with self._lock:
            if self._awaiting_start is not None:
                self._origin = start
                self._pending = deque(sorted(_later(note, start) for note in self._awaiting_start))
                self._score = list(self._pending)
                self._awaiting_start = None
            self._notice_a_stall(start, frames)
            self._settle(start, frames)
            self._begin_voices(start, start + frames / RATE)
            parts = [voice.take(frames) for voice in self._voices]
            self._voices = [voice for voice in self._voices if not voice.over]
        if not parts:
            self._gain = self._target_gain
            return array("h", bytes(2 * frames))
        if len(parts) == 1 and self._gain == self._target_gain:
            return scaled(parts[0], self._gain)
        mixed: Sequence[int] = parts[0]
        for part in parts[1:]:
            mixed = list(map(add, mixed, part))
        return self._levelled(mixed)

    def _notice_a_stall(self, start: float, frames: int) -> None:
        """Make up for what was lost while the device asked for nothing."""
        before, self._rendered_until = self._rendered_until, start + frames / RATE
        if self._origin is not None and self._frames_since_origin < SETTLED_FRAMES:
            return  # the device is only beginning, and second zero is still being settled
        if before is not None and start - before > STALLED_SECONDS:
            self._voices.clear()
            self._make_up(before, start)

    def _make_up(self, lost_since: float, now: float) -> None:
        """Say what was lost later; that is the score from now on, and may be lost once more."""
        self._score = made_up(self._score, lost_since, now, self._seconds_of)
        self._pending = deque(to_come(self._score, now))

    def _settle(self, start: float, frames: int) -> None:
        """Correct second zero by the number of samples rendered since.

        A device requests its first blocks in a burst, so that their times on the clock are inexact
        for a moment; clips that are being played are already in the right place.
        """
        if self._origin is None or self._frames_since_origin >= SETTLED_FRAMES:
            return
        late = start - self._frames_since_origin / RATE - self._origin
        self._origin += late
        self._frames_since_origin += frames
        self._pending = deque(_later(note, late) for note in self._pending)
        for voice in self._voices:
            voice.time += late

    def _begin_voices(self, start: float, end: float) -> None:
        while self._pending and self._pending[0][0] < end:
            note = self._pending.popleft()
            time, file = note[0], note[1]
            place = min(0, -round((time - start) * RATE))
            if start - time < LATE_SECONDS:
                self._voices.append(_Voice(note, self._load(file), place))
            elif note[3] > start:  # a device that skipped less than a stall skipped its beginning
                self._make_up(time, start)

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


def _later(note: TimedClip, seconds: float) -> TimedClip:
    time, file, gain, until = note
    return time + seconds, file, gain, until + seconds if until else 0.0
