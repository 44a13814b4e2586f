"""The summary of a run, from what was really played, as values and as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from cramp_timer.core.engine import Engine, State
from cramp_timer.core.number_text import clock_text
from cramp_timer.languages.messages import _, plural


@dataclass(frozen=True, slots=True)
class HeldExercise:
    """The completed holds of one exercise in a run, and their seconds in all."""

    title: str
    holds: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Summary:
    """The result of one run."""

    title: str
    finished: bool
    seconds: float
    """The time played, without pauses."""
    held: tuple[HeldExercise, ...]


def summarise(engine: Engine) -> Summary:
    """Return the played seconds and the completed holds by exercise."""
    spans = engine.played()
    holds = [segment for span in spans for segment in span.holds()]
    held = []
    for _number, group in groupby(holds, key=lambda hold: hold.exercise):
        same = list(group)
        held.append(HeldExercise(same[0].title, len(same), sum(hold.seconds for hold in same)))
    finished = engine.state is State.FINISHED
    seconds = sum(span.end - span.start for span in spans)
    return Summary(engine.timeline.title, finished, seconds, tuple(held))


def sentences(summary: Summary) -> Iterator[str]:
    """Yield one sentence for the run and one per exercise."""
    how = _("Done") if summary.finished else _("Stopped early")
    yield f"{how}: {summary.title}, {clock_text(summary.seconds)}."
    for exercise in summary.held:
        yield plural(
            "{title}: {count} hold, {seconds:g} s held.",
            "{title}: {count} holds, {seconds:g} s held.",
            exercise.holds,
            title=exercise.title,
            seconds=exercise.seconds,
        )
