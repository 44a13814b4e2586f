"""What was lost while no sound came, and is still worth hearing."""

from __future__ import annotations

TYPE_CHECKING = False  # as in `typing`, whose import would delay the first word of `now`
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    TimedClip = tuple[float, str, float, float]
    """When a clip begins, its file, its gain, and the time up to which it may be heard late."""

LATE_SECONDS = 0.1
"""A clip that is later than this when its turn comes is not begun; it may be made up for."""
SOON_SECONDS = 0.15
ROOM_SECONDS = 0.15
"""The silence between what is made up for and the time up to which it may be heard."""

LONGEST_TICK_SECONDS = 0.5
"""A shorter sound does no harm to a word."""


def made_up(
    score: Sequence[TimedClip],
    lost_since: float,
    now: float,
    seconds_of: Callable[[str], float],
) -> list[TimedClip]:
    """Return a score with what was lost since a time moved to after `now`.

    Clips that may be late until the same moment are spoken one after the other, such as the
    sentences of an instruction. They go on from the first that was not heard whole, all of them
    later by as much; where there is no room for that, with the first for which there is.
    """
    lost = [
        note
        for note in score
        if note[0] < now - LATE_SECONDS
        and note[3] > now
        and note[0] + seconds_of(note[1]) > lost_since
    ]
    if not lost:
        return list(score)
    until = lost[-1][3]
    group = [note for note in score if note[3] == until]
    words_after = (
        note[0]
        for note in to_come(score, now)
        if note[3] != until and seconds_of(note[1]) > LONGEST_TICK_SECONDS
    )
    limit = min(until, *words_after, until)
    last = group[-1]  # a chime before it may ring on under the words
    room = limit - ROOM_SECONDS - (last[0] + seconds_of(last[1]))
    for first in lost:
        later = now + SOON_SECONDS - first[0]
        if first[3] == until and later <= room:
            moved = {note: (note[0] + later, *note[1:]) for note in group if note[0] >= first[0]}
            return sorted(moved.get(note, note) for note in score)
    return list(score)


def to_come(score: Sequence[TimedClip], now: float) -> list[TimedClip]:
    """Return the clips of a score that are not too late to begin."""
    return [note for note in score if note[0] >= now - LATE_SECONDS]
