"""Sound files: reads their length and their samples, and writes WAV.

Paths are plain strings here: importing pathlib would delay the first word of `now`.
"""

from __future__ import annotations

import os
import sys
import wave
from array import array
from os import PathLike
from os.path import basename

from cramp_timer.errors import PackError
from cramp_timer.languages.messages import _

RATE = 48_000
"""Samples per second throughout the program; all sound is mono with 16 bits."""
LONGEST_SECONDS = 600
"""A longer file is rejected, since it might not fit into memory."""
_HEAD_BYTES, _TOLD_BYTES, _CLAIMS_BYTES = 256, 144, 65_536
_MPEG1_RATES = {3: {0: 44_100, 1: 48_000, 2: 32_000}}
_UNREADABLE = (OSError, EOFError, RuntimeError, ValueError, wave.Error, ZeroDivisionError)
"""The errors of the WAV reader; RuntimeError where a chunk ends behind the end of the file."""
_MOST_SAMPLES = LONGEST_SECONDS * RATE


def seconds_of(file: str) -> float:
    """Return the length in seconds from the header alone; PackError where it cannot be read."""
    try:
        with open(file, "rb") as stream:
            head = stream.read(_HEAD_BYTES)
        if head.startswith(b"OggS"):
            with open(file, "rb") as stream:
                _check_claims(stream.read(_CLAIMS_BYTES), os.path.getsize(file))
        if head.startswith(b"fLaC"):
            return _flac_seconds(head)
        if seconds := _mp3_seconds(head):
            return seconds
        try:
            with wave.open(file, "rb") as sound:
                return sound.getnframes() / sound.getframerate()
        except wave.Error:  # such as floating-point samples
            return _told_seconds(file)
    except _UNREADABLE as error:
        raise PackError(
            _(
                "{file}: not a sound file that can be played ({error})",
                file=basename(file),
                error=error,
            )
        ) from error


def _told_seconds(file: str) -> float:
    try:
        import miniaudio
    except ImportError:
        from cramp_timer.audio.player.other_decoder import seconds_of_sound

        return seconds_of_sound(file)
    try:
        return float(miniaudio.get_file_info(file).duration)
    except miniaudio.MiniaudioError as error:
        raise EOFError(str(error)) from error


def _flac_seconds(head: bytes) -> float:
    # STREAMINFO: 20 bits of rate, 3 of channels, 5 of sample size, 36 of length, from byte 18.
    packed = int.from_bytes(head[18:26], "big")
    if len(head) < 42 or not packed >> 44:
        raise EOFError(_("the file ends in its header"))
    return (packed & (1 << 36) - 1) / (packed >> 44)


def _mp3_seconds(head: bytes) -> float:
    """Return the length that an encoder left in the first frame of an MP3; 0 where there is none.

    The frames of 1152 samples, without the delay and the padding of the encoder, in 12 bits each.
    """
    place = max(head.find(b"Xing"), head.find(b"Info"))
    header = head[place : place + _TOLD_BYTES]
    if head[:1] != b"\xff" or place < 0 or len(header) < _TOLD_BYTES or not header[7] & 1:
        return 0.0
    parts = [4 if header[7] & flag else 0 for flag in (1, 2)]
    parts += [100 if header[7] & 4 else 0, 4 if header[7] & 8 else 0]
    lame = 8 + sum(parts)
    packed = int.from_bytes(header[lame + 21 : lame + 24], "big")
    frames = int.from_bytes(header[8:12], "big")
    rate = _MPEG1_RATES.get(head[1] >> 3 & 3, {}).get(head[2] >> 2 & 3, 0)
    samples = frames * 1152 - (packed >> 12) - (packed & 0xFFF)
    return max(0, samples) / rate if rate else 0.0


def samples_of(file: str) -> array[int]:
    """Return all samples at 48 kHz, mono, 16 bits; PackError where they cannot be read."""
    try:
        samples = _plain_wave(file) or _decoded(file)
    except _UNREADABLE as error:
        raise PackError(
            _("{file}: cannot be played ({error})", file=basename(file), error=error)
        ) from error
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
    try:
        import miniaudio
    except ImportError:
        from cramp_timer.audio.player.other_decoder import samples_of_sound

        return samples_of_sound(file, RATE, _MOST_SAMPLES)
    with open(file, "rb") as stream:
        content = stream.read()
    _check_claims(content, len(content))
    wanted = seconds_of(file) * RATE  # a broken header is refused here; decoding it may never end
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
        raise PackError(
            _("{file}: cannot be played ({error})", file=basename(file), error=error)
        ) from error
    _check_length(file, len(samples), wanted)
    return samples


def _check_claims(content: bytes, size: int) -> None:
    """Raise EOFError for comments that claim to be longer than the whole file of `size` bytes.

    A library reserves what they claim: six kilobytes can ask for two gigabytes and 15 seconds.
    """
    if content.startswith(b"OggS"):
        place = content.find(b"\x03vorbis") + 7
        if place < 7:
            return
        place += 4 + int.from_bytes(content[place : place + 4], "little")
        count = int.from_bytes(content[place : place + 4], "little")
        place += 4
        if count > size // 4:
            raise EOFError(_("it claims more comments than it holds"))
        for _comment in range(count):
            if place >= len(content):
                break
            place += 4 + int.from_bytes(content[place : place + 4], "little")
    elif content.startswith(b"fLaC"):
        place, is_last = 4, False
        while not is_last and place < len(content):
            is_last = bool(content[place] & 0x80)
            place += 4 + int.from_bytes(content[place + 1 : place + 4], "big")
    else:
        return
    if place > size:
        raise EOFError(_("it claims to be longer than it is"))


def _check_length(file: str, samples: int, wanted: float) -> None:
    if samples > _MOST_SAMPLES:
        raise PackError(
            _(
                "{file}: is longer than {most} minutes",
                file=basename(file),
                most=LONGEST_SECONDS // 60,
            )
        )
    if abs(samples - wanted) > RATE / 100:
        raise PackError(
            _("{file}: is cut short; reinstall cramp-timer to put it back", file=basename(file))
        )


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
