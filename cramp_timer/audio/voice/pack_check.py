"""A check of a personal sound pack for clips that are missing, unreadable or too loud."""

from __future__ import annotations

from pathlib import Path

from cramp_timer.audio.player.first_words import FIRST_WORDS_FILE
from cramp_timer.audio.player.sound_file import RATE, is_plain_wave, samples_of
from cramp_timer.audio.voice.pack import read_manifest
from cramp_timer.core.number_text import number_phrase
from cramp_timer.core.phrases import Chime
from cramp_timer.errors import PackError, one_line

NEEDED = (
    "Left leg.", "Right leg.", "Both legs.", "Now the left leg.", "Now the right leg.",
    "Get ready.", "Hold it.", "And release.", "Last one.", "First exercise.", "Next exercise.",
    "All done.", *map(number_phrase, range(1, 11)),
)  # fmt: skip
"""The phrases that are needed to follow any routine by ear."""
LOUDEST_PEAK = 32_700
LONGEST_SECONDS = 60


def pack_problems(folder: Path) -> list[str]:
    """Return one sentence for each fault; an empty list for a complete pack."""
    try:
        manifest = read_manifest(folder / "manifest.json")
    except PackError as error:
        return [str(error)]
    return [one_line(problem) for problem in _problems(folder, manifest)]


def _problems(folder: Path, manifest: dict[str, dict[str, str]]) -> list[str]:
    problems = [
        f"manifest.json: no file for the chime {chime.value!r}"
        for chime in Chime
        if chime not in manifest["chimes"]
    ]
    problems += [
        f"manifest.json: no file for {phrase!r}, which routines need to be followed by ear"
        for phrase in NEEDED
        if phrase not in manifest["voice"]
    ]
    names = {*manifest["chimes"].values(), *manifest["voice"].values()}
    for name in sorted(names):
        problems += _file_problems(folder / name)
    opening = folder / FIRST_WORDS_FILE
    if opening.exists() and not is_plain_wave(str(opening)):
        problems.append(f"{FIRST_WORDS_FILE}: must be WAV, 48 kHz, mono, 16 bits, to sound at once")
    return problems


def _file_problems(file: Path) -> list[str]:
    try:
        samples = samples_of(str(file))
    except PackError as error:
        return [str(error)]
    seconds = len(samples) / RATE
    if not seconds or not any(samples):
        return [f"{file.name}: is silent"]
    if seconds > LONGEST_SECONDS:
        return [f"{file.name}: lasts {seconds:.0f} s; at most {LONGEST_SECONDS} are allowed"]
    if max(samples) > LOUDEST_PEAK or min(samples) < -LOUDEST_PEAK:
        return [f"{file.name}: is too loud and clips; lower it by a few decibels"]
    return []
