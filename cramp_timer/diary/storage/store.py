"""The diary as entries: written one by one, read by nights."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from cramp_timer.diary.checklist import ChecklistItem
from cramp_timer.diary.entries import Cramp, Entry, Mark, RoutineRun
from cramp_timer.diary.night import Night, nights_of
from cramp_timer.diary.storage.database import Database, time_stamp
from cramp_timer.diary.storage.rows import (
    CAN_BE_DELETED,
    KEYS,
    TABLES,
    HeldRow,
    Row,
    entry_of,
    readable_entries,
    row_of,
    stamp,
    stored_columns,
    table_of,
    without_bookkeeping,
)
from cramp_timer.errors import DiaryError
from cramp_timer.system.atomic_file import remove_old

_FIRST_NIGHT, _LAST_NIGHT = date(1, 1, 1), date(9999, 12, 31)


class Store(Database):
    """An open diary; DiaryError, one sentence, for whatever is wrong with it."""

    def save(self, *entries: Entry) -> None:
        """Write entries, or write them anew, in one transaction; on the disk on return."""
        with self.writing() as connection:
            for entry in entries:
                _write(connection, entry)

    def save_night(self, night: Night) -> None:
        """Make the diary of a night what this says; what is left out can be restored."""
        now, name = stamp(), night.night.isoformat()
        with self.writing() as connection:
            for table, entries in (("cramps", night.cramps), ("marks", night.marks)):
                places = ",".join("?" * len(entries))
                connection.execute(
                    f"UPDATE {table} SET deleted = ?, changed = ? WHERE night = ?"
                    f" AND deleted IS NULL AND id NOT IN ({places})",
                    (now, now, name, *(entry.id for entry in entries)),
                )
            if night.answers is None:
                connection.execute(
                    "UPDATE nights SET deleted = ?, changed = ?"
                    " WHERE night = ? AND deleted IS NULL",
                    (now, now, name),
                )
            else:
                _write(connection, night.answers)
            for cramp in night.cramps:
                _write(connection, cramp)
            for mark in night.marks:
                _write(connection, mark)

    def undo_delete(self) -> date | None:
        """Restore what was deleted last; return its night, or `None` where there is nothing."""
        with self.writing() as connection:
            (deleted,) = connection.execute(
                "SELECT max(deleted) FROM"
                f" ({' UNION ALL '.join(f'SELECT deleted FROM {each}' for each in CAN_BE_DELETED)})"
            ).fetchone()
            if deleted is None:
                return None
            night = ""
            for table in CAN_BE_DELETED:
                row = connection.execute(
                    f"SELECT night FROM {table} WHERE deleted = ?", (deleted,)
                ).fetchone()
                night = row[0] if row else night
                connection.execute(
                    f"UPDATE {table} SET deleted = NULL, changed = ? WHERE deleted = ?",
                    (stamp(), deleted),
                )
            # A night that has cramps again was not one without.
            connection.execute(
                "UPDATE nights SET none = 0 WHERE night = ? AND EXISTS"
                " (SELECT 1 FROM cramps WHERE night = nights.night AND deleted IS NULL)",
                (night,),
            )
        return date.fromisoformat(night)

    def nights(self, first: date = _FIRST_NIGHT, last: date = _LAST_NIGHT) -> dict[date, Night]:
        """Return the nights between two, both included, of which anything is known."""
        with self.reading() as connection:
            return nights_of(
                _entries(connection, "cramps", first, last, "night, started IS NULL, started, id"),
                _entries(connection, "nights", first, last, "night"),
                _runs(connection, first, last),
                _entries(connection, "marks", first, last, "night, id"),
            )

    def night(self, night: date) -> Night:
        """Return what is known of one night."""
        return self.nights(night, night).get(night) or Night(night)

    def cramps(self) -> list[Cramp]:
        """Return every cramp, the earliest night first."""
        with self.reading() as connection:
            order = "night, started IS NULL, started, id"
            return list(_entries(connection, "cramps", _FIRST_NIGHT, _LAST_NIGHT, order))

    def first_logged(self) -> date | None:
        """Return the first night of which anybody has said how it was."""
        return self._earliest(
            "SELECT min(night) FROM (SELECT min(night) night FROM cramps WHERE deleted IS NULL"
            " UNION ALL SELECT min(night) FROM nights WHERE none AND deleted IS NULL)"
        )

    def last_mark(self) -> Mark | None:
        """Return the latest mark."""
        with self.reading() as connection:
            marks = [*_entries(connection, "marks", _FIRST_NIGHT, _LAST_NIGHT, "night, id")]
        return marks[-1] if marks else None

    def times_finished(self, routine: str) -> int:
        """Return how often the routine of a name was led to its end."""
        with self.reading() as connection:
            (times,) = connection.execute(
                "SELECT count(*) FROM runs WHERE routine = ? AND finished", (routine,)
            ).fetchone()
        return int(times)

    def first_run(self) -> date | None:
        """Return the first night with a routine."""
        return self._earliest("SELECT min(night) FROM runs")

    def _earliest(self, query: str) -> date | None:
        with self.reading() as connection:
            (night,) = connection.execute(query).fetchone()
        return None if night is None else date.fromisoformat(night)

    def count(self, day: date, item: ChecklistItem, by: int) -> int:
        """Count one more or fewer of a checklist item; return how many there are now."""
        with self.writing() as connection:
            (now,) = connection.execute(
                "SELECT coalesce(max(count), 0) FROM days WHERE day = ? AND item = ?",
                (day.isoformat(), item),
            ).fetchone()
            count = max(0, int(now) + by)
            connection.execute(
                "INSERT OR REPLACE INTO days VALUES (?, ?, ?, ?)",
                (day.isoformat(), item, count, stamp()),
            )
        return count

    def tally(self, day: date) -> dict[ChecklistItem, int]:
        """Return how many there are of each checklist item."""
        with self.reading() as connection:
            found = connection.execute(
                "SELECT item, count FROM days WHERE day = ?", (day.isoformat(),)
            ).fetchall()
        return {ChecklistItem(item): count for item, count in found}

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return a table as it is, without what was deleted, in the order of its keys."""
        visible = " WHERE deleted IS NULL" if table in CAN_BE_DELETED else ""
        with self.reading() as connection:
            return list(_dicts(connection, f"SELECT * FROM {table}{visible} ORDER BY 1, 2"))

    def unreadable(self) -> int:
        """Return how many rows hold what no diary holds, and so are left out."""
        count = 0
        with self.reading() as connection:
            for table in TABLES:
                for row in _dicts(connection, f"SELECT * FROM {table}"):
                    try:
                        entry_of(table, without_bookkeeping(row), table)
                    except DiaryError:
                        count += 1
        return count

    def restore(self, copy: Path) -> Path:
        """Become what a copy holds, once all of it is checked; where the diary before it is kept.

        Programs that have the diary open go on with the restored one.
        """
        from cramp_timer.diary.storage.restoring import check_copy, take_rows

        remove_old(self.file.parent, r"\.restoring-[0-9-]+\.sqlite")
        beside = self.file.with_name(f".restoring-{time_stamp()}.sqlite")
        before = self.file.with_name(f"diary-before-restore-{time_stamp()}.sqlite")
        try:
            check_copy(copy, self.file, beside)
            self.back_up(before)
            with self.writing() as connection:
                take_rows(connection, beside)
        finally:
            beside.unlink(missing_ok=True)
        return before

    def merge_rows(self, rows: Iterable[tuple[Row, str]]) -> int:
        """Take entries of another diary with their stamps, all or none.

        Return how many were new or newer than those here.
        """
        taken = 0
        with self.writing() as connection:
            for row, changed in rows:
                table = table_of(row)
                values = row_of(row)
                if table != "held":
                    values["changed"] = changed
                # What was deleted here and changed elsewhere after that is restored.
                if table in CAN_BE_DELETED:
                    values["deleted"] = None
                taken += _put(connection, table, values, only_news=True)
        return taken


