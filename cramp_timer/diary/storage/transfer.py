"""The diary as tables for other programs, and back again without loss or doubles.

A cell that a spreadsheet would take for a formula begins with an apostrophe here; it is taken off
again on the way back.
"""

from __future__ import annotations

import csv
import io
import json
import sys
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
from cramp_timer.diary.table_dates import DateOrder, moment_in, order_of
from cramp_timer.errors import DiaryError
from cramp_timer.languages.messages import _
from cramp_timer.system.bounded_read import read_regular
from cramp_timer.system.table_file import Table, read_table

FORMAT_VERSION = 1
LARGEST_BYTES = 200_000_000
CHANGED = "changed"
"""When a row was last changed; of two of one key the newer is right."""
STANDARD_INPUT = Path("-")
TABLE_ENDINGS = (".csv", ".tsv", ".txt")
_DATES = ("night", "day")
_NUMBERS = {"minutes", "seconds"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")

Rows = list[dict[str, Any]]
"""Rows as the names of their columns and values that JSON knows."""


def tables_of(store: Store) -> dict[str, Rows]:
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


def as_json(tables: Mapping[str, Rows]) -> str:
    """Return all tables as one JSON document."""
    document = {"cramp_timer_diary": FORMAT_VERSION, **tables}
    return json.dumps(document, indent=1, ensure_ascii=False)


def import_tables(
    store: Store, path: Path, order: DateOrder | None = None
) -> tuple[int, int, list[str]]:
    """Take in a folder of tables, one table, or JSON documents; all of it or nothing.

    The path `-` is what is typed or piped in, such as the codes of the phone's page.
    `order` is that of day and month where a spreadsheet has changed the dates. Return how many
    rows were read, how many of them were new or newer than those here, and remarks.
    DiaryError with file, row, field and reason for what cannot be taken.
    """
    remarks: list[str] = []
    rows = list(_read(path, order, remarks))
    return len(rows), store.merge_rows(rows), remarks


def foreign_table(path: Path) -> Table | None:
    """Return the table in a file that this program did not write; `None` where it did.

    DiaryError for a table that cannot be read.
    """
    if path.is_dir() or path.suffix.lower() not in TABLE_ENDINGS:
        return None
    table = _table(path)
    return table if _name_of(table) is None else None


def _read(path: Path, order: DateOrder | None, remarks: list[str]) -> Iterator[tuple[Row, str]]:
    if path.is_dir():
        files = {table: path / f"{table}.csv" for table in TABLES}
        found = {table: file for table, file in files.items() if file.exists()}
        if not found:
            raise DiaryError(
                _(
                    "{path}: holds none of {names}",
                    path=path,
                    names=", ".join(f"{t}.csv" for t in TABLES),
                )
            )
        for name, file in found.items():
            yield from _read_table(file, _table(file), name, order, remarks)
    elif path.suffix.lower() in TABLE_ENDINGS:
        table = _table(path)
        own = _name_of(table)
        if own is None:
            raise DiaryError(
                _("{path}: its first line names the columns of no table of the diary", path=path)
            )
        yield from _read_table(path, table, own, order, remarks)
    else:
        yield from _read_json(path)


def _content(file: Path) -> bytes:
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read(LARGEST_BYTES) if sys.stdin else b""
    try:
        return read_regular(file, LARGEST_BYTES)
    except OSError as error:
        raise DiaryError(
            _("{file}: cannot be read ({reason})", file=file, reason=error.strerror)
        ) from error


def _table(file: Path) -> Table:
    try:
        return read_table(_content(file))
    except ValueError as error:
        raise DiaryError(f"{file}: {error}") from error


def _name_of(table: Table) -> str | None:
    """Return the table of the diary that has these columns; `None` where none has.

    Tables of an older version have fewer columns, and a spreadsheet may have added some.
    """
    there = set(table.columns)
    return next((name for name in TABLES if {*KEYS[name], *_header(name)[-1:]} <= there), None)


def _read_table(
    file: Path, table: Table, name: str, order: DateOrder | None, remarks: list[str]
) -> Iterator[tuple[Row, str]]:
    """Yield the rows of a table of the diary, as it was written or as a spreadsheet saved it."""
    known = _header(name)
    if added := [column for column in table.columns if column not in known]:
        remarks.append(
            _(
                "{file}: left out, because it is not of the diary: {names}",
                file=file,
                names=", ".join(added),
            )
        )
    dates = [column for column in _DATES if column in table.columns]
    try:
        for column in dates:
            written = ((row.line, row.cells.get(column, "")) for row in table.rows)
            order = order or order_of(each for each in written if each[1])
            if order is None:
                raise DiaryError(
                    _(
                        "{column}: day and month could be either; say --dates day-first or "
                        "--dates month-first",
                        column=column,
                    )
                )
    except DiaryError as error:
        raise DiaryError(f"{file}: {error}") from error
    for row in table.rows:
        cells = {column: cell for column, cell in row.cells.items() if column in known and cell}
        for column in dates:
            moment = moment_in(cells.get(column, ""), order or DateOrder.DAY_FIRST)
            if moment is not None:
                cells[column] = moment[0].isoformat()
        for column in _NUMBERS & set(cells):
            cells[column] = cells[column].replace(",", ".")
        values = {column: cell.removeprefix("'") for column, cell in cells.items()}
        yield _row(name, values, _("{file}: line {line}", file=file, line=row.line))


def _read_json(file: Path) -> Iterator[tuple[Row, str]]:
    """Yield the rows of one document after the other, as several codes of a phone are."""
    decoder, place = json.JSONDecoder(), 0
    try:
        text = _content(file).decode("utf-8-sig").strip()
        while place < len(text) or not place:
            document, place = decoder.raw_decode(text, place)
            yield from _read_document(file, document)
            while text[place : place + 1].isspace():
                place += 1
    except (ValueError, RecursionError) as error:
        raise DiaryError(
            _("{file}: is not valid JSON ({error})", file=file, error=error)
        ) from error


def _read_document(file: Path, document: object) -> Iterator[tuple[Row, str]]:
    if not isinstance(document, dict) or document.get("cramp_timer_diary") != FORMAT_VERSION:
        raise DiaryError(_("{file}: is no diary that this version of cramp-timer knows", file=file))
    for table in TABLES:
        rows = document.get(table, [])
        if not isinstance(rows, list):
            raise DiaryError(_("{file}: {table}: must be a list", file=file, table=table))
        for number, row in enumerate(rows, 1):
            yield _row(
                table,
                row,
                _("{file}: {table}: row {number}", file=file, table=table, number=number),
            )


def _row(table: str, values: Any, where: str) -> tuple[Row, str]:
    """Return an entry and when it was changed; DiaryError where a value is wrong or missing."""
    if not isinstance(values, dict):
        raise DiaryError(_("{where}: must be a row with named values", where=where))
    if not set(values) <= set(_header(table)):
        unknown = min(str(name) for name in set(values) - set(_header(table)))
        raise DiaryError(
            _("{where}: {unknown}: is not a field that is known here", where=where, unknown=unknown)
        )
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
            _(
                "{where}: {field}: must be a time with an offset, such as 2026-11-23T07:00:00Z",
                where=where,
                field=CHANGED,
            )
        ) from error


def _header(table: str) -> list[str]:
    return [*columns(table), *([] if table == "held" else [CHANGED])]


def _written(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of the store as the values that are written down."""
    entry = entry_of(table, without_bookkeeping(row), _("the diary: {table}", table=table))
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
