"""What the diary keeps, as rows: written one by one, read by nights."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from cramp_timer.core.side import Side
from cramp_timer.diary.checklist import Item
from cramp_timer.diary.entries import Answers, Cramp, Entry, Held, Muscle, Run, Soreness
from cramp_timer.diary.night import Page, pages
from cramp_timer.diary.storage.database import Database

_BEGINNING, _END = date(1, 1, 1), date(9999, 12, 31)


class Store(Database):
    """An open diary; DiaryError, one sentence, for whatever is wrong with it."""

    def keep(self, *entries: Entry) -> None:
        """Write entries, or write them anew, all in one; on the disk when this returns."""
        with self.writing() as connection:
            for entry in entries:
                _write(connection, entry)

    def keep_page(self, page: Page) -> None:
        """Make a night what a page says; what is not on it is deleted, and can be taken back."""
        stamp = _now()
        kept = [cramp.id for cramp in page.cramps]
        with self.writing() as connection:
            marks = ",".join("?" * len(kept))
            connection.execute(
                f"UPDATE cramps SET deleted = ?, changed = ? WHERE night = ? AND deleted IS NULL"
                f" AND id NOT IN ({marks})",
                (stamp, stamp, page.night.isoformat(), *kept),
            )
            if page.answers is None:
                connection.execute(
                    "UPDATE nights SET deleted = ?, changed = ?"
                    " WHERE night = ? AND deleted IS NULL",
                    (stamp, stamp, page.night.isoformat()),
                )
            for cramp in page.cramps:
                _write(connection, cramp)
            if page.answers is not None:
                _write(connection, page.answers)

    def take_back(self) -> date | None:
        """Bring back what was deleted last; the night it belongs to, `None` for nothing."""
        with self.writing() as connection:
            (stamp,) = connection.execute(
                "SELECT max(deleted) FROM"
                " (SELECT deleted FROM cramps UNION ALL SELECT deleted FROM nights)"
            ).fetchone()
            if stamp is None:
                return None
            night = ""
            for table in ("nights", "cramps"):
                row = connection.execute(
                    f"SELECT night FROM {table} WHERE deleted = ?", (stamp,)
                ).fetchone()
                night = row[0] if row else night
                connection.execute(
                    f"UPDATE {table} SET deleted = NULL, changed = ? WHERE deleted = ?",
                    (_now(), stamp),
                )
            # Whoever has cramps again has not none.
            connection.execute(
                "UPDATE nights SET none = 0 WHERE night = ? AND EXISTS"
                " (SELECT 1 FROM cramps WHERE night = nights.night AND deleted IS NULL)",
                (night,),
            )
        return date.fromisoformat(night)

    def pages(self, first: date = _BEGINNING, last: date = _END) -> dict[date, Page]:
        """The nights between two, both included, of which anything is known."""
        with self.reading() as connection:
            return pages(
                _cramps(connection, first, last),
                _answers(connection, first, last),
                _runs(connection, first, last),
            )

    def page(self, night: date) -> Page:
        """One night."""
        return self.pages(night, night).get(night) or Page(night)

    def cramps(self) -> list[Cramp]:
        """Every cramp, the earliest night first."""
        with self.reading() as connection:
            return list(_cramps(connection, _BEGINNING, _END))

    def first_logged(self) -> date | None:
        """The first night of which anybody has said how it was."""
        return self._earliest(
            "SELECT min(night) FROM (SELECT min(night) night FROM cramps WHERE deleted IS NULL"
            " UNION ALL SELECT min(night) FROM nights WHERE none AND deleted IS NULL)"
        )

    def first_run(self) -> date | None:
        """The first night with a routine."""
        return self._earliest("SELECT min(night) FROM runs")

    def _earliest(self, query: str) -> date | None:
        with self.reading() as connection:
            (night,) = connection.execute(query).fetchone()
        return None if night is None else date.fromisoformat(night)

    def count(self, day: date, item: Item, by: int) -> int:
        """One more or fewer of an item of the day's list; how many there are now."""
        with self.writing() as connection:
            (now,) = connection.execute(
                "SELECT coalesce(max(count), 0) FROM days WHERE day = ? AND item = ?",
                (day.isoformat(), item),
            ).fetchone()
            new = max(0, int(now) + by)
            connection.execute(
                "INSERT OR REPLACE INTO days VALUES (?, ?, ?, ?)",
                (day.isoformat(), item, new, _now()),
            )
        return new

    def tally(self, day: date) -> dict[Item, int]:
        """The day's list: how many of each item."""
        return self.tallies(day, day).get(day, {})

    def tallies(self, first: date = _BEGINNING, last: date = _END) -> dict[date, dict[Item, int]]:
        """The lists of days between two, both included."""
        found: dict[date, dict[Item, int]] = {}
        with self.reading() as connection:
            for day, item, count in connection.execute(
                "SELECT day, item, count FROM days WHERE day BETWEEN ? AND ? ORDER BY day",
                (first.isoformat(), last.isoformat()),
            ):
                found.setdefault(date.fromisoformat(day), {})[Item(item)] = count
        return found

    def rows(self, table: str) -> list[dict[str, Any]]:
        """A table as it is, without what was deleted, in the order of its keys."""
        alive = " WHERE deleted IS NULL" if table in ("cramps", "nights") else ""
        with self.reading() as connection:
            cursor = connection.execute(f"SELECT * FROM {table}{alive} ORDER BY 1, 2")
            columns = [column[0] for column in cursor.description]
            return [dict(zip(columns, row, strict=True)) for row in cursor]

    def put_rows(self, tables: Mapping[str, Iterable[Mapping[str, Any]]]) -> int:
        """Take rows of another diary, all or none; how many were new or newer than those here."""
        taken = 0
        with self.writing() as connection:
            for table, rows in tables.items():
                for row in rows:
                    taken += _put(connection, table, row, if_newer=table != "held")
        return taken


