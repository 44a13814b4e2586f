"""A score: the clips of a timeline with start times and gains, as input of the player process."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cramp_timer.core.phrases import SENTENCE_PAUSE, Chime, spoken_as

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cramp_timer.audio.voice.pack import Pack
    from cramp_timer.core.timeline import Cue


class TimedClip(NamedTuple):
    """One clip of a score: its start in seconds of the routine, its file, and its gain."""

    at: float
    file: str
    gain: float = 1.0
    until: float = 0.0
    """The time up to which it is worth hearing late, after a loss of sound; 0 for never."""


Score = tuple[TimedClip, ...]
VOICE_SECONDS = 1.8
"""The delay from a chime to the phrase after it."""
WHEN_READY = "soon"
"""In place of an origin: start at the first moment at which a device can play."""


def score_of(cues: Iterable[Cue], pack: Pack) -> Score:
    """Return the cues as clips of a pack, with the pack's gain for chimes."""
    return tuple(
        TimedClip(
            cue.at,
            str(pack.folder / cue.clip),
            pack.chime_gain if cue.kind == "chime" else 1.0,
            cue.until,
        )
        for cue in cues
    )


def chime_score(pack: Pack, chime: Chime) -> Score:
    """Return a score of one chime at time zero; an empty one where the pack has none."""
    clip = pack.chime(chime)
    return (TimedClip(0.0, str(pack.folder / clip.name), pack.chime_gain),) if clip else ()


def announced(pack: Pack, phrase: str) -> Score:
    """Return a score of a chime followed by a phrase."""
    voice = (note._replace(at=VOICE_SECONDS + note.at) for note in single(pack, phrase))
    return (*chime_score(pack, Chime.HOLD), *voice)


def single(pack: Pack, phrase: str) -> Score:
    """Return a score of one phrase at time zero; an empty one where the pack has no clip of it."""
    score, at = [], 0.0
    for _, clip in spoken_as(phrase, pack):
        score.append(TimedClip(at, str(pack.folder / clip.name)))
        at += clip.seconds + SENTENCE_PAUSE
    return tuple(score)
