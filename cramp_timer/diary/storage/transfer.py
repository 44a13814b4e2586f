"""The diary as tables for other programs, and back again without loss or doubles.

A cell that a spreadsheet would take for a formula begins with an apostrophe here; it is taken off
again on the way back.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cramp_timer.diary.storage.rows import (
    KEYS,
    TABLES,
    Row,
    columns,
    entry_of,
    stamp_of,
    without_bookkeeping,
)
from cramp_timer.diary.storage.store import Store
from cramp_timer.errors import DiaryError

FORMAT_VERSION = 1
LARGEST_BYTES = 200_000_000
CHANGED = "changed"
"""When a row was last changed; of two of one key the newer is right."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")

Table = list[dict[str, Any]]
"""Rows as the names of their columns and values that JSON knows."""


def tables_of(store: Store) -> dict[str, Table]:
    """Return every table of a diary."""
    return {table: [_written(table, row) for row in store.rows(table)] for table in TABLES}


def as_csv(table: str, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return one table as a spreadsheet reads it rightly, whatever language it is set to."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_header(table))
    for row in rows:
        writer.writerow([_cell(row[name]) for name in _header(table)])
    return text.getvalue().encode("utf-8-sig")


def as_json(tables: Mapping[str, Table]) -> str:
    """Return all tables as one JSON document."""
    document = {"cramp_timer_diary": FORMAT_VERSION, **tables}
    return json.dumps(document, indent=1, ensure_ascii=False)


def import_tables(store: Store, path: Path) -> tuple[int, int]:
    """Take in a folder of tables, one table, or a JSON document; all of it or nothing.

    Return how many rows were read, and how many of them were new or newer than those here.
    DiaryError with file, row, field and reason for what cannot be taken.
    """
    rows = list(_read(path))
    return len(rows), store.merge_rows(rows)


def _read(path: Path) -> Iterator[tuple[Row, str]]:
    if path.is_dir():
        files = {table: path / f"{table}.csv" for table in TABLES}
        found = {table: file for table, file in files.items() if file.exists()}
        if not found:
            raise DiaryError(f"{path}: holds none of {', '.join(f'{t}.csv' for t in TABLES)}")
        for table, file in found.items():
            yield from _read_csv(file, table)
    elif path.suffix.lower() == ".csv":
        yield from _read_csv(path, _table_in(path))
    else:
        yield from _read_json(path)


def _content(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise DiaryError(f"{file}: is too large for a diary")
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DiaryError(f"{file}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise DiaryError(f"{file}: is not UTF-8 text") from error


def _table_in(file: Path) -> str:
    """Return the table that the first line of a file names the columns of."""
    try:
        header = next(csv.reader(io.StringIO(_content(file))), [])
    except csv.Error as error:
        raise DiaryError(f"{file}: line 1: {error}") from error
    for table in TABLES:
        # Tables of an older version have fewer columns.
        if {*KEYS[table], *_header(table)[-1:]} <= set(header) <= set(_header(table)):
            return table
    raise DiaryError(f"{file}: its first line names the columns of no table of the diary")


def _read_csv(file: Path, table: str) -> Iterator[tuple[Row, str]]:
    reader = csv.reader(io.StringIO(_content(file), newline=""), strict=True)
    try:
        header = next(reader, [])
        for cells in reader:
            where = f"{file}: line {reader.line_num}"
            if len(cells) != len(header):
                raise DiaryError(f"{where}: has {len(cells)} cells, not {len(header)}")
            named = zip(header, cells, strict=True)
            yield _row(table, {name: cell.removeprefix("'") for name, cell in named if cell}, where)
    except csv.Error as error:
        raise DiaryError(f"{file}: line {reader.line_num}: {error}") from error


def _read_json(file: Path) -> Iterator[tuple[Row, str]]:
    try:
        document = json.loads(_content(file))
    except (ValueError, RecursionError) as error:
        raise DiaryError(f"{file}: is not valid JSON ({error})") from error
    if not isinstance(document, dict) or document.get("cramp_timer_diary") != FORMAT_VERSION:
        raise DiaryError(f"{file}: is no diary that this version of cramp-timer knows")
    for table in TABLES:
        rows = document.get(table, [])
        if not isinstance(rows, list):
            raise DiaryError(f"{file}: {table}: must be a list")
        for number, row in enumerate(rows, 1):
            yield _row(table, row, f"{file}: {table}: row {number}")


def _row(table: str, values: Any, where: str) -> tuple[Row, str]:
    """Return an entry and when it was changed; DiaryError where a value is wrong or missing."""
    if not isinstance(values, dict):
        raise DiaryError(f"{where}: must be a row with named values")
    if not set(values) <= set(_header(table)):
        unknown = min(str(name) for name in set(values) - set(_header(table)))
        raise DiaryError(f"{where}: {unknown}: is not a field that is known here")
    entry = entry_of(table, {n: v for n, v in values.items() if n != CHANGED}, where)
    return entry, _stamp(values.get(CHANGED), where) if CHANGED in _header(table) else ""


def _stamp(value: object, where: str) -> str:
    try:
        moment = datetime.fromisoformat(str(value))
        if moment.tzinfo is None:
            raise ValueError
        return stamp_of(moment)
    except (ValueError, OverflowError) as error:
        raise DiaryError(
            f"{where}: {CHANGED}: must be a time with an offset, such as 2026-11-23T07:00:00Z"
        ) from error


def _header(table: str) -> list[str]:
    return [*columns(table), *([] if table == "held" else [CHANGED])]


def _written(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of the store as the values that are written down."""
    entry = entry_of(table, without_bookkeeping(row), f"the diary: {table}")
    values = {name: _as_json_value(getattr(entry, name)) for name in columns(table)}
    return {**values, **({CHANGED: row[CHANGED]} if CHANGED in row else {})}


def _as_json_value(value: Any) -> Any:
    """Return a value as JSON knows it; a moment in UTC ends in Z, as pydantic writes it."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