def _row_of(entry: Entry) -> tuple[str, dict[str, Any]]:
    """The table that an entry belongs to, and its row."""
    if isinstance(entry, Cramp):
        started, started_offset = parts(entry.started)
        ended, ended_offset = parts(entry.ended)
        return "cramps", {
            "id": entry.id, "night": entry.night.isoformat(),
            "started": started, "started_offset": started_offset,
            "ended": ended, "ended_offset": ended_offset,
            "side": entry.side, "worst": entry.worst, "eased": entry.eased,
            "source": entry.source, "muscle": entry.muscle, "minutes": entry.minutes,
        }  # fmt: skip
    if isinstance(entry, Answers):
        return "nights", {
            "night": entry.night.isoformat(), "none": entry.none, "skipped": entry.skipped,
            "sleep": entry.sleep, "sore": entry.sore,
        }  # fmt: skip
    started, offset = parts(entry.started)
    return "runs", {
        "id": entry.id, "night": entry.night.isoformat(),
        "started": started, "started_offset": offset,
        "routine": entry.routine, "title": entry.title,
        "seconds": entry.seconds, "finished": entry.finished,
    }  # fmt: skip


_KEYS = {
    "cramps": ("id",), "nights": ("night",), "runs": ("id",), "held": ("run", "place"),
    "days": ("day", "item"),
}  # fmt: skip
TABLES = tuple(_KEYS)


def _write(connection: sqlite3.Connection, entry: Entry) -> None:
    table, row = _row_of(entry)
    now = _now()
    if table != "runs":
        row["deleted"] = now if isinstance(entry, Cramp) and entry.was_none else None
    _put(connection, table, {**row, "changed": now})
    if isinstance(entry, Run):
        connection.execute("DELETE FROM held WHERE run = ?", (entry.id,))
        for place, held in enumerate(entry.held):
            connection.execute(
                "INSERT INTO held VALUES (?, ?, ?, ?, ?)",
                (entry.id, place, held.title, held.holds, held.seconds),
            )


def _put(
    connection: sqlite3.Connection, table: str, row: Mapping[str, Any], *, if_newer: bool = False
) -> int:
    """Write one row over the one of its key, perhaps only if it is newer; how many were written.

    Not by REPLACE, which would take a run's exercises with it.
    """
    columns = ", ".join(row)
    keys = ", ".join(_KEYS[table])
    changes = ", ".join(f"{column} = excluded.{column}" for column in row)
    condition = f" WHERE excluded.changed > {table}.changed" if if_newer else ""
    cursor = connection.execute(
        f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})"
        f" ON CONFLICT ({keys}) DO UPDATE SET {changes}{condition}",
        tuple(row.values()),
    )
    return cursor.rowcount


def _cramps(connection: sqlite3.Connection, first: date, last: date) -> Iterator[Cramp]:
    for row in connection.execute(
        "SELECT id, night, started, started_offset, ended, ended_offset, side, muscle, worst,"
        " eased, minutes, source FROM cramps WHERE night BETWEEN ? AND ? AND deleted IS NULL"
        " ORDER BY night, started IS NULL, started, id",
        (first.isoformat(), last.isoformat()),
    ):
        key, night, started, started_offset, ended, ended_offset, side, muscle, *rest = row
        worst, eased, minutes, source = rest
        yield Cramp(
            id=key,
            night=date.fromisoformat(night),
            started=_moment(started, started_offset),
            ended=_moment(ended, ended_offset),
            side=None if side is None else Side(side),
            muscle=None if muscle is None else Muscle(muscle),
            worst=worst,
            eased=None if eased is None else bool(eased),
            minutes=minutes,
            source=source,
        )


def _answers(connection: sqlite3.Connection, first: date, last: date) -> Iterator[Answers]:
    for night, none, skipped, sleep, sore in connection.execute(
        "SELECT night, none, skipped, sleep, sore FROM nights"
        " WHERE night BETWEEN ? AND ? AND deleted IS NULL",
        (first.isoformat(), last.isoformat()),
    ):
        soreness = None if sore is None else Soreness(sore)
        yield Answers(date.fromisoformat(night), bool(none), bool(skipped), sleep, soreness)


def _runs(connection: sqlite3.Connection, first: date, last: date) -> Iterator[Run]:
    period = (first.isoformat(), last.isoformat())
    held: dict[str, list[Held]] = {}
    for run, title, holds, seconds in connection.execute(
        "SELECT run, held.title, holds, held.seconds FROM held JOIN runs ON runs.id = run"
        " WHERE night BETWEEN ? AND ? ORDER BY run, place",
        period,
    ):
        held.setdefault(run, []).append(Held(title, holds, seconds))
    for key, night, started, offset, routine, title, seconds, finished in connection.execute(
        "SELECT id, night, started, started_offset, routine, title, seconds, finished FROM runs"
        " WHERE night BETWEEN ? AND ? ORDER BY night, started",
        period,
    ):
        moment = _moment(started, offset)
        assert moment is not None
        yield Run(
            key, date.fromisoformat(night), moment, title, routine, seconds, bool(finished),
            tuple(held.get(key, ())),
        )  # fmt: skip


def _now() -> str:
    """UTC to the microsecond, so that two changes in a row have an order."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def parts(moment: datetime | None) -> tuple[str | None, int | None]:
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
