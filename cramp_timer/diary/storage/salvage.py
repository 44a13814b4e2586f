"""Takes what can still be read from a damaged diary into the new one that begins in its place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from cramp_timer.diary.storage.database import readable
from cramp_timer.diary.storage.rows import TABLES, entry_of, without_bookkeeping
from cramp_timer.errors import DiaryError

DAMAGE = (sqlite3.Error, UnicodeDecodeError, OverflowError)
"""What reading a damaged file may raise; Python decodes the names of its columns by itself."""


def salvage(damaged: Path, connection: sqlite3.Connection) -> int:
    """Copy every row that is an entry; return how many there were."""
    taken = 0
    with suppress(*DAMAGE):  # such as a file that is no database at all
        source = sqlite3.connect(f"{damaged.resolve().as_uri()}?mode=ro", uri=True)
        with closing(source):
            source.text_factory = readable
            source.execute("PRAGMA writable_schema = ON")  # a damaged schema is still opened
            for table in TABLES:
                for row in _rows(source, table):
                    taken += _put(connection, table, row)
    return taken


def _rows(source: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    """Yield rows from both ends, since reading stops at a damaged page."""
    for order in ("", " ORDER BY 1 DESC"):
        with suppress(*DAMAGE):
            cursor = source.execute(f"SELECT * FROM {table}{order}")
            names = [column[0] for column in cursor.description]
            for values in cursor:
                yield dict(zip(names, values, strict=True))


def _put(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> int:
    """Write a row that is an entry and new; return 1 if it was."""
    with suppress(DiaryError, *DAMAGE):
        entry_of(table, without_bookkeeping(row), table)
        cursor = connection.execute(
            f"INSERT OR IGNORE INTO {table} ({', '.join(row)})"
            f" VALUES ({', '.join('?' * len(row))})",
            tuple(row.values()),
        )
        return max(0, cursor.rowcount)
    return 0
