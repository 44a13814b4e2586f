"""AudioOutput files: how long they are, and their samples as the player wants them.

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
"""Samples a second everywhere in this program; sound is mono with 16 bits."""
LONGEST_SECONDS = 600
"""A clip that is longer is no clip, and might not fit into memory."""
_UNREADABLE = (OSError, EOFError, RuntimeError, ValueError, wave.Error, ZeroDivisionError)
"""What the reader of WAV files raises; RuntimeError where a part ends behind the whole."""
_MOST_SAMPLES = LONGEST_SECONDS * RATE


def seconds_of(file: str) -> float:
    """The length from the header alone; PackError where it cannot be read."""
    try:
        with open(file, "rb") as stream:
            head = stream.read(42)
        if head.startswith(b"fLaC"):
            return _flac_seconds(head)
        try:
            with wave.open(file, "rb") as sound:
                return sound.getnframes() / sound.getframerate()
        except wave.Error:  # such as samples of floating point
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
    """The whole file at 48 kHz, mono, 16 bits; PackError where it cannot be read."""
    try:
        samples = _plain_wave(file) or _decoded(file)
    except _UNREADABLE as error:
        raise PackError(f"{basename(file)}: cannot be played ({error})") from error
    return samples


def is_plain_wave(file: str) -> bool:
    """Whether it is a WAV of 48 kHz, mono, 16 bits."""
    try:
        return _plain_wave(file) is not None
    except (*_UNREADABLE, PackError):
        return False


def _plain_wave(file: str) -> array[int] | None:
    """A WAV that needs no conversion, read without any audio library: the quickest way to sound."""
    if not file.endswith(".wav"):
        return None
    try:
        with wave.open(file, "rb") as sound:
            if (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) != (RATE, 1, 2):
                return None
            samples = array("h", sound.readframes(min(sound.getnframes(), _MOST_SAMPLES + 1)))
            _check_length(file, len(samples), sound.getnframes())
    except wave.Error:  # another kind of WAV, which a decoder may know
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
        # In pieces, since a small file can say that it is endless.
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
    """Write 48 kHz, mono, 16 bits; OSError where it cannot be."""
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        if sys.byteorder == "big":
            samples = samples[:]
            samples.byteswap()
        sound.writeframes(samples.tobytes())
