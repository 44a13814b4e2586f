"""A timeline's cues as clips at times: all that the player needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cramp_timer.audio.pack import Pack
    from cramp_timer.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Note:
    """One clip: when it begins, in seconds of the routine, and its file."""

    at: float
    file: str


Score = tuple[Note, ...]


def score_of(timeline: Timeline, pack: Pack) -> Score:
    """The cues of a timeline, with the files that a pack has for them."""
    return tuple(Note(cue.at, str(pack.folder / cue.clip)) for cue in timeline.cues)


def single(pack: Pack, phrase: str) -> Score:
    """One phrase by itself, at time zero; nothing where the pack does not have it."""
    clip = pack.voice(phrase)
    return (Note(0.0, str(pack.folder / clip.name)),) if clip else ()
