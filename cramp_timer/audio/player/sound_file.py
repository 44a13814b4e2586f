"""Sound files: reads their length and their samples, and writes WAV.

Paths are plain strings here: importing pathlib would delay the first word of `now`.
"""

from __future__ import annotations

import sys
import wave
from array import array
from os import PathLike
from os.path import basename

from cramp_timer.errors import PackError

RATE = 48_000
"""Samples per second throughout the program; all sound is mono with 16 bits."""
LONGEST_SECONDS = 600
"""A longer file is rejected, since it might not fit into memory."""
_UNREADABLE = (OSError, EOFError, RuntimeError, ValueError, wave.Error, ZeroDivisionError)
"""The errors of the WAV reader; RuntimeError where a chunk ends behind the end of the file."""
_MOST_SAMPLES = LONGEST_SECONDS * RATE


def seconds_of(file: str) -> float:
    """Return the length in seconds from the header alone; PackError where it cannot be read."""
    try:
        with open(file, "rb") as stream:
            head = stream.read(42)
        if head.startswith(b"fLaC"):
            return _flac_seconds(head)
        try:
            with wave.open(file, "rb") as sound:
                return sound.getnframes() / sound.getframerate()
        except wave.Error:  # such as floating-point samples
            return _told_seconds(file)
    except _UNREADABLE as error:
        raise PackError(
            f"{basename(file)}: not a sound file that can be played ({error})"
        ) from error


def _told_seconds(file: str) -> float:
    import miniaudio

    try:
        return float(miniaudio.get_file_info(file).duration)
    except miniaudio.MiniaudioError as error:
        raise EOFError(str(error)) from error


def _flac_seconds(head: bytes) -> float:
    # STREAMINFO: 20 bits of rate, 3 of channels, 5 of sample size, 36 of length, from byte 18.
    packed = int.from_bytes(head[18:26], "big")
    if len(head) < 42 or not packed >> 44:
        raise EOFError("the file ends in its header")
    return (packed & (1 << 36) - 1) / (packed >> 44)


def samples_of(file: str) -> array[int]:
    """Return all samples at 48 kHz, mono, 16 bits; PackError where they cannot be read."""
    try:
        samples = _plain_wave(file) or _decoded(file)
    except _UNREADABLE as error:
        raise PackError(f"{basename(file)}: cannot be played ({error})") from error
    return samples


def is_plain_wave(file: str) -> bool:
    """Return whether a file is a WAV of 48 kHz, mono, 16 bits."""
    try:
        return _plain_wave(file) is not None
    except (*_UNREADABLE, PackError):
        return False


def _plain_wave(file: str) -> array[int] | None:
    """Return the samples of a WAV that needs no conversion, without loading an audio library."""
    if not file.endswith(".wav"):
        return None
    try:
        with wave.open(file, "rb") as sound:
            if (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) != (RATE, 1, 2):
                return None
            samples = array("h", sound.readframes(min(sound.getnframes(), _MOST_SAMPLES + 1)))
            _check_length(file, len(samples), sound.getnframes())
    except wave.Error:  # another kind of WAV, for the decoder
        return None
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _decoded(file: str) -> array[int]:
    import miniaudio

    with open(file, "rb") as stream:
        content = stream.read()
    samples = array("h")
    try:
        # In pieces, since a small file can decode to an endless stream.
        for piece in miniaudio.stream_memory(
            content, miniaudio.SampleFormat.SIGNED16, 1, RATE, frames_to_read=RATE
        ):
            samples.extend(piece)
            if len(samples) > _MOST_SAMPLES:
                break
    except miniaudio.MiniaudioError as error:
        raise PackError(f"{basename(file)}: cannot be played ({error})") from error
    _check_length(file, len(samples), seconds_of(file) * RATE)
    return samples


def _check_length(file: str, samples: int, wanted: float) -> None:
    if samples > _MOST_SAMPLES:
        raise PackError(f"{basename(file)}: is longer than {LONGEST_SECONDS // 60} minutes")
    if abs(samples - wanted) > RATE / 100:
        raise PackError(f"{basename(file)}: is cut short; reinstall cramp-timer to put it back")


def write_wave(file: PathLike[str], samples: array[int]) -> None:
    """Write a WAV of 48 kHz, mono, 16 bits; OSError where it cannot be written."""
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        if sys.byteorder == "big":
            samples = samples[:]
            samples.byteswap()
        sound.writeframes(samples.tobytes())
