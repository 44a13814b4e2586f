"""Sinks: audio devices behind one small protocol, used in the player process only.

A sink requests from its source the block that begins at a time on the monotonic clock.
"""

from __future__ import annotations

import os
import time
from array import array
from collections import deque

from cramp_timer.audio.player.backends import PIPE_COMMANDS, pipe_command, simpleaudio_is_safe
from cramp_timer.audio.player.mixer import STALLED_SECONDS
from cramp_timer.audio.player.sound_file import RATE
from cramp_timer.system.clock import monotonic

TYPE_CHECKING = False  # as in `typing`, whose import would delay the first word of `now`
if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Protocol

    class Source(Protocol):
        """A source of samples: the mixer, or a test double."""

        def render(self, start: float, frames: int) -> array[int]: ...
        def quiet_until(self, time: float) -> bool: ...

    class Sink(Protocol):
        """An audio device that is opened once and plays until it is closed."""

        def open(self, source: Source) -> None:
            """Start playback; may raise any exception, or hang."""

        def idle_seconds(self) -> float:
            """Return the seconds since the device last requested samples; many if it is gone."""

        def close(self) -> None: ...

    class Playing(Protocol):
        """simpleaudio's handle of a buffer that is being played."""

        def is_playing(self) -> bool: ...


class ClockMap:
    """A map from the number of a sample to the time on the clock at which it is heard.

    A device requests a block as soon as it has room, or later when the machine is busy, never
    earlier. So the least delay of the last two seconds is the true one; after a gap in the sound
    the map corrects itself within that time.
    """

    WINDOW_SECONDS = 2.0

    def __init__(self) -> None:
        self._asked: deque[tuple[float, float]] = deque()

    def start_of(self, frame: int, now: float) -> float:
        """Return the time at which a frame is heard, given that its block is requested now."""
        offset = now - frame / RATE
        while self._asked and self._asked[-1][1] >= offset:
            self._asked.pop()
        self._asked.append((now, offset))
        while self._asked[0][0] < now - self.WINDOW_SECONDS:
            self._asked.popleft()
        return self._asked[0][1] + frame / RATE


SAME_BURST_SECONDS = 0.01
"""Requests less far apart fill one buffer, and tell how much the device keeps in hand."""
DEEPEST_SECONDS = 3.0
BOTTOMLESS_SECONDS = 5.0


