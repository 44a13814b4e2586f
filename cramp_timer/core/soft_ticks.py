"""Soft ticks in long silences, so that one who only hears knows that it goes on."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import ceil

from cramp_timer.core.phrases import Chime, ClipSource
from cramp_timer.core.timeline import Cue

LONGEST_SILENCE = 8.0
"""Seconds: a longer silence is divided by ticks into equal parts."""


def with_soft_ticks(cues: Iterable[Cue], lexicon: ClipSource) -> list[Cue]:
    """Return the cues by time, with ticks where none is heard for longer than eight seconds."""
    ordered = sorted(cues, key=lambda cue: cue.at)
    clip = lexicon.chime(Chime.TICK)
    if clip is None or not ordered:
        return ordered
    ticks = []
    quiet = ordered[0].end
    for before, after in pairwise(ordered):
        quiet = max(quiet, before.end)
        parts = ceil((after.at - quiet) / LONGEST_SILENCE)
        for part in range(1, parts):
            at = quiet + part * (after.at - quiet) / parts
            ticks.append(Cue(at, clip.seconds, "chime", clip.name, Chime.TICK.value))
    return sorted([*ordered, *ticks], key=lambda cue: cue.at)
