"""What a screen, a page or a program asks the diary for; always a few weeks, however old it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cramp_timer.diary.night import Page
from cramp_timer.diary.trend import WINDOW, Trend, Window, trend

if TYPE_CHECKING:
    from cramp_timer.diary.storage.store import Store

_A_DAY = timedelta(days=1)


def trend_of(store: Store, last: date) -> Trend:
    """The trend of a diary up to the last night that is over."""
    first = store.first_logged()
    found = store.pages(last - WINDOW + _A_DAY, last)
    if first is not None:
        found |= store.pages(first, first + WINDOW - _A_DAY)
    return trend(found, first, store.first_run(), last)


def last_shown(store: Store, last: date) -> date:
    """The night to show last: tonight is not over, but what is known of it need not wait."""
    tonight = last + _A_DAY
    return tonight if store.page(tonight) != Page(tonight) else last


def as_values(nights: Iterable[Page], trend: Trend, words: list[str]) -> dict[str, Any]:
    """The same for programs; what is not known is null."""
    return {
        "nights": [_night(page) for page in nights],
        "trend": {
            "baseline": _window(trend.baseline) if trend.baseline else None,
            "recent": _window(trend.recent),
            "word": trend.word,
            "severity": trend.severity,
            "says": words,
        },
    }


def _night(page: Page) -> dict[str, Any]:
    return {
        "night": page.night.isoformat(),
        "count": page.count,
        "worst": page.worst,
        "sides": sorted(page.sides),
        "sleep": page.answers.sleep if page.answers else None,
        "sore": page.answers.sore if page.answers else None,
        "stretched": page.stretched or None,
        "cramps": [
            {
                "id": cramp.id,
                "started": cramp.started.isoformat() if cramp.started else None,
                "minutes": cramp.lasted,
                "side": cramp.side,
                "muscle": cramp.muscle,
                "worst": cramp.worst,
                "eased": cramp.eased,
            }
            for cramp in page.cramps
        ],
    }


def _window(window: Window) -> dict[str, Any]:
    return {
        "first": window.first.isoformat(),
        "last": window.last.isoformat(),
        "logged": window.logged,
        "cramps": window.cramps,
        "done": window.done,
        "part": window.part,
    }
