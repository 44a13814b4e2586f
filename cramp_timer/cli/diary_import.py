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
from cramp_timer.diary.storage.transfer import STANDARD_INPUT, foreign_table, import_tables
from cramp_timer.diary.table_dates import DateOrder, order_of
from cramp_timer.diary.text import cramps_text, night_line, nights_text
from cramp_timer.errors import DiaryError
from cramp_timer.languages.dates import day_name
from cramp_timer.languages.messages import _, capital
from cramp_timer.sessions.start_options import local_now
from cramp_timer.system.table_file import Table

_SHOWN = 8


def add_import_options(command: ArgumentParser) -> None:
    """Add the options of `diary import`."""
    command.add_argument("path", metavar=_("FOLDER-OR-FILE"))
    group = command.add_argument_group(_("for a table that something else wrote"))
    group.add_argument(
        "--map", action="append", metavar=_("FIELD=COLUMN"),
        help=_("what a column means: {names}; once for each", names=', '.join(FIELDS))
    )  # fmt: skip
    group.add_argument(
        "--dates", choices=[each.value for each in DateOrder],
        help=_("which comes first, where a date could be read either way")
    )  # fmt: skip
    group.add_argument(
        "--mornings", action="store_true", help=_("dates are of the morning after, not the evening")
    )
    group.add_argument("--dry-run", action="store_true", help=_("show it, and write nothing"))
    command.set_defaults(run=read_tables)


def read_tables(arguments: Namespace) -> int:
    """Take in a diary; nothing twice, and nothing over what is newer or said already."""
    path = Path(arguments.path)
    if path == STANDARD_INPUT and sys.stdin is not None and sys.stdin.isatty():
        print_remarks([_("paste it here; then ctrl+d, or ctrl+z and enter on Windows")])
    table = foreign_table(path)
    with open_diary() as store:
        if table is not None or arguments.map:
            if table is None:
                raise DiaryError(
                    _("{path}: --map is for tables that something else wrote", path=path)
                )
            try:
                return _take_in(store, table, arguments)
            except DiaryError as error:
                raise DiaryError(f"{path}: {error}") from error
        if arguments.dry_run:
            raise DiaryError(
                _("{path}: is a diary of this program; --dry-run is for other tables", path=path)
            )
        order = DateOrder(arguments.dates) if arguments.dates else None
        rows, taken, remarks = import_tables(store, path, order)
    print_remarks(remarks)
    print(
        _("{rows} rows read; {taken} were new or newer than what was here.", rows=rows, taken=taken)
    )
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
                _(
                    "{columns}: day and month could be either, such as in {cells}; say --dates "
                    "day-first or --dates month-first",
                    columns=columns["date"],
                    cells=cells[0][1],
                )
            )
        first = _asked(
            _("{cells}: which comes first?", cells=cells[0][1]), (_("the day"), _("the month")), 0
        )
        order = DateOrder.MONTH_FIRST if first else DateOrder.DAY_FIRST
    reading = Reading(columns, order, arguments.mornings)
    plan = planned(table, reading, store.nights(), local_now().date())
    for line in _lines(plan, reading):
        print(line)
    if arguments.dry_run or not plan.nights:
        print(_("Nothing was written."))
        return 0
    if asks and _asked(_("Write them into the diary?"), ("yes", "no"), 0):
        print(_("Nothing was written."))
        return 0
    store.save(*(entry for night in plan.nights for entry in _entries(night)))
    print(_("{nights} taken in.", nights=nights_text(len(plan.nights))))
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
                raise DiaryError(
                    _("--map {part}: must be FIELD=COLUMN, such as date=Datum", part=part)
                )
    return {field: column.strip() for field, column in columns.items()}


def _asked_columns(table: Table) -> dict[str, str]:
    """Ask for each field which column it is, beginning with what its name sounds like."""
    guessed = guessed_columns(table.columns)
    print(_("Each column once; 0 for a field that is not there, Enter for what is in brackets."))
    found = {}
    for field, meaning in FIELDS.items():
        choices = ("none", *table.columns)
        usual = choices.index(guessed[field]) if field in guessed else 0
        chosen = _asked(_("Which column is {meaning}?", meaning=meaning), choices, usual, first=0)
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
            raise DiaryError(_("nothing was written: there was no answer"))
        if not typed.strip():
            return usual
        if typed.strip().isdecimal() and 0 <= int(typed) - first < len(choices):
            return int(typed) - first
        numbered = (f"{number} {choice}" for number, choice in enumerate(choices, first))


def _lines(plan: Plan, reading: Reading) -> Iterable[str]:
    """Yield what would be written: some of the nights, and how many there are."""
    named = ", ".join(
        _("{column} is {meaning}", column=column, meaning=FIELDS[field])
        for field, column in reading.columns.items()
    )
    yield f"{named}."
    yield (
        _("A date is that of the morning after the night.")
        if reading.mornings
        else _("A date is that of the evening; --mornings takes it for the morning after.")
    )
    for night in plan.nights[:_SHOWN]:
        yield f"  {day_name(night.night):<11} {night_line(night)}"
    if len(plan.nights) > _SHOWN:
        yield _("  and {nights} more", nights=nights_text(len(plan.nights) - _SHOWN))
    cramps = sum(len(night.cramps) for night in plan.nights)
    yield _(
        "{nights} that are new, with {cramps}.",
        nights=nights_text(len(plan.nights)),
        cramps=cramps_text(cramps),
    )
    if plan.already_logged:
        stay = nights_text(len(plan.already_logged))
        yield _("{stay} in the diary already, as they are.", stay=capital(stay))


def _entries(night: Night) -> Iterable[Entry]:
    yield from night.cramps
    if night.answers is not None:
        yield night.answers