class Feed:
    """Blocks of samples for a device that asks for them one after the other."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._heard_at = ClockMap()
        self._frame = 0
        self._burst = 0
        self._depth = 0.0
        """The seconds that the device keeps in hand, as far as is known by now."""
        self._begun = self._last = monotonic()

    def block(self, frames: int) -> array[int]:
        """Return the next samples; they are heard when the device gets to them."""
        now = monotonic()
        if now - self._last > self._depth + STALLED_SECONDS:
            self._heard_at = ClockMap()
        self._burst = frames + (self._burst if now - self._last < SAME_BURST_SECONDS else 0)
        self._depth = min(max(self._depth, self._burst / RATE), DEEPEST_SECONDS)
        self._last = now
        if self._frame / RATE - (now - self._begun) > BOTTOMLESS_SECONDS:
            time.sleep(frames / RATE)  # a device that takes all at once sounds nowhere
        block = self._source.render(self._heard_at.start_of(self._frame, now), frames)
        self._frame += frames
        return block

    def idle_seconds(self) -> float:
        """Return the seconds since the device should have asked for more."""
        return max(0.0, monotonic() - self._last - self._depth)


class PipeSink:
    """A program of the system that plays what is written into its standard input.

    For machines for which no sound library has a wheel, such as Linux on ARM.
    """

    BLOCK_FRAMES = RATE // 50
    PIPE_BYTES = 4096
    """The smallest pipe of Linux; a whole one would hold 0.7 s, and pause would be as late."""
    _SET_PIPE_SIZE = 1031

    def __init__(self, device: str = "") -> None:
        """Start the first program that is there; RuntimeError where there is none."""
        command = pipe_command()
        if command is None:
            raise RuntimeError(f"none of {', '.join(each[0] for each in PIPE_COMMANDS)} is here")
        if device:
            option = {"pacat": "--device", "pw-cat": "--target", "aplay": "--device"}
            command = [*command, f"{option[os.path.basename(command[0])]}={device}"]
        import subprocess

        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._feed: Feed | None = None

    def open(self, source: Source) -> None:
        import fcntl
        import threading

        assert self._process.stdin is not None
        fcntl.fcntl(self._process.stdin, self._SET_PIPE_SIZE, self.PIPE_BYTES)
        self._feed = Feed(source)
        threading.Thread(target=self._write, args=(self._feed,), daemon=True).start()

    def _write(self, feed: Feed) -> None:
        assert self._process.stdin is not None
        try:
            while True:
                self._process.stdin.write(feed.block(self.BLOCK_FRAMES).tobytes())
                self._process.stdin.flush()
        except OSError:  # the program ended, and is missed by `idle_seconds`
            return

    def idle_seconds(self) -> float:
        if self._process.poll() is not None:
            return float("inf") if self._feed is None else self._feed.idle_seconds() + 1.0
        return 0.0 if self._feed is None else self._feed.idle_seconds()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()


class MiniaudioSink:
    """One stream that stays open; the callback converts cue times to sample positions."""

    BLOCK_MILLISECONDS, BLOCKS = 80, 2
    """What the device keeps in hand: less wakes this process more often, more delays a pause."""

    def __init__(self, device: str = "") -> None:
        """Select the device with `device` in its name; an empty text selects the default."""
        import miniaudio

        self._feed: Feed | None = None
        self._device = miniaudio.PlaybackDevice(
            miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=self.BLOCK_MILLISECONDS,
            callback_periods=self.BLOCKS,
            device_id=_device_id(device) if device else None,
            app_name="cramp-timer",
            backends=[each for each in miniaudio.Backend if each is not miniaudio.Backend.NULL],
        )

    def open(self, source: Source) -> None:
        self._feed = Feed(source)
        blocks = self._blocks(self._feed)
        next(blocks)
        self._device.start(blocks)

    def _blocks(self, feed: Feed) -> Generator[array[int], int, None]:
        block = array("h")
        while True:
            frames = yield block
            block = feed.block(frames)

    def idle_seconds(self) -> float:
        return 0.0 if self._feed is None else self._feed.idle_seconds()

    def close(self) -> None:
        self._device.close()


def _device_id(name: str) -> object:
    import miniaudio

    found = miniaudio.Devices().get_playbacks()
    for device in found:
        if name.casefold() in device["name"].casefold():
            return device["id"]
    there = ", ".join(device["name"] for device in found) or "none"
    raise RuntimeError(f"no device has {name!r} in its name; there are: {there}")


class SimpleaudioSink:
    """A long silent track whose samples are written just ahead of its playback.

    simpleaudio plays a buffer from beginning to end, reading it as it goes. One track is exact to
    the sample until the device underruns; a new one, begun in a silence, corrects that.
    """

    TRACK_SECONDS = 40.0
    FIRST_TRACK_SECONDS = 8.0
    """The first track is short: allocating a long one would delay the first sound."""
    RENEW_SHARE = 0.5
    """A track is replaced in the first silence after this share of its length."""
    AHEAD_SECONDS = 0.25
    """How far ahead of playback samples are written; the device itself reads 0.1 s ahead."""
    FIRST_SECONDS = 0.15
    """The length written before the first track starts: what the device reads at once."""
    STEP_SECONDS = 0.05
    SILENCE_SECONDS = 0.6

    def __init__(self, device: str = "") -> None:
        """Raise RuntimeError if `device` is not empty, or if this simpleaudio would crash."""
        if device:
            raise RuntimeError("this library cannot choose a device; miniaudio can")
        if not simpleaudio_is_safe():
            raise RuntimeError("this simpleaudio crashes on this Python; use simpleaudio-patched")
        import simpleaudio

        self._simpleaudio = simpleaudio
        self._closed = False
        self._alive_at = monotonic()

    def open(self, source: Source) -> None:
        # The score begins with the first sample of the first track.
        beginning = source.render(monotonic(), round(self.FIRST_SECONDS * RATE))
        first = self._track(self.FIRST_TRACK_SECONDS, beginning)
        import threading  # after the first sound has started, not to delay it

        threading.Thread(target=self._feed, args=(source, first), daemon=True).start()

    def _track(self, seconds: float, beginning: array[int]) -> _Track:
        samples = bytearray(2 * round(seconds * RATE))
        samples[: 2 * len(beginning)] = beginning.tobytes()
        playing = self._simpleaudio.play_buffer(samples, 1, 2, RATE)
        return _Track(samples, playing, monotonic())

    def _feed(self, source: Source, track: _Track) -> None:
        frame = round(self.FIRST_SECONDS * RATE)
        while not self._closed:
            now = monotonic()
            if not track.playing.is_playing():
                return
            self._alive_at = now
            age = now - track.started
            quiet = source.quiet_until(now + self.SILENCE_SECONDS)
            length = len(track.samples) / 2 / RATE
            last_chance = length - 2 * self.AHEAD_SECONDS
            if (age > self.RENEW_SHARE * length and quiet) or age > last_chance:
                old, track = track, self._track(self.TRACK_SECONDS, array("h"))
                # The old track plays up to its last written sample, and then silence.
                frame = round((old.started + frame / RATE - track.started) * RATE)
            until = round((now - track.started + self.AHEAD_SECONDS) * RATE)
            if until > frame:
                block = source.render(track.started + frame / RATE, until - frame)
                track.samples[2 * frame : 2 * until] = block.tobytes()
                frame = until
            time.sleep(self.STEP_SECONDS)  # the device reads by itself; this stays ahead of it

    def idle_seconds(self) -> float:
        return monotonic() - self._alive_at

    def close(self) -> None:
        self._closed = True
        self._simpleaudio.stop_all()


class _Track:
    def __init__(self, samples: bytearray, playing: Playing, started: float) -> None:
        self.samples = samples
        self.playing = playing
        self.started = started


SINKS: dict[str, type[MiniaudioSink] | type[SimpleaudioSink] | type[PipeSink]] = {
    "simpleaudio": SimpleaudioSink,
    "miniaudio": MiniaudioSink,
    "pipe": PipeSink,
}
"""The sink of each backend, by the backend's name."""
