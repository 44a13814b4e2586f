"""Devices that take sound, each behind the same small protocol. Runs in the player process only.

A sink asks its source for the block that begins at a reading of the monotonic clock.
"""

from __future__ import annotations

import threading
import time
from array import array
from collections import deque
from collections.abc import Generator
from typing import Protocol

from cramp_timer.audio.backends import simpleaudio_is_safe
from cramp_timer.audio.sound_file import RATE


class Source(Protocol):
    """Where the sound comes from: the mixer, or a test's own."""

    def render(self, start: float, frames: int) -> array[int]: ...
    def quiet_until(self, time: float) -> bool: ...


class Sink(Protocol):
    """A device: opened once, it takes sound until it is closed."""

    def open(self, source: Source) -> None:
        """Begin to take sound; may raise anything, or hang."""

    def idle_seconds(self) -> float:
        """How long ago the device last asked for sound: more than a moment means it is gone."""

    def close(self) -> None: ...


class ClockMap:
    """Which reading of the clock a sample will be heard at.

    A device asks for a block as soon as it has room, or later when the machine is busy, never
    earlier. So the least lateness of the last two seconds is the true one; after a gap in the
    sound the map comes right again by itself.
    """

    WINDOW_SECONDS = 2.0

    def __init__(self) -> None:
        self._asked: deque[tuple[float, float]] = deque()

    def start_of(self, frame: int, now: float) -> float:
        """The reading at which a frame is heard, when its block is asked for now."""
        offset = now - frame / RATE
        while self._asked and self._asked[-1][1] >= offset:
            self._asked.pop()
        self._asked.append((now, offset))
        while self._asked[0][0] < now - self.WINDOW_SECONDS:
            self._asked.popleft()
        return self._asked[0][1] + frame / RATE


class MiniaudioSink:
    """One stream that stays open; every cue's time becomes a sample inside the callback."""

    BLOCK_MILLISECONDS = 40

    def __init__(self) -> None:
        import miniaudio

        self._last = time.monotonic()
        self._device = miniaudio.PlaybackDevice(
            miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=self.BLOCK_MILLISECONDS,
            app_name="cramp-timer",
            backends=[each for each in miniaudio.Backend if each is not miniaudio.Backend.NULL],
        )

    def open(self, source: Source) -> None:
        blocks = self._blocks(source)
        next(blocks)
        self._device.start(blocks)

    def _blocks(self, source: Source) -> Generator[array[int], int, None]:
        heard_at, frame = ClockMap(), 0
        block = array("h")
        while True:
            frames = yield block
            self._last = time.monotonic()
            block = source.render(heard_at.start_of(frame, self._last), frames)
            frame += frames

    def idle_seconds(self) -> float:
        return time.monotonic() - self._last

    def close(self) -> None:
        self._device.close()


class SimpleaudioSink:
    """A long silent track that is being played while the sound is written into it just ahead.

    simpleaudio plays a buffer from beginning to end, reading it as it goes. One track is exact to
    the sample until the device runs dry; a new one, begun in a silence, puts that right.
    """

    TRACK_SECONDS = 40.0
    RENEW_SECONDS = 20.0
    """A track is renewed in the first silence after this."""
    AHEAD_SECONDS = 0.25
    """How far ahead of the device the sound is written; the device itself reads 0.1 s ahead."""
    STEP_SECONDS = 0.05
    SILENCE_SECONDS = 0.6

    def __init__(self) -> None:
        if not simpleaudio_is_safe():
            raise RuntimeError("this simpleaudio crashes on this Python; use simpleaudio-patched")
        import simpleaudio

        self._simpleaudio = simpleaudio
        self._closing = threading.Event()
        self._alive_at = time.monotonic()

    def open(self, source: Source) -> None:
        first = self._track()
        threading.Thread(target=self._feed, args=(source, first), daemon=True).start()

    def _track(self) -> _Track:
        samples = bytearray(2 * round(self.TRACK_SECONDS * RATE))
        playing = self._simpleaudio.play_buffer(samples, 1, 2, RATE)
        return _Track(samples, playing, time.monotonic())

    def _feed(self, source: Source, track: _Track) -> None:
        frame = round(self.AHEAD_SECONDS * RATE)
        while not self._closing.wait(self.STEP_SECONDS):
            now = time.monotonic()
            if not track.playing.is_playing():
                return
            self._alive_at = now
            age = now - track.started
            quiet = source.quiet_until(now + self.SILENCE_SECONDS)
            last_chance = self.TRACK_SECONDS - 2 * self.AHEAD_SECONDS
            if (age > self.RENEW_SECONDS and quiet) or age > last_chance:
                old, track = track, self._track()
                # The old one plays on to what was last written into it, and then silence.
                frame = round((old.started + frame / RATE - track.started) * RATE)
            until = round((now - track.started + self.AHEAD_SECONDS) * RATE)
            if until > frame:
                block = source.render(track.started + frame / RATE, until - frame)
                track.samples[2 * frame : 2 * until] = block.tobytes()
                frame = until

    def idle_seconds(self) -> float:
        return time.monotonic() - self._alive_at

    def close(self) -> None:
        self._closing.set()
        self._simpleaudio.stop_all()


class _Playing(Protocol):
    def is_playing(self) -> bool: ...


class _Track:
    def __init__(self, samples: bytearray, playing: _Playing, started: float) -> None:
        self.samples = samples
        self.playing = playing
        self.started = started


SINKS: dict[str, type[MiniaudioSink] | type[SimpleaudioSink]] = {
    "simpleaudio": SimpleaudioSink,
    "miniaudio": MiniaudioSink,
}
"""Every backend by name."""
