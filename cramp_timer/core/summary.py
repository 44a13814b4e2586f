"""What was done: counted from what was really played, in values and in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from cramp_timer.core.engine import Engine, State
from cramp_timer.core.number_text import clock_face


@dataclass(frozen=True, slots=True)
class Done:
    """What was held of one exercise."""

    title: str
    holds: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Summary:
    """What there is to say at the end."""

    title: str
    finished: bool
    seconds: float
    done: tuple[Done, ...]


def summarise(engine: Engine) -> Summary:
    """Every hold that was held to its end, by exercise."""
    spans = engine.played()
    holds = [segment for span in spans for segment in span.holds()]
    done = []
    for _, group in groupby(holds, key=lambda hold: hold.exercise):
        same = list(group)
        done.append(Done(same[0].title, len(same), sum(hold.seconds for hold in same)))
    finished = engine.state is State.FINISHED
    seconds = sum(span.end - span.start for span in spans)
    return Summary(engine.timeline.title, finished, seconds, tuple(done))


def sentences(summary: Summary) -> Iterator[str]:
    """The summary for people."""
    how = "Done" if summary.finished else "Stopped early"
    yield f"{how}: {summary.title}, {clock_face(summary.seconds)}."
    for done in summary.done:
        holds = "hold" if done.holds == 1 else "holds"
        yield f"{done.title}: {done.holds} {holds}, {done.seconds:g} s held."
