"""A check of a personal sound pack for clips that are missing, unreadable or too loud."""

from __future__ import annotations

from pathlib import Path

from cramp_timer.audio.player.first_words import FIRST_WORDS_FILE
from cramp_timer.audio.player.sound_file import RATE, is_plain_wave, samples_of
from cramp_timer.audio.voice.pack import Manifest, read_manifest
from cramp_timer.core.phrases import Chime
from cramp_timer.errors import PackError, one_line
from cramp_timer.languages.folder import wording
from cramp_timer.languages.messages import _

LOUDEST_PEAK = 32_700
LONGEST_SECONDS = 60


def needed() -> tuple[str, ...]:
    """Return the phrases that are needed to follow any routine by ear."""
    words = wording()
    return (
        words.left_leg, words.right_leg, words.both_legs, words.now_left, words.now_right,
        words.get_ready, words.hold, words.release, words.last_one, words.first_exercise,
        words.next_exercise, words.all_done, *map(words.number_phrase, range(1, 11)),
    )  # fmt: skip


def pack_problems(folder: Path) -> list[str]:
    """Return one sentence for each fault; an empty list for a complete pack."""
    try:
        manifest = read_manifest(folder / "manifest.json")
    except PackError as error:
        return [str(error)]
    return [one_line(problem) for problem in _problems(folder, manifest)]


def _problems(folder: Path, manifest: Manifest) -> list[str]:
    problems = [
        _("manifest.json: no file for the chime {value!r}", value=chime.value)
        for chime in Chime
        if chime not in manifest.chimes
    ]
    problems += [
        _(
            "manifest.json: no file for {phrase!r}, which routines need to be followed by ear",
            phrase=phrase,
        )
        for phrase in needed()
        if phrase not in manifest.voice
    ]
    names = {*manifest.chimes.values(), *manifest.voice.values()}
    for name in sorted(names):
        problems += _file_problems(folder / name)
    opening = folder / FIRST_WORDS_FILE
    if opening.exists() and not is_plain_wave(str(opening)):
        problems.append(
            _("{file}: must be WAV, 48 kHz, mono, 16 bits, to sound at once", file=FIRST_WORDS_FILE)
        )
    return problems


def _file_problems(file: Path) -> list[str]:
    try:
        samples = samples_of(str(file))
    except PackError as error:
        return [str(error)]
    seconds = len(samples) / RATE
    if not seconds or not any(samples):
        return [_("{name}: is silent", name=file.name)]
    if seconds > LONGEST_SECONDS:
        return [
            _(
                "{name}: lasts {seconds:.0f} s; at most {most} are allowed",
                name=file.name,
                seconds=seconds,
                most=LONGEST_SECONDS,
            )
        ]
    if max(samples) > LOUDEST_PEAK or min(samples) < -LOUDEST_PEAK:
        return [_("{name}: is too loud and clips; lower it by a few decibels", name=file.name)]
    return []
