"""What screens and commands ask the diary for: always a few weeks, however old it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cramp_timer.diary.night import ONE_NIGHT, Night
from cramp_timer.diary.trend import WINDOW, Trend, trend

if TYPE_CHECKING:
    from cramp_timer.diary.storage.store import Store


def trend_of(store: Store, last: date) -> Trend:
    """Return the trend of a diary up to the last night that is over."""
    first = store.first_logged()
    nights = store.nights(last - WINDOW + ONE_NIGHT, last)
    if first is not None:
        nights |= store.nights(first, first + WINDOW - ONE_NIGHT)
    return trend(nights, first, store.first_run(), last)


def last_shown(store: Store, last: date) -> date:
    """Return the night to show last: tonight, once anything is known of it, or the last one."""
    tonight = last + ONE_NIGHT
    return tonight if store.night(tonight) != Night(tonight) else last
