"""A timeline's cues as clips at times: all that the player needs to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cramp_timer.core.phrases import Chime

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cramp_timer.audio.voice.pack import Pack
    from cramp_timer.core.timeline import Cue


class TimedClip(NamedTuple):
    """One clip: when it begins, in seconds of the routine, its file, and how loud."""

    at: float
    file: str
    gain: float = 1.0


Score = tuple[TimedClip, ...]
VOICE_SECONDS = 1.8
"""From a chime to the voice after it."""
WHEN_READY = "soon"
"""In the place of an origin: the first moment at which a device can be heard."""


def score_of(cues: Iterable[Cue], pack: Pack) -> Score:
    """The cues with the files that a pack has for them, chimes as loud as it says."""
    return tuple(
        TimedClip(
            cue.at,
            str(pack.folder / cue.clip),
            pack.chime_gain if cue.kind == "chime" else 1.0,
        )
        for cue in cues
    )


def announced(pack: Pack, phrase: str) -> Score:
    """A chime, and then a phrase."""
    chime = pack.chime(Chime.HOLD)
    bell = (TimedClip(0.0, str(pack.folder / chime.name), pack.chime_gain),) if chime else ()
    voice = tuple(note._replace(at=VOICE_SECONDS) for note in single(pack, phrase))
    return (*bell, *voice)


def single(pack: Pack, phrase: str) -> Score:
    """One phrase by itself, at time zero; nothing where the pack does not have it."""
    clip = pack.voice(phrase)
    return (TimedClip(0.0, str(pack.folder / clip.name)),) if clip else ()
