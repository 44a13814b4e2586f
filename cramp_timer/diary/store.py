"""The diary on disk: one SQLite file that only its owner can read.

Every write is one transaction that is on the disk before it returns, so a killed process loses
nothing that was confirmed. Times are UTC with the offset of their moment beside them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from cramp_timer.diary.cramp import Cramp
from cramp_timer.errors import DiaryError
from cramp_timer.paths import make_private, open_private
from cramp_timer.side import Side

FILE = "diary.sqlite"
BUSY_SECONDS = 5.0
"""How long another program may keep the diary to itself."""

# Each brings the file from the version of its place to the next; none is ever changed again.
MIGRATIONS = (
    """
    CREATE TABLE cramps (
        id             TEXT PRIMARY KEY,
        night          TEXT NOT NULL,     -- the evening it belongs to, as a date
        started        TEXT,              -- UTC
        started_offset INTEGER,           -- minutes east of UTC at that moment
        ended          TEXT,
        ended_offset   INTEGER,
        side           TEXT CHECK (side IN ('left', 'right', 'both')),
        worst          INTEGER CHECK (worst BETWEEN 0 AND 10),
        eased          INTEGER CHECK (eased IN (0, 1)),
        source         TEXT NOT NULL CHECK (source IN ('now', 'later')),
        changed        TEXT NOT NULL,     -- UTC, the last change of this row
        CHECK ((started IS NULL) = (started_offset IS NULL)),
        CHECK ((ended IS NULL) = (ended_offset IS NULL))
    ) WITHOUT ROWID;
    CREATE INDEX cramps_by_night ON cramps (night);
    """,
)


class Store:
    """An open diary; DiaryError, one sentence, for whatever is wrong with it."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / FILE
        self.set_aside: Path | None = None
        """Where a damaged file was moved, so that nothing in it is lost."""
        with _told(self.file):
            make_private(folder)
            self._connection = self._open()

    def keep_cramp(self, cramp: Cramp) -> None:
        """Write a cramp, or write it anew; on the disk when this returns."""
        with self._transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO cramps VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    cramp.id,
                    cramp.night.isoformat(),
                    *_parts(cramp.started),
                    *_parts(cramp.ended),
                    cramp.side,
                    cramp.worst,
                    cramp.eased,
                    cramp.source,
                    _parts(datetime.now(UTC))[0],
                ),
            )

    def cramps(self) -> list[Cramp]:
        """Every cramp, the earliest night first."""
        with _told(self.file):
            rows = self._connection.execute(
                "SELECT id, night, started, started_offset, ended, ended_offset, side, worst,"
                " eased, source FROM cramps ORDER BY night, started"
            ).fetchall()
        return [
            Cramp(
                id=key,
                night=date.fromisoformat(night),
                started=_moment(started, started_offset),
                ended=_moment(ended, ended_offset),
                side=None if side is None else Side(side),
                worst=worst,
                eased=None if eased is None else bool(eased),
                source=source,
            )
            for key, night, started, started_offset, ended, ended_offset, side, worst, eased,
            source in rows
        ]  # fmt: skip

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connected()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # locked, full, not to be opened
                raise
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        self.set_aside = self.file.with_name(f"diary-damaged-{stamp}.sqlite")
        self.file.rename(self.set_aside)
        return self._connected()

    def _connected(self) -> sqlite3.Connection:
        open_private(self.file)
        connection = sqlite3.connect(
            self.file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            self._migrate(connection)
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise sqlite3.DatabaseError(verdict)
        except BaseException:
            connection.close()
            raise
        return connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        if self._version(connection) == len(MIGRATIONS):
            return
        connection.execute("BEGIN IMMEDIATE")
        version = self._version(connection)  # another program may have been quicker
        for number, migration in enumerate(MIGRATIONS[version:], start=version + 1):
            for statement in migration.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")

    def _version(self, connection: sqlite3.Connection) -> int:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > len(MIGRATIONS):
            raise DiaryError(f"{self.file}: was written by a newer cramp-timer; update this one")
        return int(version)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with _told(self.file):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Whatever SQLite or the system says, as one sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise DiaryError(f"the diary cannot be used ({error}): {file}") from error
    except OSError as error:
        raise DiaryError(f"the diary cannot be used ({error.strerror}): {file}") from error


def _parts(moment: datetime | None) -> tuple[str | None, int | None]:
    """UTC to the millisecond, and minutes east of it."""
    if moment is None:
        return None, None
    offset = moment.utcoffset() or timedelta()
    utc = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return utc.replace("+00:00", "Z"), offset // timedelta(minutes=1)


def _moment(utc: str | None, offset: int | None) -> datetime | None:
    if utc is None:
        return None
    place = timezone(timedelta(minutes=offset or 0))
    return datetime.fromisoformat(utc).astimezone(place)
