"""The content of the session screen for a snapshot: words, digits and fractions.

Pure values, so that every state of the screen can be tested without one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from cramp_timer.core.engine import EngineSnapshot, State
from cramp_timer.core.number_text import clock_text
from cramp_timer.core.side import leg_text
from cramp_timer.core.timeline import Kind, Segment, Timeline
from cramp_timer.languages.messages import _, capital

_WORDS = {
    Kind.PREPARE: _("READY"),
    Kind.HOLD: _("HOLD"),
    Kind.RELAX: _("LET GO"),
    Kind.SWITCH: _("SWITCH"),
    Kind.REST: _("REST"),
    Kind.FINISH: _("DONE"),
}


_ANY_KEY = {
    Kind.PREPARE: _("Any key when you are there"),
    Kind.HOLD: _("Any key when you are done"),
}
MOVEMENT_SECONDS, MOVEMENT_STEPS = 1.0, 6
"""How long the figure takes from rest to hold, and in how many pictures."""
LAST_SECONDS = 60.0
ELAPSED_STEP_SECONDS = 5
"""The step of the progress bar: coarse, so that only the digits tick."""


@dataclass(frozen=True, slots=True)
class RoutineView:
    """The content of the screen, which changes once a second."""

    phase: str
    """One word in capitals."""
    digits: str
    """The whole seconds left in the segment."""
    leg: str
    rep: str
    say: str
    """What to do, in the words that are spoken."""
    coming: str
    pose: str
    is_hold: bool
    moved: float
    """How far the figure has come from rest to hold, from 0 to 1, in the first second of a hold."""
    share: float
    """The fraction of the segment that is left, from 1 to 0."""
    done: float
    """The fraction of the routine that is done, from 0 to 1."""
    minutes_left: str
    """The rest of the routine in whole minutes, and at its end in seconds: "0:08 left"."""


def routine_view(snapshot: EngineSnapshot, timeline: Timeline, *, keys: bool = True) -> RoutineView:
    """Return the content of the screen for a snapshot; `keys` if there is a keyboard."""
    segment = snapshot.segment
    paused = snapshot.state is State.PAUSED
    left = math.ceil(snapshot.remaining - 1e-6)
    elapsed = snapshot.position // ELAPSED_STEP_SECONDS * ELAPSED_STEP_SECONDS
    return RoutineView(
        phase=_("PAUSED") if paused else _("WAITING") if snapshot.waiting else _verb(snapshot),
        digits="" if snapshot.waiting else str(left) if left < 100 else clock_text(left),
        leg=capital(leg_text(segment.side)),
        rep=" · ".join(
            filter(
                None, (_("{rep} of {reps}", rep=segment.rep, reps=segment.reps), segment.which_set)
            )
        ),
        say=_paused_text(segment) if paused else segment.text or segment.title,
        coming=_ANY_KEY[segment.kind] if keys and segment.waits else _coming(snapshot.upcoming),
        pose=segment.pose,
        is_hold=segment.kind is Kind.HOLD,
        moved=_moved(snapshot),
        share=min(1.0, left / segment.seconds),
        done=min(1.0, elapsed / timeline.duration),
        minutes_left=_left(timeline.duration - snapshot.position),
    )


def seconds_until_change(snapshot: EngineSnapshot) -> float:
    """Return the seconds until the digits change, the figure moves or the segment ends."""
    if snapshot.waiting:
        return 1.0
    if snapshot.segment.kind is Kind.HOLD and _moved(snapshot) < 1:
        return MOVEMENT_SECONDS / MOVEMENT_STEPS
    left = snapshot.remaining
    return left - math.floor(left - 1e-6) + 0.002


def _moved(snapshot: EngineSnapshot) -> float:
    if snapshot.segment.kind is not Kind.HOLD:
        return 0.0
    since = (snapshot.position - snapshot.segment.start) / MOVEMENT_SECONDS
    return min(1.0, math.floor(since * MOVEMENT_STEPS + 1) / MOVEMENT_STEPS)


def _verb(snapshot: EngineSnapshot) -> str:
    """Return what to do in a word or two; shortly before a hold, how it begins: "LEAN IN"."""
    coming = snapshot.upcoming
    if coming is not None and coming.lead_in and snapshot.position >= coming.entry:
        return coming.lead_in.rstrip(".").upper()
    return _WORDS[snapshot.segment.kind]


def _left(seconds: float) -> str:
    if seconds > LAST_SECONDS:
        return _("{seconds} min left", seconds=math.ceil(seconds / 60 - 1e-06))
    return _("{clock} left", clock=clock_text(math.ceil(seconds - 1e-06)))


def _paused_text(segment: Segment) -> str:
    again = _("; the hold begins again") if segment.kind is Kind.HOLD else ""
    return _("{title}. Space goes on{again}.", title=segment.title, again=again)


def _coming(segment: Segment | None) -> str:
    if segment is None:
        return _("Then good night")
    match segment.kind:
        case Kind.HOLD:
            what = _("hold {rep} of {reps}", rep=segment.rep, reps=segment.reps)
        case Kind.RELAX:
            what = _("release")
        case Kind.SWITCH:
            what = _("release, then {side}", side=leg_text(segment.side))
        case Kind.REST:
            what = _("rest, then {which_set}", which_set=segment.which_set)
        case Kind.PREPARE:
            what = segment.title
        case Kind.FINISH:
            what = _("release, and done")
    return _("Next: {what}, {seconds} s", what=what, seconds=f"{segment.seconds:g}")
