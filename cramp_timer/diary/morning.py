"""The question of the morning: which night it is about, and whether it is still to be asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from cramp_timer.diary.night import Page

MORNING_HOUR = 5
"""Before that the night is still going on, and nobody is asked anything."""


def night_over(now: datetime) -> date | None:
    """The night that ended last, by the clock on the wall; `None` while it is going on."""
    return last_night(now) if now.hour >= MORNING_HOUR else None


def last_night(now: datetime) -> date:
    """The night that began yesterday: at two in the morning it is still going on."""
    return now.date() - timedelta(days=1)


def is_open(page: Page) -> bool:
    """Whether nobody has answered, or put the question aside; cramps may be on the page."""
    return page.answers is None


def question(page: Page) -> str:
    """The question, and what is known already."""
    if not page.cramps:
        return "Cramps last night?"
    there = len(page.cramps)
    return f"Cramps last night? {there} {'is' if there == 1 else 'are'} here already; in all:"
