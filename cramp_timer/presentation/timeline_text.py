"""A timeline as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from cramp_timer.core.number_text import clock_text
from cramp_timer.core.routine import Routine
from cramp_timer.core.side import leg_text
from cramp_timer.core.timeline import Kind, Segment, Timeline
from cramp_timer.languages.messages import _, capital
from cramp_timer.languages.words import word

_DIGITS = 6


def segment_line(segment: Segment) -> str:
    """Return a segment as one line that can be read aloud."""
    leg = capital(leg_text(segment.side))
    length = f"{segment.seconds:g} s"
    match segment.kind:
        case Kind.PREPARE:
            parts = [segment.title, leg, length, segment.text]
        case Kind.HOLD:
            place = (
                _("Hold {rep} of {reps}", rep=segment.rep, reps=segment.reps),
                segment.which_set,
            )
            parts = [", ".join(filter(None, place)), leg, length]
        case Kind.RELAX:
            parts = [_("Release"), length]
        case Kind.SWITCH:
            parts = [_("Release"), segment.text.rstrip("."), length]
        case Kind.REST:
            parts = [
                _("Release"),
                _("Rest before {which_set}", which_set=segment.which_set),
                length,
            ]
        case Kind.FINISH:
            parts = [_("Release"), segment.text]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def as_json(name: str, timeline: Timeline) -> dict[str, Any]:
    """Return the public format: segments and cues at absolute times, in seconds."""
    return {
        "routine": name,
        "title": timeline.title,
        "duration_seconds": round(timeline.duration, _DIGITS),
        "segments": [
            {
                "start": round(segment.start, _DIGITS),
                "end": round(segment.end, _DIGITS),
                "kind": segment.kind.value,
                "exercise": segment.title,
                "side": None if segment.side == "none" else segment.side.value,
                "rep": segment.rep,
                "reps": segment.reps,
                "set": segment.set,
                "sets": segment.sets,
                "text": segment.text,
            }
            for segment in timeline.segments
        ],
        "cues": [
            {
                "at": round(cue.at, _DIGITS),
                "duration": round(cue.duration, _DIGITS),
                "kind": cue.kind,
                "clip": cue.clip,
                "text": cue.text,
            }
            for cue in timeline.cues
        ],
    }


def as_text(routine: Routine, timeline: Timeline) -> Iterator[str]:
    """Yield title, source and evidence, then every segment with its cues."""
    yield f"{routine.title} · {clock_text(timeline.duration)} · {word(routine.position)}"
    yield from (text for text in (routine.summary, routine.source, routine.evidence) if text)
    yield ""
    for segment in timeline.segments:
        yield f"{clock_text(segment.start):>6}  {segment_line(segment)}"
        heard = [
            cue.text if cue.kind == "voice" else _("({what} chime)", what=word(cue.text))
            for cue in timeline.cues
            if segment.start <= cue.at < segment.end
        ]
        yield f"{'':6}  ♪ {' '.join(heard)}"
    yield from shortened_lines(timeline)


def shortened_lines(timeline: Timeline) -> Iterator[str]:
    """Yield what was shortened to fit, for the author."""
    for (exercise, kind), notes in groupby(timeline.shortened, lambda n: (n.exercise, n.kind)):
        first, *others = notes
        said = f"“{first.said}”" if first.said else _("the chime alone")
        like = _(" (and {count} like it)", count=len(others)) if others else ""
        yield _(
            "Shortened to fit in {exercise}, {value}: “{wanted}” to {said}{like}",
            exercise=exercise,
            value=word(kind.value),
            wanted=first.wanted,
            said=said,
            like=like,
        )
