"""The file under the diary: opened privately, brought to today's shape, set aside when damaged.

Every write is one transaction that is on the disk before it returns, so a killed process loses
nothing that was confirmed.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from operator import methodcaller
from pathlib import Path

from cramp_timer.diary.storage.migrations import MIGRATIONS
from cramp_timer.errors import DiaryError
from cramp_timer.languages.messages import _, plural
from cramp_timer.system.atomic_file import path_beside, remove_stale
from cramp_timer.system.clock import monotonic
from cramp_timer.system.paths import is_there, make_private, open_private

FILE = "diary.sqlite"
PAGES = 256
"""Pages that are copied at a time, so that a copy can be ended between."""
BUSY_SECONDS = 5.0
"""How long another program may keep the diary to itself."""
_NO_WRITING = (errno.EACCES, errno.EPERM, errno.EROFS)


class Database:
    """An open file; DiaryError, one sentence, for whatever is wrong with it."""

    def __init__(self, folder: Path, *, patience: float = BUSY_SECONDS) -> None:
        """`patience` is how many seconds another program may keep it to itself."""
        self.file = folder / FILE
        self._patience = patience
        self.set_aside: Path | None = None
        """Where a damaged file was moved, so that nothing in it is lost."""
        self.salvaged = 0
        """How many entries of the damaged file are in the new one."""
        with diary_errors(self.file):
            make_private(folder)
            self._connection = self._open()

    @property
    def notice(self) -> str:
        """A sentence about a damaged diary that was set aside; empty where it was whole."""
        if self.set_aside is None:
            return ""
        return plural(
            "the diary was damaged; it is kept as {file}, and {count} entry was read from it",
            "the diary was damaged; it is kept as {file}, and {count} entries were read from it",
            self.salvaged,
            file=self.set_aside,
        )

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
            raise DiaryError(_("{to}: exists already; --force overwrites it", to=to))
        beside = path_beside(to)
        with diary_errors(to):
            remove_stale(to)
            try:
                open_private(beside)
                with closing(sqlite3.connect(beside)) as copy:
                    self._connection.backup(copy, pages=PAGES, progress=deadline(to), sleep=0.05)
                with beside.open("rb+") as stream:
                    os.fsync(stream.fileno())
                beside.replace(to)
            finally:
                beside.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _open(self) -> sqlite3.Connection:
        found = _identity(self.file)
        try:
            return self._connected(self.file)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if isinstance(error, sqlite3.OperationalError):  # locked, full, not to be opened
                raise
        self._set_aside(found)
        return self._connected(self.file)

    def _set_aside(self, damaged: object) -> None:
        """Put a new file in the place of the damaged one, with what can be read of that.

        Wherever this is killed or out of room, the next start finds the damaged one as it was.
        """
        from cramp_timer.diary.storage.salvage import salvage

        remove_stale(self.file)
        fresh = path_beside(self.file)
        aside = self.file.with_name(f"diary-damaged-{time_stamp()}.sqlite")
        try:
            with closing(self._connected(fresh)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                salvaged = salvage(self.file, connection)
                if not connection.in_transaction:
                    raise sqlite3.OperationalError("disk is full")
                connection.execute("COMMIT")
            with self._alone():
                if _identity(self.file) == damaged:  # no other program has set it aside meanwhile
                    _link_or_copy(self.file, aside)
                    fresh.replace(self.file)
                    self.set_aside, self.salvaged = aside, salvaged
        finally:
            fresh.unlink(missing_ok=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other programs from setting the diary aside; the lock ends with the process.

        It is SQLite's own, on a file beside, since the damaged one cannot be locked by it.
        """
        lock = sqlite3.connect(
            self.file.with_name(".setting-aside"), timeout=BUSY_SECONDS, isolation_level=None
        )
        with closing(lock):
            lock.execute("BEGIN EXCLUSIVE")
            yield

    def _connected(self, file: Path) -> sqlite3.Connection:
        mode = "rw"
        try:
            open_private(file)
        except OSError as error:
            if error.errno not in _NO_WRITING or not is_there(file):
                raise
            mode = "ro"  # it can still be read
        connection = sqlite3.connect(
            f"{file.resolve().as_uri()}?mode={mode}", uri=True, timeout=self._patience,
            isolation_level=None, check_same_thread=False,
        )  # fmt: skip
        try:
            connection.text_factory = readable
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = EXTRA")
            migrate(connection, file)
            verdict = verdict_of(connection)
            if verdict != "ok":
                raise sqlite3.DatabaseError(verdict)
        except BaseException:
            connection.close()
            raise
        return connection


def _link_or_copy(file: Path, to: Path) -> None:
    try:
        os.link(file, to)
    except OSError:  # a file system without hard links
        import shutil

        open_private(to)
        shutil.copyfile(file, to)


def deadline(file: Path) -> Callable[[int, int, int], None]:
    """Return a progress function for a copy between files, which ends one that waits too long."""
    waited = [monotonic(), -1.0]

    def check(_status: int, remaining: int, _total: int) -> None:
        now = monotonic()
        if remaining != waited[1]:  # it goes on
            waited[:] = [now, remaining]
        elif now - waited[0] > BUSY_SECONDS:
            raise DiaryError(_("{file}: another program is writing it; try again", file=file))

    return check


@contextmanager
def diary_errors(file: Path) -> Iterator[None]:
    """Whatever SQLite or the system says, as one sentence."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise DiaryError(
            _("the diary cannot be used ({error}): {file}", error=error, file=file)
        ) from error
    except OSError as error:
        raise DiaryError(
            _("the diary cannot be used ({reason}): {file}", reason=error.strerror, file=file)
        ) from error


readable = methodcaller("decode", "utf-8", "replace")
"""Makes a text of the file's bytes; a damaged one is no reason to read nothing else."""


def _identity(file: Path) -> tuple[int, int] | None:
    """Return what tells a file from another one that takes its name; `None` for no file."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def verdict_of(connection: sqlite3.Connection) -> str:
    """Return "ok" for a file that is whole, else what SQLite finds wrong with it."""
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return str(verdict)


def migrate(connection: sqlite3.Connection, file: Path) -> None:
    """Bring a file of any version to today's shape; DiaryError for one of a newer program."""
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
        raise DiaryError(
            _("{file}: was written by a newer cramp-timer; update this one", file=file)
        )
    return int(version)


def time_stamp() -> str:
    """Return the time in UTC as a part of a file name."""
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
