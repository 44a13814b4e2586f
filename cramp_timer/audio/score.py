"""A score: the clips of a timeline with start times and gains, as input of the player process."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cramp_timer.core.phrases import Chime

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cramp_timer.audio.voice.pack import Pack
    from cramp_timer.core.timeline import Cue


class TimedClip(NamedTuple):
    """One clip of a score: its start in seconds of the routine, its file, and its gain."""

    at: float
    file: str
    gain: float = 1.0


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
        )
        for cue in cues
    )


def announced(pack: Pack, phrase: str) -> Score:
    """Return a score of a chime followed by a phrase."""
    chime = pack.chime(Chime.HOLD)
    bell = (TimedClip(0.0, str(pack.folder / chime.name), pack.chime_gain),) if chime else ()
    voice = tuple(note._replace(at=VOICE_SECONDS) for note in single(pack, phrase))
    return (*bell, *voice)


def single(pack: Pack, phrase: str) -> Score:
    """Return a score of one phrase at time zero; an empty one where the pack has no clip of it."""
    clip = pack.voice(phrase)
    return (TimedClip(0.0, str(pack.folder / clip.name)),) if clip else ()
