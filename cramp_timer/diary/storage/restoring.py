"""Going back to a copy of the diary: all of it is checked first, and then taken in one change."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from cramp_timer.diary.storage.database import (
    PAGES,
    deadline,
    diary_errors,
    migrate,
    verdict_of,
)
from cramp_timer.diary.storage.migrations import MIGRATIONS
from cramp_timer.diary.storage.rows import TABLES, entry_of, without_bookkeeping
from cramp_timer.errors import DiaryError
from cramp_timer.languages.messages import _
from cramp_timer.system.paths import open_private


def check_copy(copy: Path, diary: Path, beside: Path) -> None:
    """Write what a copy holds to the file `beside`, in today's shape and wholly checked.

    DiaryError, one sentence, for whatever is no whole diary; `beside` may be there then.
    """
    if not copy.is_file():
        raise DiaryError(_("{copy}: there is no such file", copy=copy))
    if diary.exists() and copy.samefile(diary):
        raise DiaryError(
            _("{copy}: is the diary itself; there is nothing to go back to", copy=copy)
        )
    with diary_errors(copy):
        open_private(beside)
        source = sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)
        with closing(source), closing(sqlite3.connect(beside, isolation_level=None)) as taken:
            source.backup(taken, pages=PAGES, progress=deadline(copy), sleep=0.05)
            (version,) = taken.execute("PRAGMA user_version").fetchone()
            if not 1 <= version <= len(MIGRATIONS):
                raise _no_diary(
                    copy,
                    _(
                        "version {version} is not one of 1 to {count}",
                        version=version,
                        count=len(MIGRATIONS),
                    ),
                )
            if verdict_of(taken) != "ok":
                raise _no_diary(copy, _("it is damaged"))
            try:
                migrate(taken, beside)
            except sqlite3.Error as error:
                raise _no_diary(copy, str(error)) from error
            _check_shape(taken, copy)
            _check_rows(taken, copy)


def take_rows(connection: sqlite3.Connection, beside: Path) -> None:
    """Put the rows of a checked copy in the place of those of the diary, in its open change."""
    for table in reversed(TABLES):
        connection.execute(f"DELETE FROM main.{table}")
    with closing(sqlite3.connect(beside)) as taken:
        for table in TABLES:
            names = _columns(taken, table)
            places = ", ".join("?" * len(names))
            connection.executemany(
                f"INSERT INTO main.{table} ({', '.join(names)}) VALUES ({places})",
                taken.execute(f"SELECT {', '.join(names)} FROM {table}"),
            )


def _check_shape(taken: sqlite3.Connection, copy: Path) -> None:
    """Raise DiaryError where tables or columns are not those of a diary."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh, copy)
        for table in TABLES:
            if set(_columns(taken, table)) != set(_columns(fresh, table)):
                raise _no_diary(copy, _("its table {table} has other columns", table=table))


def _check_rows(taken: sqlite3.Connection, copy: Path) -> None:
    """Raise DiaryError for the first row that is no entry."""
    if taken.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise _no_diary(copy, _("exercises belong to runs that are not there"))
    for table in TABLES:
        names = _columns(taken, table)
        for values in taken.execute(f"SELECT {', '.join(names)} FROM {table}"):
            row = dict(zip(names, values, strict=True))
            entry_of(table, without_bookkeeping(row), f"{copy}: {table}")


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]


def _no_diary(copy: Path, reason: str) -> DiaryError:
    return DiaryError(
        _(
            "{copy}: is no whole copy of a diary ({reason}); nothing was changed",
            copy=copy,
            reason=reason,
        )
    )
