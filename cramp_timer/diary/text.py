"""A night in words, for a line, a screen and a printed page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cramp_timer.core.number_text import clock_face
from cramp_timer.diary.entries import Cramp, Run, Soreness
from cramp_timer.diary.night import Page
from cramp_timer.diary.trend_words import cramps

_SORE = {
    Soreness.NO: "not sore afterwards",
    Soreness.DAY: "sore for up to a day",
    Soreness.LONGER: "sore for more than a day",
}


def night_name(night: date) -> str:
    """ "Mon 23 Nov", the evening and the morning after it."""
    return f"{night:%a} {night.day} {night:%b}"


def counted(page: Page) -> str:
    """How many there were, as far as anybody has said."""
    if page.count is None:
        return "not logged"
    return cramps(page.count) if page.count else "no cramp"


def page_line(page: Page) -> str:
    """The night in one line."""
    parts = [counted(page)]
    if page.sides:
        parts.append(" and ".join(sorted(page.sides)))
    if page.worst is not None:
        parts.append(f"worst {page.worst}")
    if page.answers and page.answers.sleep is not None:
        parts.append(f"sleep disturbed {page.answers.sleep}")
    if page.answers and page.answers.sore:
        parts.append(_SORE[page.answers.sore])
    if page.stretched:
        parts.append("stretched" if page.stretched == "done" else "stretched in part")
    return ", ".join(parts)


def page_lines(page: Page) -> Iterator[str]:
    """The night with each of its cramps and runs."""
    yield f"Night of {night_name(page.night)}: {page_line(page)}."
    for number, cramp in enumerate(page.cramps, 1):
        yield f"  {number}. {cramp_line(cramp)}"
    for run in page.runs:
        yield f"  {run_line(run)}"


def cramp_line(cramp: Cramp) -> str:
    """One cramp."""
    parts = []
    if cramp.started:
        parts.append(f"{cramp.started:%H:%M}")
    parts.append(" ".join(word for word in (cramp.side, cramp.muscle) if word) or "leg not named")
    if cramp.lasted is not None:
        parts.append(f"{clock_face(60 * cramp.lasted)} long")
    if cramp.eased is False:
        parts.append("had not eased when guidance ended")
    if cramp.worst is not None:
        parts.append(f"{cramp.worst} of 10")
    return ", ".join(parts)


def run_line(run: Run) -> str:
    """One routine that was done."""
    held = ", ".join(f"{each.title} × {each.holds}" for each in run.held)
    how = "" if run.finished else ", in part"
    return f"{run.started:%H:%M} {run.title}{how}: {held}"
