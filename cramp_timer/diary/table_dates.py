"""Dates as people and spreadsheets write them; where day and month could be either, nobody guesses.

Read: 2026-11-25, 25.11.2026, 25/11/26, 11/25/2026, 25 Nov 2026, each with a time of day or without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time
from enum import StrEnum

from cramp_timer.errors import DiaryError
from cramp_timer.languages.messages import _

_NUMBERS = re.compile(r"(\d{1,4})([-./])(\d{1,2})\2(\d{1,4})(?:[T ,]+(.+))?")
_WORDS = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y")
_CLOCKS = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p", "%I:%M%p")


class DateOrder(StrEnum):
    """Which of two numbers is the day, as `--dates` names it."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


Moment = tuple[date, time | None]
"""A date, and the time of day where one is written."""


def moment_in(cell: str, order: DateOrder) -> Moment | None:
    """Return what a cell says, in an order of day and month; `None` where it is no date."""
    found = _NUMBERS.fullmatch(cell.strip())
    if found is None:
        return _with_month_name(cell)
    first, mark, second, third, rest = found.groups()
    if len(first) == 4:
        year, month, day = first, second, third
    elif mark == "." or order is DateOrder.DAY_FIRST:
        day, month, year = first, second, third
    else:
        month, day, year = first, second, third
    clock = _clock(rest) if rest else None
    if (rest and clock is None) or len(year) not in (2, 4):
        return None
    with suppress(ValueError):
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)), clock
    return None


def order_of(cells: Iterable[tuple[int, str]]) -> DateOrder | None:
    """Return the order of day and month in a column; `None` where both would do.

    `cells` are lines of the file with their texts. DiaryError for a cell that is no date, or one
    that contradicts those above it.
    """
    possible, differ = set(DateOrder), False
    for line, cell in cells:
        readings = {order: moment_in(cell, order) for order in DateOrder}
        able = {order for order in possible if readings[order] is not None}
        if not able:
            raise DiaryError(
                _(
                    "line {line}: {cell!r} is no date, or not in the order of those before it",
                    line=line,
                    cell=cell,
                )
            )
        differ = differ or len(set(readings.values())) > 1
        possible = able
    return next(iter(possible)) if len(possible) == 1 else None if differ else DateOrder.DAY_FIRST


def _with_month_name(cell: str) -> Moment | None:
    plain = " ".join(cell.replace(",", " ").replace(".", " ").split())
    for form in _WORDS:
        with suppress(ValueError):
            return datetime.strptime(plain, form).date(), None  # noqa: DTZ007  # a date, no moment
    return None


def _clock(text: str) -> time | None:
    plain = text.strip().removesuffix("Z").upper()
    for form in _CLOCKS:
        with suppress(ValueError):
            return datetime.strptime(plain, form).time()  # noqa: DTZ007  # a time, no moment
    return None
