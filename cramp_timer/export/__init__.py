"""A routine, or what is said in a cramp, as a file to take to bed."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from cramp_timer.errors import CrampTimerError
from cramp_timer.system import atomic_file as atomic

if TYPE_CHECKING:
    from cramp_timer.export.recording import Recording

AUDIO = (".wav", ".flac", ".ogg", ".mp3")
ENDINGS = (".html", *AUDIO)


def ending_of(file: Path) -> str:
    """Which kind of file it is to be; CrampTimerError for one that is not known."""
    ending = file.suffix.lower()
    if ending not in ENDINGS:
        raise CrampTimerError(f"{file}: must end in one of {', '.join(ENDINGS)}")
    return ending


def write_audio(recording: Recording, file: Path, *, force: bool = False) -> Generator[float]:
    """Write a recording, telling the share that is done; CrampTimerError where that cannot be.

    The file has its name only when it is whole; whoever stops to listen leaves nothing behind.
    """
    from cramp_timer.export.encoded import write_encoded
    from cramp_timer.export.wav import write_wav

    ending = ending_of(file)
    with atomic.whole(file, force=force) as beside:
        if ending == ".wav":
            yield from write_wav(recording, beside)
        else:
            yield from write_encoded(recording, beside, ending)


def write_page(page: str, file: Path, *, force: bool = False) -> None:
    """Write a web page; CrampTimerError where that cannot be."""
    with atomic.whole(file, force=force) as beside:
        beside.write_text(page, encoding="utf-8")