def _write(connection: sqlite3.Connection, entry: Entry) -> None:
    table, now = table_of(entry), stamp()
    values = {**row_of(entry), "changed": now}
    if table in CAN_BE_DELETED:
        values["deleted"] = now if isinstance(entry, Cramp) and entry.was_none else None
    _put(connection, table, values)
    if isinstance(entry, RoutineRun):
        connection.execute("DELETE FROM held WHERE run = ?", (entry.id,))
        for place, held in enumerate(entry.held):
            row = HeldRow(entry.id, place, held.title, held.holds, held.seconds)
            _put(connection, "held", row_of(row))


def _put(
    connection: sqlite3.Connection, table: str, row: Mapping[str, Any], *, only_news: bool = False
) -> int:
    """Write one row over the one of its key, `only_news` if it is newer or differs; count them.

    Not by REPLACE, which would take a run's exercises with it.
    """
    names = ", ".join(row)
    changes = ", ".join(f"{name} = excluded.{name}" for name in row)
    condition = ""
    if only_news and "changed" in row:
        condition = f" WHERE excluded.changed > {table}.changed"
    elif only_news:
        condition = " WHERE " + " OR ".join(
            f"excluded.{each} IS NOT {table}.{each}" for each in row
        )
    cursor = connection.execute(
        f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})"
        f" ON CONFLICT ({', '.join(KEYS[table])}) DO UPDATE SET {changes}{condition}",
        tuple(row.values()),
    )
    return cursor.rowcount


def _dicts(
    connection: sqlite3.Connection, query: str, values: tuple[str, ...] = ()
) -> Iterator[dict[str, Any]]:
    cursor = connection.execute(query, values)
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def _entries(
    connection: sqlite3.Connection, table: str, first: date, last: date, order: str
) -> Iterator[Any]:
    visible = " AND deleted IS NULL" if table in CAN_BE_DELETED else ""
    names = ", ".join(stored_columns(table))
    query = f"SELECT {names} FROM {table} WHERE night BETWEEN ? AND ?{visible} ORDER BY {order}"
    rows = _dicts(connection, query, (first.isoformat(), last.isoformat()))
    return readable_entries(table, rows)


def _runs(connection: sqlite3.Connection, first: date, last: date) -> Iterator[RoutineRun]:
    held: dict[str, list[dict[str, Any]]] = {}
    period = (first.isoformat(), last.isoformat())
    for row in _dicts(
        connection,
        "SELECT held.run, held.title, held.holds, held.seconds FROM held"
        " JOIN runs ON runs.id = run WHERE night BETWEEN ? AND ? ORDER BY run, place",
        period,
    ):
        held.setdefault(row.pop("run"), []).append(row)
    names = ", ".join(stored_columns("runs"))
    query = f"SELECT {names} FROM runs WHERE night BETWEEN ? AND ? ORDER BY night, started"
    runs = _dicts(connection, query, period)
    return readable_entries("runs", ({**row, "held": held.get(row["id"], ())} for row in runs))
