"""An older diary in a table of any shape: which column means what, and the nights in it.

One row is a night or one cramp; rows of the same night are added up. README.md beside this file
describes what is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from cramp_timer.core.side import Side
from cramp_timer.diary.entries import LONGEST_MINUTES, LONGEST_TEXT, WORST, Cramp, night_of
from cramp_timer.diary.night import MOST_CRAMPS, Night
from cramp_timer.diary.table_dates import DateOrder, moment_in
from cramp_timer.errors import DiaryError, printable
from cramp_timer.languages.messages import _
from cramp_timer.system.table_file import Table, TableRow, number_in

FIELDS = {
    "date": _("the date"),
    "count": _("how many cramps"),
    "worst": _("how bad, 0 to 10"),
    "minutes": _("how many minutes"),
    "side": _("which leg"),
    "sleep": _("how disturbed sleep was, 0 to 10"),
    "note": _("a note"),
}
"""What a column can mean; the date, and a count or how bad, are needed."""
_GUESSES = {
    "date": ("date", "night", "day", "datum", "nacht", "tag", "fecha", "noche", "data"),
    "count": ("count", "cramps", "number", "how many", "anzahl", "krämpfe", "calambres", "nombre"),
    "worst": (
        "worst",
        "pain",
        "severity",
        "intensity",
        "how bad",
        "schmerz",
        "dolor",
        "nrs",
        "vas",
    ),
    "minutes": ("minutes", "duration", "minuten", "dauer", "minutos"),
    "side": ("side", "leg", "seite", "bein", "lado", "pierna"),
    "sleep": ("sleep", "schlaf", "sueño"),
    "note": ("note", "comment", "remark", "notiz", "bemerkung", "nota"),
}
_SIDES = {
    "l": Side.LEFT, "left": Side.LEFT, "links": Side.LEFT,
    "r": Side.RIGHT, "right": Side.RIGHT, "rechts": Side.RIGHT,
    "b": Side.BOTH, "both": Side.BOTH, "beide": Side.BOTH,
}  # fmt: skip
_NO_CRAMP, _ONE_CRAMP = ("no", "none", "nein", "-"), ("yes", "x", "ja")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is to be read."""

    columns: Mapping[str, str]
    """The column of each field that the table has."""
    order: DateOrder
    mornings: bool = False
    """Whether a date is that of the morning after; otherwise it is that of the evening."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do, before anything is written."""

    nights: tuple[Night, ...]
    """The nights that are new, the earliest first."""
    already_logged: tuple[date, ...]
    """Nights that are in the diary already, and stay as they are."""


def guessed_columns(columns: Iterable[str]) -> dict[str, str]:
    """Return for each field the first column whose name sounds like it."""
    free, found = list(columns), {}
    for field, words in _GUESSES.items():
        named = (column for word in words for column in free if word in column.casefold())
        column = next(named, None)
        if column is not None:
            found[field] = column
            free.remove(column)
    return found


def check_columns(columns: Mapping[str, str], table: Table) -> None:
    """Raise DiaryError where a field or a column is not known, or what is needed is missing."""
    there = ", ".join(table.columns)
    for field, column in columns.items():
        if field not in FIELDS:
            raise DiaryError(
                _("--map {field}: is none of {names}", field=field, names=", ".join(FIELDS))
            )
        if column not in table.columns:
            raise DiaryError(
                _(
                    "--map {field}={column}: no such column; there are {there}",
                    field=field,
                    column=column,
                    there=there,
                )
            )
    if "date" not in columns or not {"count", "worst"} & set(columns):
        example = f"--map date={table.columns[0]} --map count={table.columns[-1]}"
        raise DiaryError(
            _(
                "say which column is the date, and which a count or how bad it was, such as "
                "{example}; there are {there}",
                example=example,
                there=there,
            )
        )


