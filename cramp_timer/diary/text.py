"""Nights, cramps, runs and trends in words; no sentence claims a cause, and none scolds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import ceil
from statistics import median

from cramp_timer.core.number_text import clock_text
from cramp_timer.diary.entries import Cramp, Mark, RoutineRun, Soreness
from cramp_timer.diary.night import Night
from cramp_timer.diary.trend import (
    CANNOT_SHOW,
    ENOUGH_CRAMPS,
    ENOUGH_SHARE,
    FOUR_WEEKS,
    SAME_SIDE,
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
    if night.answers and night.answers.by_day is not None:
        parts.append(f"{cramps_text(night.answers.by_day)} by day")
    if night.stretched:
        parts.append("stretched" if night.stretched == "done" else "stretched in part")
    return ", ".join(parts)


def night_lines(night: Night) -> Iterator[str]:
    """Yield a night with each of its cramps and runs, a line each."""
    yield f"Night of {night_name(night.night)}: {night_line(night)}."
    for mark in night.marks:
        yield f"  — {mark.text}"
    for number, cramp in enumerate(night.cramps, 1):
        yield f"  {number}. {cramp_line(cramp)}"
    for run in night.runs:
        yield f"  {run_line(run)}"
    if night.answers and night.answers.note:
        yield f"  {night.answers.note}"


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
    if cramp.woke is not None:
        parts.append("woke you" if cramp.woke else "did not wake you")
    if cramp.tried or cramp.helped is not None:
        helped = {True: ", which helped", False: ", which did not help", None: ""}[cramp.helped]
        parts.append(f"tried {cramp.tried or 'something'}{helped}")
    if cramp.note:
        parts.append(cramp.note)
    return ", ".join(parts)


def run_line(run: RoutineRun) -> str:
    """Return one run of a routine in one line."""
    held = ", ".join(f"{each.title} × {each.holds}" for each in run.held)
    how = "" if run.finished else ", in part"
    return f"{run.started:%H:%M} {run.title}{how}: {held}"


def tonight_line(suggested: str, tonight: Night, last: Night) -> str:
    """Return what is suggested for a night or was done in it, and how the one before it was."""
    done = next((run for run in reversed(tonight.runs) if run.finished), None)
    line = f"Tonight: {suggested}" if done is None else f"{done.title}, done {done.started:%H:%M}"
    if last.logged:
        worst = "" if last.worst is None else f", worst {last.worst}"
        line += f" · last night: {counted(last)}{worst}"
    return line


def morning_question(night: Night) -> str:
    """Return the question of the morning, and what is known already."""
    if not night.cramps:
        return "Cramps last night?"
    there = len(night.cramps)
    return f"Cramps last night? {there} {'is' if there == 1 else 'are'} here already; in all:"


def trend_lines(trend: Trend) -> Iterator[str]:
    """Yield what may be said of the first nights and the last ones."""
    base, recent = trend.baseline, trend.recent
    if base is None:
        since = f" since {_mark_name(trend.mark)}" if trend.mark else ""
        yield (
            f"Not enough nights yet to compare: that takes two weeks{since} and two later ones, "
            f"and four and four to say that it was fewer."
        )
        if recent.logged:
            yield _counted("The last two weeks", recent, rate=False)
        yield from _done(trend)
        return
    rate = trend.word is not None
    yield _counted(_first_title(trend, base), base, rate=rate)
    yield _counted(f"{_weeks(recent)} to {day_name(recent.last)}", recent, rate=rate)
    if not base.enough or not recent.enough:
        wanted = ceil(ENOUGH_SHARE * recent.nights)
        yield f"Not enough yet: {wanted} of {recent.nights} nights must be logged in each."
    elif trend.word is None:
        yield f"Fewer than {ENOUGH_CRAMPS} cramps in all: too few to say more than this."
    else:
        yield f"{trend.word.value.capitalize()}. {CANNOT_SHOW}"
    if trend.severity:
        yield (
            f"How bad they were: median {median(base.severities):g} "
            f"({len(base.severities)} rated), then {median(recent.severities):g} "
            f"({len(recent.severities)} rated) of 10: {trend.severity.value}."
        )
    if trend.next_look:
        yield (
            "It is judged once a fortnight, and two judgements must agree; "
            f"the next one is after the night of {day_name(trend.next_look)}."
        )
    yield from _done(trend)


def _first_title(trend: Trend, base: Window) -> str:
    weeks = _weeks(base)
    if trend.mark:
        return f"{weeks} since {_mark_name(trend.mark)}"
    if trend.before_stretching:
        return f"{weeks} before you began to stretch"
    return f"The first {weeks.lower()}"


def _weeks(window: Window) -> str:
    return "Four weeks" if window.nights == FOUR_WEEKS else "Two weeks"


def _mark_name(mark: Mark) -> str:
    return f'"{mark.text}" ({day_name(mark.night)})'


def day_name(day: date) -> str:
    """Return a date in words: "3 Nov 2026"."""
    return f"{day.day} {day:%b %Y}"


APPOINTMENT = "Make an appointment, and name your medicines. Do not stop any by yourself."
"""What to do about signs that are no emergency, as the warning signs say it."""


def advice_lines(trend: Trend) -> Iterator[str]:
    """Yield what to ask whom; the advice is never to stretch more."""
    if trend.word is Word.MORE:
        yield f"More were logged than at first. {APPOINTMENT}"
    elif trend.severe:
        yield f"Cramps that spoil your sleep, or come most nights: {_lower(APPOINTMENT)}"
    elif trend.six_weeks and trend.word in (Word.UNCLEAR, Word.MORE_ONCE):
        yield f"Six weeks without a clear drop. {APPOINTMENT}"
    if trend.one_sided:
        yield (
            f"The last {SAME_SIDE} whose leg was named were all in the "
            f"{trend.one_sided.value} leg. If that leg is "
            "swollen, warm, heavy or another colour, see the warning signs."
        )
    if trend.sore:
        yield "A leg was sore for more than a day after a cramp: see the warning signs."


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _counted(title: str, window: Window, *, rate: bool) -> str:
    counted = f"{title}: {cramps_text(window.cramps)} on {nights_text(window.logged)} logged"
    return f"{counted} ({window.in_seven:.1f} in seven)." if rate else f"{counted}."


def _done(trend: Trend) -> Iterator[str]:
    recent = trend.recent
    if recent.done or recent.part:
        part = f", in part on {recent.part}" if recent.part else ""
        yield f"A routine was done on {recent.done} of these last {recent.nights} nights{part}."


def cramps_text(count: int) -> str:
    """Return a number of cramps in words: "1 cramp"."""
    return f"{count} cramp" if count == 1 else f"{count} cramps"


def nights_text(count: int) -> str:
    """Return a number of nights in words: "1 night"."""
    return f"{count} night" if count == 1 else f"{count} nights"
