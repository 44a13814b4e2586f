"""Line mode: the same engine and sound, one line per event. For pipes and screen readers."""

from __future__ import annotations

import sys
import time
from typing import IO

from cramp_timer.engine import State
from cramp_timer.freeze import FreezeWatch
from cramp_timer.numbers import clock_face
from cramp_timer.session import Session
from cramp_timer.summary import sentences
from cramp_timer.timeline import Kind, Segment
from cramp_timer.wording import side_phrase

LOOK_SECONDS = 0.1
QUIET_STATES = ("opening sound",)


def spell_seconds(seconds: float) -> str:
    """A length in words: "10 s", "4.5 s"."""
    return f"{seconds:g} s"


def line_of(segment: Segment) -> str:
    """One segment as one line that can be read aloud."""
    leg = side_phrase(segment.side).rstrip(".")
    rep = f"{segment.rep} of {segment.reps}"
    length = spell_seconds(segment.seconds)
    match segment.kind:
        case Kind.PREPARE:
            parts = [segment.title, leg, length, segment.text]
        case Kind.HOLD:
            parts = [f"Hold {rep}", leg, length]
        case Kind.RELAX:
            parts = ["Release", length]
        case Kind.SWITCH:
            parts = ["Release", segment.text.rstrip("."), length]
        case Kind.FINISH:
            parts = ["Release", segment.text]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def run(session: Session, freeze: FreezeWatch, output: IO[str] = sys.stdout) -> None:
    """Lead through the routine; returns when it is over or someone stops it."""

    def tell(position: float, text: str) -> None:
        print(f"{clock_face(position):>5}  {text}", file=output, flush=True)

    total = clock_face(session.engine.timeline.duration)
    tell(0.0, f"{session.routine.title}, {total}. Ctrl-C stops.")
    told_index, told_sound = -1, ""
    session.start()
    while (moment := session.look()).state is State.RUNNING:
        if (since := freeze.take()) is not None:
            session.pause_since(since)
            tell(session.engine.position, "The machine slept; going on.")
            session.pause_or_resume()
            continue
        if moment.index != told_index:
            told_index = moment.index
            tell(moment.segment.start, line_of(moment.segment))
        if session.sound.state != told_sound and session.sound.state not in QUIET_STATES:
            told_sound = session.sound.state
            tell(moment.position, f"Sound: {told_sound}.")
        time.sleep(LOOK_SECONDS)
    for line in sentences(session.summary()):
        tell(session.engine.position, line)