def planned(table: Table, reading: Reading, here: Mapping[date, Night], today: date) -> Plan:
    """Return what is new in a table; DiaryError with line, column and reason.

    `here` holds the nights of the diary; `today` is the last date that can be meant.
    """
    nights: dict[date, Night] = {}
    already: dict[date, None] = {}
    for row in table.rows:
        night = _night(row, reading, today)
        if night in here and here[night].logged:
            already[night] = None
            continue
        before = nights.get(night) or here.get(night) or Night(night)
        nights[night] = _with_row(before, row, reading)
    known = (
        night for night in sorted(nights) if nights[night] != (here.get(night) or Night(night))
    )
    return Plan(tuple(nights[night] for night in known), tuple(sorted(already)))


def _night(row: TableRow, reading: Reading, today: date) -> date:
    cell = _cell(row, reading, "date")
    moment = moment_in(cell, reading.order)
    if moment is None:
        raise _error(row, reading, "date", _("is no date such as 2026-11-25"))
    day, clock = moment
    if day > today:
        raise _error(row, reading, "date", _("is still to come"))
    if day.year < 1900:
        raise _error(row, reading, "date", _("is too long ago"))
    if clock is not None:
        return night_of(datetime.combine(day, clock))
    return day - timedelta(days=1) if reading.mornings else day


def _with_row(night: Night, row: TableRow, reading: Reading) -> Night:
    """Return a night with what one row says of it."""
    worst = _whole(row, reading, "worst", WORST)
    minutes = _number(row, reading, "minutes", LONGEST_MINUTES)
    sleep = _whole(row, reading, "sleep", WORST)
    count = _count(row, reading)
    if count is None and worst is not None:
        count = int(worst > 0)
    note = printable(_cell(row, reading, "note"))[:LONGEST_TEXT]
    said: dict[str, Any] = {}
    if sleep is not None:
        said["sleep"] = sleep
    if note:
        said["note"] = f"{night.answers_or_empty.note} {note}".strip()[:LONGEST_TEXT]
    if count is not None:
        said["none"] = not count and not night.cramps
    if said:
        night = replace(night, answers=replace(night.answers_or_empty, **said))
    if not count:
        return night
    if len(night.cramps) + count > MOST_CRAMPS:
        raise _error(
            row, reading, "count", _("makes more than {most} cramps in one night", most=MOST_CRAMPS)
        )
    side = _side(row, reading)
    first = replace(Cramp.later(night.night), worst=worst or None, minutes=minutes, side=side)
    more = [replace(Cramp.later(night.night), side=side) for _ in range(count - 1)]
    return replace(night, cramps=(*night.cramps, first, *more))


def _count(row: TableRow, reading: Reading) -> int | None:
    word = _cell(row, reading, "count").casefold()
    if word in _NO_CRAMP or word in _ONE_CRAMP:
        return int(word in _ONE_CRAMP)
    return _whole(row, reading, "count", MOST_CRAMPS)


def _side(row: TableRow, reading: Reading) -> Any:
    word = _cell(row, reading, "side").casefold()
    if word and word not in _SIDES:
        raise _error(row, reading, "side", _("is none of {names}", names=", ".join(_SIDES)))
    return _SIDES.get(word)


def _whole(row: TableRow, reading: Reading, field: str, most: int) -> int | None:
    number = _number(row, reading, field, most)
    if number is not None and not number.is_integer():
        raise _error(row, reading, field, _("is no whole number from 0 to {most}", most=most))
    return None if number is None else int(number)


def _number(row: TableRow, reading: Reading, field: str, most: int) -> float | None:
    cell = _cell(row, reading, field)
    if not cell:
        return None
    number = number_in(cell.partition("/")[0])  # "7/10"
    if number is None or not 0 <= number <= most:
        raise _error(row, reading, field, _("is no number from 0 to {most}", most=most))
    return number


def _cell(row: TableRow, reading: Reading, field: str) -> str:
    return row.cells.get(reading.columns.get(field, ""), "")


def _error(row: TableRow, reading: Reading, field: str, reason: str) -> DiaryError:
    cell = _cell(row, reading, field)
    return DiaryError(
        _(
            "line {line}: {column}: {cell!r} {reason}",
            line=row.line,
            column=reading.columns[field],
            cell=cell,
            reason=reason,
        )
    )
