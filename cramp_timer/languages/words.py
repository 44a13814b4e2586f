"""Words of files and options, such as "left", as they are shown; in files they stay English."""

from __future__ import annotations

from cramp_timer.languages.messages import _

WORDS = (
    # legs and order
    "left", "right", "both", "each", "none", "alternating", "one-side-first",
    # places of a cramp
    "calf", "foot", "thigh",
    # soreness, and answers
    "no", "day", "longer", "yes", "nothing",
    # positions and pace
    "standing", "seated", "timed", "until-ready",
    # parts of a routine
    "prepare", "hold", "relax", "switch", "rest", "finish",
    # chimes
    "begin", "release", "tick",
    # figures
    "wall-stretch", "calf-stretch", "hamstring-stretch", "towel-stretch", "chair-stretch",
    "ankle-flex", "foot-flex", "foot-circles", "foot-circles-back", "heel-raise", "stand-firm",
    "leg-raised",
    # judgements of the diary
    "fewer logged", "fewer logged at this look; the next one must agree", "too close to tell",
    "more logged at this look; the next one must agree", "more logged", "milder", "worse",
    "too few rated to compare",
    # settings
    "full", "short", "auto", "spoken", "ticks", "restart", "continue", "night", "contrast",
    "simpleaudio", "miniaudio", "pipe",
)  # fmt: skip
"""Every such word, for the list of what is to be translated."""


def word(value: object) -> str:
    """Return a word as it is shown; one that is not known stays as it is."""
    text = str(value)
    return _(text) if text in WORDS else text
