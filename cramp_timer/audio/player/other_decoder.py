"""Sound files read with soundfile, on machines for which miniaudio has no wheel."""

from __future__ import annotations

import sys
from array import array
from typing import Any

from cramp_timer.errors import PackError


def _library() -> Any:
    if sys.modules.get("numpy", sys) is None:  # the player blocks it, and soundfile needs it
        del sys.modules["numpy"]
    import soundfile

    return soundfile


def seconds_of_sound(file: str) -> float:
    """Return the length in seconds; EOFError where it cannot be read."""
    soundfile = _library()
    try:
        return float(soundfile.info(file).duration)
    except soundfile.SoundFileError as error:
        raise EOFError(str(error)) from error


def samples_of_sound(file: str, rate: int, most: int) -> array[int]:
    """Return at most `most` samples of a file as 16-bit mono of a rate; PackError if unreadable."""
    soundfile = _library()
    try:
        with soundfile.SoundFile(file) as sound:
            wanted = min(sound.frames, most * sound.samplerate // rate + 1)
            samples = array("h", bytes(sound.buffer_read(wanted, dtype="int16")))
            channels, own_rate = sound.channels, sound.samplerate
    except (soundfile.SoundFileError, AssertionError) as error:  # its own check of what it read
        raise PackError(f"{file}: cannot be played ({error})") from error
    if channels > 1:
        sums = (
            sum(samples[place : place + channels]) for place in range(0, len(samples), channels)
        )
        samples = array("h", [each // channels for each in sums])
    return samples if own_rate == rate else _at_rate(samples, own_rate, rate)


def _at_rate(samples: array[int], own: int, rate: int) -> array[int]:
    """Return samples of another rate, on straight lines between those that are there."""
    made = array("h")
    last = len(samples) - 1
    for number in range(len(samples) * rate // own):
        place, rest = divmod(number * own, rate)
        here, there = samples[place], samples[min(last, place + 1)]
        made.append(here + (there - here) * rest // rate)
    return made
