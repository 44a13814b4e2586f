"""What screens and commands ask the diary for: always a few weeks, however old it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cramp_timer.diary.night import ONE_NIGHT, Night
from cramp_timer.diary.trend import Trend, needed, trend

if TYPE_CHECKING:
    from cramp_timer.diary.storage.store import Store


def trend_of(store: Store, last: date) -> Trend:
    """Return the trend of a diary up to the last night that is over."""
    first, mark = store.first_logged(), store.last_mark()
    start = max(first, mark.night) if first and mark else first
    nights: dict[date, Night] = {}
    for span in needed(start, last):
        nights |= store.nights(*span)
    return trend(nights, first, store.first_run(), last, mark)


def last_shown(store: Store, last: date) -> date:
    """Return the night to show last: tonight, once anything is known of it, or the last one."""
    tonight = last + ONE_NIGHT
    return tonight if store.night(tonight) != Night(tonight) else last
