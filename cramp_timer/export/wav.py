"""WAV files with a title and chapters, written with the standard library alone."""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from cramp_timer.audio.player.sound_file import RATE
from cramp_timer.export.recording import Recording


def write_wav(recording: Recording, file: Path) -> Iterator[float]:
    """Write the file and yield the share done; OSError where it cannot be written."""
    frames = recording.frames
    extra = _title(recording) + _chapters(recording)
    with file.open("wb") as stream:
        stream.write(struct.pack("<4sI4s", b"RIFF", 4 + 24 + 8 + 2 * frames + len(extra), b"WAVE"))
        stream.write(struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16))
        stream.write(struct.pack("<4sI", b"data", 2 * frames))
        done = 0
        for block in recording.blocks():
            if sys.byteorder == "big":
                block.byteswap()
            stream.write(block.tobytes())
            done += len(block)
            yield done / frames
        stream.write(extra)


def _title(recording: Recording) -> bytes:
    return _chunk(b"LIST", b"INFO" + _chunk(b"INAM", _text(recording.title)))


def _chapters(recording: Recording) -> bytes:
    """Return a cue point and a label for every chapter, as RIFF chunks."""
    points, labels = b"", b""
    for number, chapter in enumerate(recording.chapters, 1):
        frame = round(chapter.start * RATE)
        points += struct.pack("<II4sIII", number, frame, b"data", 0, 0, frame)
        labels += _chunk(b"labl", struct.pack("<I", number) + _text(chapter.title))
    cue = _chunk(b"cue ", struct.pack("<I", len(recording.chapters)) + points)
    return cue + _chunk(b"LIST", b"adtl" + labels)


def _text(words: str) -> bytes:
    return words.encode() + b"\0"


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack("<4sI", name, len(content)) + content + b"\0" * (len(content) % 2)
