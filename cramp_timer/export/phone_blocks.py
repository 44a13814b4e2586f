"""A routine in the parts that a page lays out anew when reps, seconds or legs are changed there.

A block is one gap or hold with its cues, each fixed to its beginning or to its end. The blocks are
cut from timelines of the compiler, so that all rules of wording stay in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from cramp_timer.core.compiler import HALF_WAY_FROM, Style, compile_timeline
from cramp_timer.core.phrases import COUNTDOWN, ClipSource
from cramp_timer.core.routine import FINISH_SECONDS, Exercise, Routine
from cramp_timer.core.side import Side
from cramp_timer.core.timeline import Cue, Kind, Segment, Timeline
from cramp_timer.presentation.poses import POSES

MOST_REPS = 12
RICH_RELAX, RICH_HOLD = 12.0, HALF_WAY_FROM
"""Seconds in which every word has room, for what somebody changes on the page."""
_NEARLY = 1e-6

Block = dict[str, Any]


class Clips:
    """The clips that a page needs, each once, by the number under which its cues name it."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._places: dict[str, int] = {}

    def number_of(self, name: str) -> int:
        """Return the number of a clip, a new one where it has none."""
        if name not in self._places:
            self._places[name] = len(self.names)
            self.names.append(name)
        return self._places[name]

    def cues(self, cues: Iterable[Cue]) -> list[dict[str, Any]]:
        """Return cues of a track as the page reads them."""
        return [self._cue(cue, cue.at) for cue in cues]

    def _cue(self, cue: Cue, at: float) -> dict[str, Any]:
        return {
            "at": round(at, 4),
            "seconds": round(cue.duration, 4),
            "clip": self.number_of(cue.clip),
            "chime": cue.kind == "chime",
        }

    def block_cue(self, cue: Cue, start: float, end: float, *, from_end: bool) -> dict[str, Any]:
        """Return a cue of a block, in seconds after its beginning or before its end."""
        at = end - cue.at if from_end else cue.at - start
        return {**self._cue(cue, at), "end": from_end}


def routine_data(
    name: str, routine: Routine, lexicon: ClipSource, style: Style, clips: Clips
) -> dict[str, Any]:
    """Return a routine for the page: its exercises, each with the blocks of its gaps and holds."""
    plain = replace(style, keys=False, waits=False, soft_ticks=False, half_way=False)
    timeline = compile_timeline(routine, lexicon, plain)
    finish = timeline.segments[-1]
    return {
        "name": name,
        "title": routine.title,
        "summary": routine.summary,
        "finish": _block(timeline, finish, None, clips),
        "finishSeconds": FINISH_SECONDS,
        "exercises": [
            {
                "title": exercise.title,
                "pose": exercise.pose if exercise.pose in POSES else "",
                "side": exercise.side.value,
                "alternates": exercise.alternates,
                "reps": exercise.reps,
                "sets": exercise.sets,
                "hold": exercise.hold.seconds,
                "relax": exercise.relax.seconds,
                "setup": exercise.setup_seconds,
                "switch": exercise.switch_seconds,
                "rest": exercise.rest,
                "waits": exercise.waits or exercise.hold.pace == "until-ready",
                "leadIn": exercise.hold.lead_in,
                "blocks": _blocks(routine, number, exercise, lexicon, plain, clips),
                "rich": _blocks(routine, number, _with_room(exercise), lexicon, plain, clips),
            }
            for number, exercise in enumerate(routine.exercises)
        ],
    }


def _with_room(exercise: Exercise) -> Exercise:
    hold = max(RICH_HOLD, exercise.hold.seconds)
    relax = max(RICH_RELAX, exercise.relax.seconds)
    return exercise.model_copy(
        update={
            "hold": exercise.hold.model_copy(update={"seconds": hold}),
            "relax": exercise.relax.model_copy(update={"seconds": relax}),
        }
    )


def _blocks(
    routine: Routine,
    number: int,
    exercise: Exercise,
    lexicon: ClipSource,
    style: Style,
    clips: Clips,
) -> dict[str, Block]:
    """Return the blocks of one exercise for every leg and every number of reps, by name."""
    found: dict[str, Block] = {}
    sides = (Side.EACH, Side.LEFT, Side.RIGHT) if exercise.side is Side.EACH else (exercise.side,)
    for side in sides:
        for reps in (1, 2, max(MOST_REPS, exercise.reps)):
            varied = exercise.model_copy(update={"side": side, "reps": reps})
            exercises = (*routine.exercises[:number], varied, *routine.exercises[number + 1 :])
            timeline = compile_timeline(
                routine.model_copy(update={"exercises": exercises}), lexicon, style
            )
            for name, segment, hold in _named(timeline, number):
                if name not in found:
                    found[name] = _block(timeline, segment, hold, clips)
    return found


def _named(timeline: Timeline, number: int) -> Iterator[tuple[str, Segment, Segment | None]]:
    """Yield each gap and hold of an exercise with its name, and for a gap the hold after it."""
    for place, segment in enumerate(timeline.segments):
        if segment.exercise != number or segment.kind is Kind.FINISH:
            continue
        side = segment.side.value
        if segment.kind is Kind.HOLD:
            yield f"hold/{side}", segment, None
            continue
        if segment.kind is Kind.REST:
            which = "last" if segment.set == segment.sets else str(segment.set)
        elif segment.reps == 1:
            which = "only"
        else:
            which = "last" if segment.rep == segment.reps else str(segment.rep)
        yield f"{segment.kind.value}/{side}/{which}", segment, timeline.segments[place + 1]


def _block(timeline: Timeline, segment: Segment, hold: Segment | None, clips: Clips) -> Block:
    start, end = segment.start, segment.end
    cues = [cue for cue in timeline.cues if start - _NEARLY <= cue.at < end - _NEARLY]
    if segment.kind is Kind.FINISH:
        late = end - max((cue.duration for cue in cues[-1:]), default=0.0)
    elif hold is not None:
        late = hold.entry
    else:
        counted = not segment.waits and end - start > COUNTDOWN[0]
        late = end - COUNTDOWN[0] if counted else end
    return {
        "text": segment.text,
        "entry": round(end - hold.entry, 4) if hold is not None else 0,
        "cues": [
            clips.block_cue(cue, start, end, from_end=cue.at >= late - _NEARLY) for cue in cues
        ],
    }
