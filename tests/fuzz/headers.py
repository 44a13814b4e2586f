"""Sound files with damaged headers, each read in a process of its own.

`python tests/fuzz/headers.py 2000` tries so many of each format and prints what the worst took.
Each must be read, or refused in a sentence, within ten seconds and a gigabyte; nothing may crash.
"""

from __future__ import annotations

import io
import os
import random
import resource
import signal
import sys
import time
import traceback
import wave
from array import array
from collections.abc import Iterator
from math import sin
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from cramp_timer.audio.player.sound_file import RATE, is_plain_wave, samples_of, seconds_of
from cramp_timer.audio.voice.pack import built_in_folder
from cramp_timer.errors import CrampTimerError

FORMATS = ("wav", "mp3", "flac", "ogg")
MOST_SECONDS, MOST_KILOBYTES = 10.0, 1_000_000
PATIENCE = 20
LONGEST_SENTENCE = 600
HEADS = (64, 128, 300, 1024, 5000)
"""How much of a file is damaged: its first header alone, or what comes after as well."""
NUMBERS = (0, 1, 2, 3, 8, 24, 64, 255, 1000, 48_000, 1 << 15, 1 << 20, 1 << 28, (1 << 31) - 1,
           1 << 31, (1 << 32) - 1)  # fmt: skip
_BAD, _RAISED = 97, 99


class Outcome(NamedTuple):
    """What became of one file; `fault` is empty where it was read or refused as it should be."""

    seconds: float
    kilobytes: int
    fault: str


def seeds(kind: str) -> list[bytes]:
    """Return whole files of a format; none where nothing here can write it."""
    if kind == "mp3":
        clips = sorted(built_in_folder().glob("*.mp3"), key=lambda file: file.stat().st_size)
        return [file.read_bytes() for file in clips[:4]]
    tone = array("h", [int(9000 * sin(number / 17)) for number in range(RATE // 2)])
    if kind == "wav":
        return [_wave(tone, rate, channels) for rate, channels in ((RATE, 1), (44_100, 2))]
    try:
        import soundfile
    except ImportError:
        return []
    made = io.BytesIO()
    with soundfile.SoundFile(made, "w", RATE, 1, format=kind.upper()) as sound:
        sound.title = "title"
        sound.buffer_write(tone.tobytes(), dtype="int16")
    return [made.getvalue()]


def _wave(samples: array[int], rate: int, channels: int) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setparams((channels, 2, rate, 0, "NONE", ""))
        sound.writeframes(samples.tobytes())
    return made.getvalue()


def damaged(content: bytes, dice: random.Random) -> bytes:
    """Return a file with bits, numbers or lengths changed in its first part."""
    data = bytearray(content)
    head = min(dice.choice(HEADS), len(data) - 8)
    for _ in range(dice.randint(1, 6)):
        place = dice.randrange(head)
        match dice.randrange(5):
            case 0:
                data[place] ^= 1 << dice.randrange(8)
            case 1 | 2:
                width, order = dice.choice((2, 4, 8)), dice.choice(("little", "big"))
                number = dice.choice(NUMBERS) % (1 << 8 * width)
                data[place : place + width] = number.to_bytes(width, order)  # type: ignore[arg-type]
            case 3:
                del data[place : place + dice.randint(1, 40)]
            case _:
                data[place:place] = dice.randbytes(dice.randint(1, 40))
    return bytes(_with_checksums(data) if data.startswith(b"OggS") else data)


def _with_checksums(data: bytearray) -> bytearray:
    """Mend the checksum of each page of Ogg, or nothing behind it would be looked at."""
    place = 0
    while data[place : place + 4] == b"OggS" and place + 27 < len(data):
        lengths = place + 27
        end = lengths + data[place + 26] + sum(data[lengths : lengths + data[place + 26]])
        if end > len(data):
            break
        data[place + 22 : place + 26] = bytes(4)
        checksum = 0
        for byte in data[place:end]:
            checksum ^= byte << 24
            for _ in range(8):
                checksum = (checksum << 1 ^ 0x04C11DB7 * (checksum >> 31)) & 0xFFFFFFFF
        data[place + 22 : place + 26] = checksum.to_bytes(4, "little")
        place = end
    return data


def outcomes(kind: str, count: int) -> Iterator[Outcome]:
    """Yield what becomes of so many damaged files of a format, the same at every run."""
    dice, whole = random.Random(kind), seeds(kind)
    with TemporaryDirectory() as folder:
        file = Path(folder, f"damaged.{kind}")
        for _ in range(count if whole else 0):
            file.write_bytes(damaged(dice.choice(whole), dice))
            yield _read_in_child(file)


def _read_in_child(file: Path) -> Outcome:
    begun = time.monotonic()
    child = os.fork()
    if not child:
        _read(file)
    _, status, used = os.wait4(child, 0)
    code, seconds = os.waitstatus_to_exitcode(status), time.monotonic() - begun
    fault = ""
    if code or seconds > MOST_SECONDS or used.ru_maxrss > MOST_KILOBYTES:
        fault = (
            f"code {code}, {seconds:.1f} s, {used.ru_maxrss} kB: {file.read_bytes()[:200].hex()}"
        )
    return Outcome(seconds, used.ru_maxrss, fault)


def _read(file: Path) -> None:
    """Read a file in every way, and end this process."""
    code = _RAISED
    try:
        signal.alarm(PATIENCE)
        resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
        code = 0
        for reader in (seconds_of, samples_of, is_plain_wave):
            try:
                reader(str(file))
            except CrampTimerError as error:
                sentence = str(error)
                if not sentence.isprintable() or len(sentence) > LONGEST_SENTENCE:
                    code = _BAD
    except BaseException:
        traceback.print_exc()
        code = _RAISED
    finally:
        os._exit(code)


def main(count: int) -> None:
    """Print a line for each format, and one for each fault."""
    for kind in FORMATS:
        every = list(outcomes(kind, count))
        slowest = max((each.seconds for each in every), default=0.0)
        largest = max((each.kilobytes for each in every), default=0) // 1000
        faults = [each.fault for each in every if each.fault]
        print(f"{kind}: {len(every)} files, {len(faults)} faults, {slowest:.1f} s, {largest} MB")
        for fault in faults:
            print(f"  {fault}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
