"""Nights, cramps, runs and trends in words; no sentence claims a cause, and none scolds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from statistics import median

from cramp_timer.core.number_text import clock_text
from cramp_timer.diary.entries import Cramp, RoutineRun, Soreness
from cramp_timer.diary.night import Night
from cramp_timer.diary.trend import (
    CANNOT_SHOW,
    ENOUGH_CRAMPS,
    ENOUGH_NIGHTS,
    WINDOW_NIGHTS,
    Trend,
    Window,
    Word,
)

_SORE = {
    Soreness.NO: "not sore afterwards",
    Soreness.DAY: "sore for up to a day",
    Soreness.LONGER: "sore for more than a day",
}


def night_name(night: date) -> str:
    """Return a night by its evening: "Mon 23 Nov"."""
    return f"{night:%a} {night.day} {night:%b}"


def counted(night: Night) -> str:
    """Return how many cramps there were, as far as anybody has said."""
    if night.count is None:
        return "not logged"
    return cramps_text(night.count) if night.count else "no cramp"


def night_line(night: Night) -> str:
    """Return a night in one line."""
    parts = [counted(night)]
    if night.sides:
        parts.append(" and ".join(sorted(night.sides)))
    if night.worst is not None:
        parts.append(f"worst {night.worst}")
    if night.answers and night.answers.sleep is not None:
        parts.append(f"sleep disturbed {night.answers.sleep}")
    if night.answers and night.answers.sore:
        parts.append(_SORE[night.answers.sore])
    if night.stretched:
        parts.append("stretched" if night.stretched == "done" else "stretched in part")
    return ", ".join(parts)


def night_lines(night: Night) -> Iterator[str]:
    """Yield a night with each of its cramps and runs, a line each."""
    yield f"Night of {night_name(night.night)}: {night_line(night)}."
    for number, cramp in enumerate(night.cramps, 1):
        yield f"  {number}. {cramp_line(cramp)}"
    for run in night.runs:
        yield f"  {run_line(run)}"


def cramp_line(cramp: Cramp) -> str:
    """Return one cramp in one line."""
    parts = []
    if cramp.started:
        parts.append(f"{cramp.started:%H:%M}")
    parts.append(" ".join(word for word in (cramp.side, cramp.muscle) if word) or "leg not named")
    if cramp.lasted is not None:
        parts.append(f"{clock_text(60 * cramp.lasted)} long")
    if cramp.eased is False:
        parts.append("had not eased when guidance ended")
    if cramp.worst is not None:
        parts.append(f"{cramp.worst} of 10")
    return ", ".join(parts)


def run_line(run: RoutineRun) -> str:
    """Return one run of a routine in one line."""
    held = ", ".join(f"{each.title} × {each.holds}" for each in run.held)
    how = "" if run.finished else ", in part"
    return f"{run.started:%H:%M} {run.title}{how}: {held}"


def morning_question(night: Night) -> str:
    """Return the question of the morning, and what is known already."""
    if not night.cramps:
        return "Cramps last night?"
    there = len(night.cramps)
    return f"Cramps last night? {there} {'is' if there == 1 else 'are'} here already; in all:"


_SEVERITY = {Word.FEWER: "milder", Word.SAME: "about the same", Word.MORE: "worse"}


def trend_lines(trend: Trend) -> Iterator[str]:
    """Yield what may be said of the two windows."""
    if trend.baseline is None:
        yield (
            "Not enough nights yet to compare: that takes the first two weeks and two later ones, "
            f"with {ENOUGH_NIGHTS} nights logged in each."
        )
        if trend.recent.logged:
            yield _counted("Last two weeks", trend.recent, rate=False)
        yield from _done(trend)
        return
    rate = trend.word is not None
    first = "Two weeks before you began to stretch" if trend.before_stretching else _FIRST
    yield _counted(first, trend.baseline, rate=rate)
    yield _counted("Last two weeks", trend.recent, rate=rate)
    if not trend.baseline.enough or not trend.recent.enough:
        yield f"Not enough yet: {ENOUGH_NIGHTS} of {WINDOW_NIGHTS} nights must be logged in each."
    elif trend.word is None:
        yield f"Fewer than {ENOUGH_CRAMPS} cramps to begin with: too few to say more than this."
    else:
        yield f"{trend.word.value.capitalize()}. {CANNOT_SHOW}"
    if trend.severity:
        yield (
            f"How bad they were: median {median(trend.baseline.severities):g}, then "
            f"{median(trend.recent.severities):g} of 10: {_SEVERITY[trend.severity]}."
        )
    yield from _done(trend)


_FIRST = "First two weeks"


def advice_lines(trend: Trend) -> Iterator[str]:
    """Yield what to ask whom; the advice is never to stretch more."""
    if trend.word is Word.MORE:
        yield (
            "More were logged than at first: ask your doctor or midwife. "
            "Cramps that disturb sleep are a reason to."
        )
    elif trend.six_weeks and _no_better(trend):
        yield "Six weeks, and no fewer: ask your doctor or midwife what else it may be."
    if trend.one_sided:
        yield (
            f"The last few were all in the {trend.one_sided.value} leg. If that leg is swollen, "
            "warm, tender or changed in colour, see the warning signs."
        )
    if trend.sore:
        yield "A leg was sore for more than a day: see the warning signs."


def _no_better(trend: Trend) -> bool:
    base, recent = trend.baseline, trend.recent
    if base is None or not base.enough or not recent.enough or not recent.cramps:
        return False
    return trend.word is Word.SAME or (trend.word is None and recent.cramps >= base.cramps)


def _counted(title: str, window: Window, *, rate: bool) -> str:
    counted = f"{title}: {cramps_text(window.cramps)} on {nights_text(window.logged)} logged"
    return f"{counted} ({window.in_seven:.1f} in seven)." if rate else f"{counted}."


def _done(trend: Trend) -> Iterator[str]:
    if trend.recent.done or trend.recent.part:
        part = f", in part on {trend.recent.part}" if trend.recent.part else ""
        yield f"A routine was done on {trend.recent.done} of the last {WINDOW_NIGHTS} nights{part}."


def cramps_text(count: int) -> str:
    """Return a number of cramps in words: "1 cramp"."""
    return f"{count} cramp" if count == 1 else f"{count} cramps"


def nights_text(count: int) -> str:
    """Return a number of nights in words: "1 night"."""
    return f"{count} night" if count == 1 else f"{count} nights"
