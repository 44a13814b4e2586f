"""Tables in text files, as spreadsheets of any country save them.

Commas, semicolons or tabs; a first line `sep=;`; UTF-8, UTF-16 or Windows-1252, with or without a
byte order mark; empty rows and columns at the end.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from cramp_timer.languages.messages import _

_DELIMITERS = (",", ";", "\t")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its line in the file, from 1, and its cells by the names of their columns."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with named columns."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


def read_table(content: bytes) -> Table:
    """Return the table in a file's content; ValueError, a reason in words, where it is none."""
    text = _decoded(content)
    first, _newline, rest = text.partition("\n")
    delimiter, skipped = "", 0
    if first.strip().lower().startswith("sep=") and len(first.rstrip("\r\n")) > 4:
        delimiter, text, skipped = first[4], rest, 1
    delimiter = delimiter or _delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    rows = []
    try:
        for cells in reader:
            while cells and not cells[-1].strip():
                cells.pop()
            if not cells:
                continue
            if not columns:
                columns = [cell.strip() for cell in cells]
                continue
            line = reader.line_num + skipped
            if len(cells) > len(columns):
                raise ValueError(
                    _(
                        "line {line}: has {count} cells, not {of}",
                        line=line,
                        count=len(cells),
                        of=len(columns),
                    )
                )
            named = zip(columns, cells, strict=False)
            rows.append(TableRow(line, {name: cell.strip() for name, cell in named if name}))
    except csv.Error as error:
        raise ValueError(
            _("line {line}: {error}", line=reader.line_num + skipped, error=error)
        ) from error
    doubled = next((name for name in columns if name and columns.count(name) > 1), None)
    if doubled is not None:
        raise ValueError(_("line 1: two columns are named {doubled!r}", doubled=doubled))
    if not columns:
        raise ValueError(_("is empty"))
    return Table(tuple(filter(None, columns)), tuple(rows))


def number_in(cell: str) -> float | None:
    """Return the number in a cell, with a decimal point or comma; `None` where it is none."""
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None


def _decoded(content: bytes) -> str:
    if content.startswith(_UTF_16):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What spreadsheets on Windows write. A few bytes have no meaning there.
        return content.decode("cp1252", "replace")


def _delimiter_of(text: str) -> str:
    """Return what separates the cells of the first line, outside of quotation marks."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=bare.count)
