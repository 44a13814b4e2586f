"""FLAC, Ogg Vorbis and MP3 files, written with the libraries of the extra `export`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cramp_timer.audio.player.sound_file import RATE
from cramp_timer.errors import CrampTimerError
from cramp_timer.export.recording import Recording
from cramp_timer.languages.messages import _
from cramp_timer.system.extras import install_command

if TYPE_CHECKING:
    from cramp_timer.export.recording import Chapter

_SMALL = 0.95
FORMATS = {
    ".flac": ("FLAC", "PCM_16"),
    ".ogg": ("OGG", "VORBIS"),
    ".mp3": ("MP3", "MPEG_LAYER_III"),
}


def write_encoded(recording: Recording, file: Path, ending: str) -> Iterator[float]:
    """Write the file and yield the share done; CrampTimerError without the extra `export`."""
    try:
        import numpy as np
        import soundfile
        from mutagen import MutagenError
    except (ImportError, OSError) as error:  # OSError: soundfile cannot load libsndfile
        raise CrampTimerError(
            _(
                "{ending}: needs the extra “export”: {command}; .wav and .html need nothing",
                ending=ending,
                command=install_command("export"),
            )
        ) from error
    kind, samples = FORMATS[ending]
    try:
        with soundfile.SoundFile(file, "w", RATE, 1, samples, format=kind) as sound:
            done = 0
            for block in recording.blocks():
                sound.write(np.frombuffer(block, dtype=np.int16))
                done += len(block)
                yield done / recording.frames
        _tag(recording, file, ending)
    except (soundfile.SoundFileError, MutagenError) as error:
        raise CrampTimerError(
            _("{file}: cannot be written ({error})", file=file, error=error)
        ) from error


@lru_cache(maxsize=512)
def smaller(content: bytes) -> bytes:
    """Return a clip with half the bandwidth, about 25 kbit/s, where the extra is installed.

    The voice has nothing above 12 kHz; what is not smaller stays as it is.
    """
    try:
        import numpy as np
        import soundfile
    except (ImportError, OSError):
        return content
    try:
        samples, rate = soundfile.read(io.BytesIO(content))
        half = len(samples) // 2
        low = np.fft.rfft(samples)[: half // 2 + 1]
        coded = io.BytesIO()
        soundfile.write(
            coded, np.fft.irfft(low, half) * half / len(samples), rate // 2,
            format="MP3", subtype="MPEG_LAYER_III", compression_level=_SMALL,
        )  # fmt: skip
    except (soundfile.SoundFileError, ValueError, IndexError):
        return content
    return min(content, coded.getvalue(), key=len)


def _tag(recording: Recording, file: Path, ending: str) -> None:
    """Write the title and the chapters into the file's tags."""
    if ending == ".mp3":
        _tag_mp3(recording, file)
        return
    from mutagen.flac import FLAC
    from mutagen.oggvorbis import OggVorbis

    tags = FLAC(file) if ending == ".flac" else OggVorbis(file)
    tags["TITLE"] = recording.title
    for number, chapter in enumerate(recording.chapters, 1):
        tags[f"CHAPTER{number:03d}"] = _clock(chapter)
        tags[f"CHAPTER{number:03d}NAME"] = chapter.title
    tags.save()


def _tag_mp3(recording: Recording, file: Path) -> None:
    from mutagen.id3 import CHAP, CTOC, ID3, TIT2, CTOCFlags

    tags = ID3()
    tags.add(TIT2(text=recording.title))
    names = [f"chapter{number}" for number in range(1, len(recording.chapters) + 1)]
    flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    tags.add(CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[]))
    for name, chapter in zip(names, recording.chapters, strict=True):
        tags.add(
            CHAP(
                element_id=name,
                start_time=round(1000 * chapter.start),
                end_time=round(1000 * chapter.end),
                sub_frames=[TIT2(text=chapter.title)],
            )
        )
    tags.save(file)


def _clock(chapter: Chapter) -> str:
    minutes, seconds = divmod(chapter.start, 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:06.3f}"
