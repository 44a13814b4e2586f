"""Sound files: how long they are, and their samples as the player wants them."""

from __future__ import annotations

import sys
import wave
from array import array
from pathlib import Path

from cramp_timer.errors import PackError

RATE = 48_000
"""Samples a second everywhere in this program; sound is mono with 16 bits."""


def seconds_of(file: Path) -> float:
    """The length from the header alone; PackError where it cannot be read."""
    try:
        with file.open("rb") as stream:
            head = stream.read(42)
        if head.startswith(b"fLaC"):
            return _flac_seconds(head)
        with wave.open(str(file), "rb") as sound:
            return sound.getnframes() / sound.getframerate()
    except (OSError, EOFError, wave.Error, ZeroDivisionError) as error:
        raise PackError(f"{file.name}: not a sound file that can be played ({error})") from error


def _flac_seconds(head: bytes) -> float:
    # STREAMINFO: 20 bits of rate, 3 of channels, 5 of sample size, 36 of length, from byte 18.
    packed = int.from_bytes(head[18:26], "big")
    if len(head) < 42 or not packed >> 44:
        raise EOFError("the file ends in its header")
    return (packed & (1 << 36) - 1) / (packed >> 44)


def samples_of(file: Path) -> array[int]:
    """The whole file at 48 kHz, mono, 16 bits; PackError where it cannot be read."""
    try:
        samples = _plain_wave(file) or _decoded(file)
    except (OSError, EOFError, ValueError, wave.Error) as error:
        raise PackError(f"{file.name}: cannot be played ({error})") from error
    if abs(len(samples) / RATE - seconds_of(file)) > 0.01:
        raise PackError(f"{file.name}: is cut short; reinstall cramp-timer to put it back")
    return samples


def _plain_wave(file: Path) -> array[int] | None:
    """A WAV that needs no conversion, read without any audio library: the quickest way to sound."""
    if file.suffix != ".wav":
        return None
    with wave.open(str(file), "rb") as sound:
        if (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) != (RATE, 1, 2):
            return None
        samples = array("h", sound.readframes(sound.getnframes()))
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _decoded(file: Path) -> array[int]:
    import miniaudio

    try:
        decoded = miniaudio.decode(
            file.read_bytes(), miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=RATE
        )
    except miniaudio.MiniaudioError as error:
        raise PackError(f"{file.name}: cannot be played ({error})") from error
    return array("h", decoded.samples)
