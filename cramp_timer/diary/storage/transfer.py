"""The diary as tables for other programs, and back again without loss or doubles.

A cell that a spreadsheet would take for a formula begins with an apostrophe here; it is taken off
again on the way back.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_serializer

from cramp_timer.core.routine import Words
from cramp_timer.diary.checklist import Item
from cramp_timer.diary.entries import Muscle, Soreness
from cramp_timer.diary.storage.store import TABLES, Store, parts
from cramp_timer.errors import DiaryError, reason_of

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
LARGEST_BYTES = 200_000_000

Rating = Annotated[int, Field(ge=0, le=10)]
Key = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[0-9a-zA-Z-]+$")]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", use_enum_values=True)


class _Kept(_Row):
    changed: AwareDatetime
    """When it was last changed; of two of one key the newer is right."""

    @field_serializer("changed")
    def _exact(self, changed: datetime) -> str:
        return changed.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class CrampRow(_Kept):
    """One cramp; times carry the offset from UTC of their place."""

    id: Key
    night: date
    started: AwareDatetime | None = None
    ended: AwareDatetime | None = None
    side: Literal["left", "right", "both"] | None = None
    muscle: Muscle | None = None
    worst: Rating | None = None
    eased: bool | None = None
    minutes: Annotated[float, Field(ge=0, le=1440)] | None = None
    source: Literal["now", "later"]


class NightRow(_Kept):
    """What was said of one night as a whole."""

    night: date
    none: bool
    skipped: bool = False
    sleep: Rating | None = None
    sore: Soreness | None = None


class RunRow(_Kept):
    """One doing of a routine."""

    id: Key
    night: date
    started: AwareDatetime
    routine: Words = ""
    title: Words
    seconds: Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]
    finished: bool


class HeldRow(_Row):
    """What was held of one exercise in a run."""

    run: Key
    place: Annotated[int, Field(ge=0, le=1000)]
    title: Words
    holds: Annotated[int, Field(ge=1, le=100_000)]
    seconds: Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]


class DayRow(_Kept):
    """One item of a day's list."""

    day: date
    item: Item
    count: Annotated[int, Field(ge=0, le=1000)]


MODELS: dict[str, type[_Row]] = dict(
    zip(TABLES, (CrampRow, NightRow, RunRow, HeldRow, DayRow), strict=True)
)


def tables_of(store: Store) -> dict[str, list[_Row]]:
    """Every table of a diary, as rows that can be written down."""
    return {
        table: [model.model_validate(_joined(row)) for row in store.rows(table)]
        for table, model in MODELS.items()
    }


def as_csv(table: str, rows: Iterable[_Row]) -> bytes:
    """One table as a spreadsheet reads it rightly, whatever language it is set to."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_columns(table))
    for row in rows:
        values = row.model_dump(mode="json")
        writer.writerow([_cell(values[name]) for name in _columns(table)])
    return text.getvalue().encode("utf-8-sig")


def as_json(tables: Mapping[str, Iterable[_Row]]) -> str:
    """All tables as one JSON document."""
    rows = {table: [row.model_dump(mode="json") for row in each] for table, each in tables.items()}
    return json.dumps({"cramp_timer_diary": 1, **rows}, indent=1, ensure_ascii=False)


def take(store: Store, path: Path) -> tuple[int, int]:
    """Take in a folder of tables, one table, or a JSON document; all of it or nothing.

    Returns how many rows were read, and how many of them were new or newer than those here.
    DiaryError with file, row, field and reason where something cannot be.
    """
    read = _read(path)
    tables = {table: [_parted(row) for row in rows] for table, rows in read.items()}
    return sum(map(len, read.values())), store.put_rows(tables)


def _read(path: Path) -> dict[str, list[_Row]]:
    if path.is_dir():
        files = {table: path / f"{table}.csv" for table in MODELS}
        there = {table: file for table, file in files.items() if file.exists()}
        if not there:
            raise DiaryError(f"{path}: holds none of {', '.join(f'{t}.csv' for t in MODELS)}")
        return {table: _read_csv(file, table) for table, file in there.items()}
    if path.suffix.lower() == ".csv":
        return {_table_of(path): _read_csv(path, _table_of(path))}
    return _read_json(path)


def _content(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise DiaryError(f"{file}: is too large for a diary")
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DiaryError(f"{file}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise DiaryError(f"{file}: is not UTF-8 text") from error


def _table_of(file: Path) -> str:
    try:
        header = next(csv.reader(io.StringIO(_content(file))), [])
    except csv.Error as error:
        raise DiaryError(f"{file}: line 1: {error}") from error
    for table in MODELS:
        if set(header) == set(_columns(table)):
            return table
    raise DiaryError(f"{file}: its first line names the columns of no table of the diary")


def _read_csv(file: Path, table: str) -> list[_Row]:
    reader = csv.reader(io.StringIO(_content(file), newline=""), strict=True)
    rows = []
    try:
        header = next(reader, [])
        for cells in reader:
            if len(cells) != len(header):
                raise DiaryError(
                    f"{file}: line {reader.line_num}: has {len(cells)} cells, not {len(header)}"
                )
            cells_by_name = zip(header, cells, strict=True)
            values = {name: cell.removeprefix("'") for name, cell in cells_by_name if cell}
            rows.append(_row(table, values, f"{file}: line {reader.line_num}"))
    except csv.Error as error:
        raise DiaryError(f"{file}: line {reader.line_num}: {error}") from error
    return rows


def _read_json(file: Path) -> dict[str, list[_Row]]:
    try:
        read = json.loads(_content(file))
    except (ValueError, RecursionError) as error:
        raise DiaryError(f"{file}: is not valid JSON ({error})") from error
    if not isinstance(read, dict) or read.get("cramp_timer_diary") != 1:
        raise DiaryError(f"{file}: is no diary that this version of cramp-timer knows")
    tables = {}
    for table in MODELS:
        rows = read.get(table, [])
        if not isinstance(rows, list):
            raise DiaryError(f"{file}: {table}: must be a list")
        tables[table] = [
            _row(table, row, f"{file}: {table}: row {number}") for number, row in enumerate(rows, 1)
        ]
    return tables


def _row(table: str, values: Any, where: str) -> _Row:
    try:
        row = MODELS[table].model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise DiaryError(f"{where}: {field}: {reason_of(first)}") from error
    return row


def _columns(table: str) -> list[str]:
    model = MODELS[table].model_fields
    return [name for name in model if name != "changed"] + ["changed"] * ("changed" in model)


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _joined(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the store with its moments whole."""
    whole = {name: value for name, value in row.items() if not name.endswith("_offset")}
    for name in ("started", "ended"):
        if whole.get(name) is not None:
            place = timezone(timedelta(minutes=row[f"{name}_offset"]))
            whole[name] = datetime.fromisoformat(whole[name]).astimezone(place)
    whole.pop("deleted", None)
    return whole


def _parted(row: _Row) -> dict[str, Any]:
    """A row as the store keeps it: UTC, and the offset beside it."""
    values = row.model_dump(mode="json")
    for name in ("started", "ended"):
        if name in values:
            moment: datetime | None = getattr(row, name)
            values[name], values[f"{name}_offset"] = parts(moment)
    # What was deleted here and changed elsewhere after that is there again.
    return {**values, "deleted": None} if isinstance(row, CrampRow | NightRow) else values
