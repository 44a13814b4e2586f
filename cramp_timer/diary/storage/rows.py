"""How entries stand in the diary's tables: one description for storage, tables and JSON.

Columns are the fields of the entries. A moment takes two, UTC and the minutes of its offset.
Whatever is read becomes an entry through `entry_of` or `readable_entries`, which check every value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Annotated, Any, ClassVar, NamedTuple

from annotated_types import Ge, Le

from cramp_timer.diary.checklist import ChecklistCount
from cramp_timer.diary.entries import Cramp, Key, Mark, Name, NightAnswers, RoutineRun, Seconds
from cramp_timer.errors import DiaryError, reason_of
from cramp_timer.languages.messages import _


@dataclass(frozen=True, slots=True)
class HeldRow:
    """What was held of one exercise in a run, as a row of its own."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    run: Key
    place: Annotated[int, Ge(0), Le(1000)]
    title: Name
    holds: Annotated[int, Ge(1), Le(100_000)]
    seconds: Seconds


Row = Cramp | NightAnswers | RoutineRun | HeldRow | ChecklistCount | Mark
TABLES: dict[str, type[Any]] = {
    "cramps": Cramp,
    "nights": NightAnswers,
    "runs": RoutineRun,
    "held": HeldRow,
    "days": ChecklistCount,
    "marks": Mark,
}
KEYS = {
    "cramps": ("id",), "nights": ("night",), "runs": ("id",), "held": ("run", "place"),
    "days": ("day", "item"), "marks": ("id",),
}  # fmt: skip
CAN_BE_DELETED = ("cramps", "nights", "marks")
"""Tables whose rows are marked as deleted, so that they can be restored."""
_NOT_COLUMNS = {"was_none", "held"}
_MOMENTS = ("started", "ended")
_OFFSETS = {name: f"{name}_offset" for name in _MOMENTS}
"""The column beside each moment, which has the minutes of its offset."""
_DATES = ("night", "day")
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Beyond these a date is a slip, and arithmetic with it may leave what dates can be."""
_BOOKKEEPING = ("changed", "deleted")


@cache
def columns(table: str) -> tuple[str, ...]:
    """Return the fields of a table's entries that are columns, in order."""
    return tuple(each.name for each in fields(TABLES[table]) if each.name not in _NOT_COLUMNS)


@cache
def stored_columns(table: str) -> tuple[str, ...]:
    """Return the columns that hold these fields, in order: a moment takes two."""
    return tuple(
        column
        for name in columns(table)
        for column in ((name, _OFFSETS[name]) if name in _OFFSETS else (name,))
    )


def table_of(row: Row) -> str:
    """Return the table that an entry belongs to."""
    return next(table for table, kind in TABLES.items() if type(row) is kind)


def row_of(row: Row) -> dict[str, Any]:
    """Return an entry as the values of its columns, ready for SQLite."""
    values: dict[str, Any] = {}
    for name in columns(table_of(row)):
        value = getattr(row, name)
        if name in _MOMENTS:
            values[name], values[_OFFSETS[name]] = split_moment(value)
        else:
            values[name] = value.isoformat() if isinstance(value, date) else value
    return values


def entry_of(table: str, row: Mapping[str, Any], where: str) -> Any:
    """Return the entry that a row of a table is; DiaryError, with `where`, for a wrong value.

    `row` holds fields by name, as text or as values, with moments whole or split in two.
    """
    from pydantic import ValidationError

    try:
        return _entry(_door(table), row)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise DiaryError(f"{where}: {field}: {reason_of(first)}") from error
    except (ValueError, OverflowError) as error:
        raise DiaryError(f"{where}: {error}") from error


def readable_entries(table: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[Any]:
    """Yield what rows of a table are; one that is no entry must not hide all others."""
    door = _door(table)
    for row in rows:
        with suppress(ValueError, OverflowError):  # a ValidationError is a ValueError
            yield _entry(door, row)


class _Door(NamedTuple):
    """What checks the rows of one table."""

    validate: Callable[[Any], Any]
    moments: tuple[str, ...]
    dates: tuple[str, ...]


@cache
def _door(table: str) -> _Door:
    from pydantic import TypeAdapter

    names = columns(table)
    return _Door(
        TypeAdapter(TABLES[table]).validator.validate_python,
        tuple(name for name in _MOMENTS if name in names),
        tuple(name for name in _DATES if name in names),
    )


def _entry(door: _Door, row: Mapping[str, Any]) -> Any:
    values = dict(row)
    for name in door.moments:
        offset = values.pop(_OFFSETS[name], None)
        text = values.get(name)
        if offset is not None and text is not None:
            if not (isinstance(offset, int) and isinstance(text, str)):
                raise ValueError(_("{name}: is no moment", name=name))
            values[name] = datetime.fromisoformat(text).astimezone(_place(offset))
    for name in door.dates:
        if (day := values.get(name)) is not None:
            _check_date(name, day)
    entry = door.validate(values)
    for name in door.moments:
        moment: datetime | None = getattr(entry, name)
        if moment is not None and moment.tzinfo is None:
            raise ValueError(_("{name}: must have an offset from UTC, such as +01:00", name=name))
    return entry


def _check_date(name: str, value: object) -> None:
    """Raise ValueError for a date that no diary has, or one that is not written as one."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError as error:
        raise ValueError(
            _("{name}: {value!r} is no date such as 2026-11-25", name=name, value=value)
        ) from error
    if isinstance(day, date) and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(
            _(
                "{name}: must be a date from {first} to {last}",
                name=name,
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
        )


def without_bookkeeping(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row without when it was changed and deleted."""
    return {name: value for name, value in row.items() if name not in _BOOKKEEPING}


@cache
def _place(minutes: int) -> timezone:
    """Return the zone so many minutes east of UTC."""
    return timezone(timedelta(minutes=minutes))


def split_moment(moment: datetime | None) -> tuple[str | None, int | None]:
    """Return UTC to the millisecond, and the minutes east of it."""
    if moment is None:
        return None, None
    offset = moment.utcoffset() or timedelta()
    utc = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return utc.replace("+00:00", "Z"), offset // timedelta(minutes=1)


def stamp() -> str:
    """Return the time in UTC to the microsecond, so that two changes in a row have an order."""
    return stamp_of(datetime.now(UTC))


def stamp_of(moment: datetime) -> str:
    """Return a moment as `stamp` writes it."""
    utc = moment.astimezone(UTC).isoformat(timespec="microseconds")
    return utc.replace("+00:00", "Z")
