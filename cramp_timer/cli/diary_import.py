"""`diary import`: what this program wrote, or an older diary in a table of any shape."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from cramp_timer.cli.diary_store import open_diary
from cramp_timer.cli.output import print_remarks
from cramp_timer.diary.entries import Entry
from cramp_timer.diary.foreign_table import (
    FIELDS,
    Plan,
    Reading,
    check_columns,
    guessed_columns,
    planned,
)
from cramp_timer.diary.night import Night
from cramp_timer.diary.storage.store import Store
from cramp_timer.diary.storage.transfer import foreign_table, import_tables
from cramp_timer.diary.table_dates import DateOrder, order_of
from cramp_timer.diary.text import cramps_text, day_name, night_line, nights_text
from cramp_timer.errors import DiaryError
from cramp_timer.sessions.start_options import local_now
from cramp_timer.system.table_file import Table

_SHOWN = 8


def add_import_options(command: ArgumentParser) -> None:
    """Add the options of `diary import`."""
    command.add_argument("path", metavar="FOLDER-OR-FILE")
    group = command.add_argument_group("for a table that something else wrote")
    group.add_argument(
        "--map", action="append", metavar="FIELD=COLUMN",
        help=f"what a column means: {', '.join(FIELDS)}; once for each",
    )  # fmt: skip
    group.add_argument(
        "--dates", choices=[each.value for each in DateOrder],
        help="which comes first, where a date could be read either way",
    )  # fmt: skip
    group.add_argument(
        "--mornings", action="store_true", help="dates are of the morning after, not the evening"
    )
    group.add_argument("--dry-run", action="store_true", help="show it, and write nothing")
    command.set_defaults(run=read_tables)


def read_tables(arguments: Namespace) -> int:
    """Take in a diary; nothing twice, and nothing over what is newer or said already."""
    path = Path(arguments.path)
    table = foreign_table(path)
    with open_diary() as store:
        if table is not None or arguments.map:
            if table is None:
                raise DiaryError(f"{path}: --map is for tables that something else wrote")
            try:
                return _take_in(store, table, arguments)
            except DiaryError as error:
                raise DiaryError(f"{path}: {error}") from error
        if arguments.dry_run:
            raise DiaryError(f"{path}: is a diary of this program; --dry-run is for other tables")
        order = DateOrder(arguments.dates) if arguments.dates else None
        rows, taken, remarks = import_tables(store, path, order)
    print_remarks(remarks)
    print(f"{rows} rows read; {taken} were new or newer than what was here.")
    return 0


def _take_in(store: Store, table: Table, arguments: Namespace) -> int:
    """Show what a table holds, and write it; a person who is there is asked first."""
    asks = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    columns = _typed_columns(arguments.map)
    if not columns:
        columns = _asked_columns(table) if asks else {}
    check_columns(columns, table)
    cells = [(row.line, row.cells.get(columns["date"], "")) for row in table.rows]
    order = DateOrder(arguments.dates) if arguments.dates else order_of(cells)
    if order is None:
        if not asks:
            raise DiaryError(
                f"{columns['date']}: day and month could be either, such as in {cells[0][1]}; "
                "say --dates day-first or --dates month-first"
            )
        first = _asked(f"{cells[0][1]}: which comes first?", ("the day", "the month"), 0)
        order = DateOrder.MONTH_FIRST if first else DateOrder.DAY_FIRST
    reading = Reading(columns, order, arguments.mornings)
    plan = planned(table, reading, store.nights(), local_now().date())
    for line in _lines(plan, reading):
        print(line)
    if arguments.dry_run or not plan.nights:
        print("Nothing was written.")
        return 0
    if asks and _asked("Write them into the diary?", ("yes", "no"), 0):
        print("Nothing was written.")
        return 0
    store.save(*(entry for night in plan.nights for entry in _entries(night)))
    print(f"{nights_text(len(plan.nights)).capitalize()} taken in.")
    return 0


def _typed_columns(typed: Sequence[str] | None) -> dict[str, str]:
    """Return the columns by field, as `--map date=Datum,count=Anzahl` or once for each."""
    columns: dict[str, str] = {}
    for text in typed or ():
        # A column's name may have a comma, and then no field stands after it.
        field = ""
        for part in text.split(","):
            name, equals, column = part.partition("=")
            if equals and (name.strip() in FIELDS or not field):
                field = name.strip()
                columns[field] = column
            elif field:
                columns[field] += f",{part}"
            else:
                raise DiaryError(f"--map {part}: must be FIELD=COLUMN, such as date=Datum")
    return {field: column.strip() for field, column in columns.items()}


def _asked_columns(table: Table) -> dict[str, str]:
    """Ask for each field which column it is, beginning with what its name sounds like."""
    guessed = guessed_columns(table.columns)
    print("Each column once; 0 for a field that is not there, Enter for what is in brackets.")
    found = {}
    for field, meaning in FIELDS.items():
        choices = ("none", *table.columns)
        usual = choices.index(guessed[field]) if field in guessed else 0
        chosen = _asked(f"Which column is {meaning}?", choices, usual, first=0)
        if chosen:
            found[field] = choices[chosen]
    return found


def _asked(question: str, choices: Sequence[str], usual: int, first: int = 1) -> int:
    """Return the index of what a person chooses by number; DiaryError where the input ends."""
    numbered = (f"{number} {choice}" for number, choice in enumerate(choices, first))
    while True:
        print(f"{question} {', '.join(numbered)} [{usual + first}] ", end="", flush=True)
        typed = sys.stdin.readline()
        if not typed:
            raise DiaryError("nothing was written: there was no answer")
        if not typed.strip():
            return usual
        if typed.strip().isdecimal() and 0 <= int(typed) - first < len(choices):
            return int(typed) - first
        numbered = (f"{number} {choice}" for number, choice in enumerate(choices, first))


def _lines(plan: Plan, reading: Reading) -> Iterable[str]:
    """Yield what would be written: some of the nights, and how many there are."""
    named = ", ".join(f"{column} is {FIELDS[field]}" for field, column in reading.columns.items())
    yield f"{named}."
    yield (
        "A date is that of the morning after the night."
        if reading.mornings
        else "A date is that of the evening; --mornings takes it for the morning after."
    )
    for night in plan.nights[:_SHOWN]:
        yield f"  {day_name(night.night):<11} {night_line(night)}"
    if len(plan.nights) > _SHOWN:
        yield f"  and {nights_text(len(plan.nights) - _SHOWN)} more"
    cramps = sum(len(night.cramps) for night in plan.nights)
    yield f"{nights_text(len(plan.nights)).capitalize()} that are new, with {cramps_text(cramps)}."
    if plan.already_logged:
        stay = nights_text(len(plan.already_logged))
        yield f"{stay.capitalize()} in the diary already, as they are."


def _entries(night: Night) -> Iterable[Entry]:
    yield from night.cramps
    if night.answers is not None:
        yield night.answers
