"""The export of a routine, or of the coaching for a cramp, as a file for a phone."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import replace
from pathlib import Path

from cramp_timer.audio.voice.pack import Pack
from cramp_timer.core.advice import ReplyKeys, coaching_track
from cramp_timer.core.compiler import compile_timeline
from cramp_timer.core.routine import Routine
from cramp_timer.core.volume import gain_of
from cramp_timer.errors import CrampTimerError
from cramp_timer.export.encoded_audio import write_encoded
from cramp_timer.export.recording import Recording, cramp_recording, routine_recording
from cramp_timer.export.wav import write_wav
from cramp_timer.export.web_page import cramp_page, phone_page, routine_page
from cramp_timer.guide.texts import advice_for
from cramp_timer.languages.messages import _
from cramp_timer.settings import Settings
from cramp_timer.system import atomic_file

AUDIO_ENDINGS = (".wav", ".flac", ".ogg", ".mp3")
ENDINGS = (".html", *AUDIO_ENDINGS)
EXPORT_VOLUME = 80
"""About -25 LUFS: softer than a podcast at the same volume of the phone."""
EXPORT_GAIN = gain_of(EXPORT_VOLUME)


def ending_of(file: Path) -> str:
    """Return the ending of a file in lower case; CrampTimerError for an unsupported one."""
    ending = file.suffix.lower()
    if ending not in ENDINGS:
        raise CrampTimerError(
            _("{file}: must end in one of {names}", file=file, names=", ".join(ENDINGS))
        )
    return ending


def export_routine(
    name: str,
    routine: Routine,
    file: Path,
    *,
    pack: Pack,
    gain: float,
    settings: Settings,
    overwrite: bool,
) -> Generator[float]:
    """Write a routine and yield the share done, from 0 to 1; CrampTimerError if that fails.

    The file gets its name only when it is complete; closing the generator early leaves no file.
    """
    if ending_of(file) == ".html":
        page = routine_page(name, routine, pack, gain, settings)
        yield _write_page(page, file, overwrite=overwrite)
    else:  # no key is spoken of: there is none
        timeline = compile_timeline(routine, pack, replace(settings.style, keys=False, waits=False))
        yield from write_audio(routine_recording(timeline, pack, gain), file, overwrite=overwrite)


def export_cramp(
    file: Path, *, pack: Pack, gain: float, settings: Settings, overwrite: bool
) -> Generator[float]:
    """Write the coaching for a cramp and yield the share done, as `export_routine` does."""
    if ending_of(file) == ".html":
        yield _write_page(cramp_page(pack, gain, settings), file, overwrite=overwrite)
    else:
        track = coaching_track(
            advice_for(settings), pack, profile=settings.profile, keys=ReplyKeys.NONE
        )
        yield from write_audio(cramp_recording(track, pack, gain), file, overwrite=overwrite)


def export_phone(
    routines: Mapping[str, Routine],
    file: Path,
    *,
    pack: Pack,
    gain: float,
    settings: Settings,
    overwrite: bool,
) -> Generator[float]:
    """Write one page with every routine and the coaching, as `export_routine` does."""
    if ending_of(file) != ".html":
        raise CrampTimerError(
            _("{file}: everything for a phone is a page; end it in .html", file=file)
        )
    yield _write_page(phone_page(routines, pack, gain, settings), file, overwrite=overwrite)


def write_audio(recording: Recording, file: Path, *, overwrite: bool) -> Generator[float]:
    """Write a recording and yield the share done, as `export_routine` does."""
    ending = ending_of(file)
    with atomic_file.replacing(file, overwrite=overwrite) as beside:
        if ending == ".wav":
            yield from write_wav(recording, beside)
        else:
            yield from write_encoded(recording, beside, ending)


def _write_page(page: str, file: Path, *, overwrite: bool) -> float:
    with atomic_file.replacing(file, overwrite=overwrite) as beside:
        beside.write_text(page, encoding="utf-8")
    return 1.0
