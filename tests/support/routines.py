"""Routines for tests: small ones by hand, any at all by hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from cramp_timer.core.phrases import Chime, Clip
from cramp_timer.core.routine import LONGEST_ROUTINE_SECONDS, Exercise, Hold, Order, Relax, Routine
from cramp_timer.core.side import Side
from cramp_timer.languages.folder import wording

PHRASES = (
    "Left leg.", "Right leg.", "Both legs.", "Now the left leg.", "Now the right leg.",
    "Get ready.", "Hold it.", "And release.", "Half way.", "Last one.", "First exercise.",
    "Next exercise.", "All done.", "One.", "Two.", "Three.", "Number one.", "Number two.",
    "Lean in.", "Calf.", "Now rest.", "Set two.", "Last set.",
    "Stand near the wall and lean.", "Stand near.",
)  # fmt: skip

SHORT = """
schema_version = 1
title = "Short"
[[exercises]]
title = "Calf"
instruction = "Lean."
side = "left"
setup_seconds = 3
reps = 1
hold = { seconds = 1 }
relax = { seconds = 1 }
"""
"""A routine file of a few seconds."""


class Words:
    """A lexicon of phrases with lengths of our choosing."""

    wording = wording()

    def __init__(self, lengths: dict[str, float], chime_seconds: float = 1.5) -> None:
        self._lengths = lengths
        self._chime_seconds = chime_seconds

    def voice(self, phrase: str) -> Clip | None:
        return Clip(phrase, self._lengths[phrase]) if phrase in self._lengths else None

    def chime(self, chime: Chime) -> Clip | None:
        return Clip(chime, self._chime_seconds) if self._chime_seconds else None


def spoken() -> Words:
    """Every phrase, at a natural pace."""
    return Words({phrase: 0.3 + 0.3 * len(phrase.split()) for phrase in PHRASES})


def lexicons() -> st.SearchStrategy[Words]:
    """Some phrases or all, quick, slow or absurdly long; chimes or none."""
    lengths = st.dictionaries(st.sampled_from(PHRASES), st.floats(0.05, 40.0))
    return st.builds(Words, lengths, st.sampled_from([0.0, 0.2, 1.5, 4.0]))


_TITLES = st.sampled_from(["Calf", "Foot", "Something else"])
_TEXTS = st.sampled_from(["", "Lean in.", "Stand near the wall and lean.", "Unheard of."])


def exercises() -> st.SearchStrategy[Exercise]:
    """Any exercise that the model accepts and that leaves room for others."""
    return st.builds(
        Exercise,
        title=_TITLES,
        instruction=_TEXTS,
        short=_TEXTS,
        side=st.sampled_from(Side),
        order=st.sampled_from(Order),
        setup=st.sampled_from(["timed", "until-ready"]),
        setup_seconds=st.floats(3, 60),
        switch_seconds=st.floats(3, 30),
        reps=st.integers(1, 12),
        sets=st.integers(1, 3),
        rest=st.floats(5, 90),
        hold=st.builds(
            Hold,
            seconds=st.floats(1, 40),
            lead_in=_TEXTS,
            say=_TEXTS,
            pace=st.sampled_from(["timed", "until-ready"]),
        ),
        relax=st.builds(Relax, seconds=st.floats(1, 20), say=_TEXTS),
    )


def routines() -> st.SearchStrategy[Routine]:
    """Any routine of up to four exercises."""
    several = st.lists(exercises(), min_size=1, max_size=4).map(tuple)
    short_enough = several.filter(
        lambda each: sum(exercise.seconds for exercise in each) < LONGEST_ROUTINE_SECONDS - 10
    )
    return st.builds(Routine, title=st.just("Any"), finish=_TEXTS, exercises=short_enough)


def calf(**changes: object) -> Exercise:
    """One exercise: three holds of ten seconds with five between them."""
    settings: dict[str, object] = {
        "title": "Calf",
        "instruction": "Stand near the wall and lean.",
        "side": Side.EACH,
        "setup_seconds": 12.0,
        "switch_seconds": 8.0,
        "reps": 3,
        "hold": Hold(seconds=10, lead_in="Lean in.", say="Hold it."),
        "relax": Relax(seconds=5, say="And release."),
    }
    return Exercise.model_validate(settings | changes)


def routine(*exercises: Exercise) -> Routine:
    """A routine of these, or of one calf stretch."""
    return Routine(title="Test", finish="All done.", exercises=exercises or (calf(),))
