"""The file under the diary: opened privately, brought to today's shape, set aside when damaged.

Every write is one transaction that is on the disk before it returns, so a killed process loses
nothing that was confirmed.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from cramp_timer.diary.storage.migrations import MIGRATIONS
from cramp_timer.errors import DiaryError
from cramp_timer.system.paths import make_private, open_private

FILE = "diary.sqlite"
BUSY_SECONDS = 5.0
"""How long another program may keep the diary to itself."""


class Database:
    """An open file; DiaryError, one sentence, for whatever is wrong with it."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / FILE
        self.set_aside: Path | None = None
        """Where a damaged file was moved, so that nothing in it is lost."""
        with diary_errors(self.file):
            make_private(folder)
            self._connection = self._open()

    @property
    def notice(self) -> str:
        """A sentence about a damaged diary that was set aside; empty where it was whole."""
        if self.set_aside is None:
            return ""
        return f"the diary was damaged; it is kept as {self.set_aside}, and a new one begins"

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the diary, whatever other programs write meanwhile."""
        with diary_errors(self.file):
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One change, wholly on the disk or not at all."""
        with diary_errors(self.file):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def back_up(self, to: Path, *, force: bool = False) -> None:
        """Write a copy that is whole even while others write; DiaryError where `to` exists."""
        if to.exists() and not force:
            raise DiaryError(f"{to}: exists already; --force overwrites it")
        beside = to.with_name(f".{to.name}.{uuid4().hex[:8]}")
        with diary_errors(to):
            try:
                open_private(beside)
                with closing(sqlite3.connect(beside)) as copy:
                    self._connection.backup(copy)
                with beside.open("rb+") as stream:
                    os.fsync(stream.fileno())
                beside.replace(to)
            finally:
                beside.unlink(missing_ok=True)

    def restore(self, copy: Path) -> Path:
        """Become what a copy holds; where the diary as it was before is kept.

        Programs that have the diary open go on with the restored one.
        """
        if not copy.is_file():
            raise DiaryError(f"{copy}: there is no such file")
        with diary_errors(copy):
            source = sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)
            with closing(source):
                if _verdict(source) != "ok" or _version(source, copy) == 0:
                    raise DiaryError(f"{copy}: is no whole copy of a diary; nothing was changed")
                before = self.file.with_name(f"diary-before-restore-{_stamp()}.sqlite")
                self.back_up(before)
                source.backup(self._connection)
        with diary_errors(self.file):
            _migrate(self._connection, self.file)
        return before

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connected()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # locked, full, not to be opened
                raise
        self.set_aside = self.file.with_name(f"diary-damaged-{_stamp()}.sqlite")
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
            _migrate(connection, self.file)
            verdict = _verdict(connection)
            if verdict != "ok":
                raise sqlite3.DatabaseError(verdict)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def diary_errors(file: Path) -> Iterator[None]:
    """Whatever SQLite or the system says, as one sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise DiaryError(f"the diary cannot be used ({error}): {file}") from error
    except OSError as error:
        raise DiaryError(f"the diary cannot be used ({error.strerror}): {file}") from error


def _verdict(connection: sqlite3.Connection) -> str:
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return str(verdict)


def _migrate(connection: sqlite3.Connection, file: Path) -> None:
    if _version(connection, file) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    version = _version(connection, file)  # another program may have been quicker
    for number, migration in enumerate(MIGRATIONS[version:], start=version + 1):
        for statement in migration.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection, file: Path) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        raise DiaryError(f"{file}: was written by a newer cramp-timer; update this one")
    return int(version)


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
