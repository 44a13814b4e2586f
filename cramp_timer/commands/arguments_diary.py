"""What can be typed after `cramp-timer diary` and `cramp-timer day`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from cramp_timer.commands import day, diary
from cramp_timer.diary.checklist import Item

_NIGHT = "yesterday, tonight, or the date of its evening (yesterday)"
_RATING = "0-10"


def add_diary(whole: argparse.ArgumentParser) -> None:
    """`diary` with its own commands; alone it shows the last nights."""
    whole.set_defaults(run=diary.show, night=None, nights=14, json=False)
    parts = whole.add_subparsers(title="commands", metavar="COMMAND")

    log = parts.add_parser("log", help="say how a night was")
    log.add_argument("--night", default="yesterday", metavar="NIGHT", help=_NIGHT)
    how_many = log.add_mutually_exclusive_group()
    how_many.add_argument("--count", type=_number(0, 50), metavar="N", help="cramps in all")
    how_many.add_argument("--none", action="store_true", help="no cramp, which is not the same")
    how_many.add_argument("--cramp", type=_number(1, 50), metavar="N", help="of that one alone")
    log.add_argument("--side", choices=("left", "right", "both"), help="which leg")
    log.add_argument("--muscle", choices=("calf", "foot", "thigh"), help="where in the leg")
    log.add_argument("--worst", type=_number(0, 10), metavar=_RATING, help="how bad it was")
    log.add_argument("--minutes", type=_minutes, metavar="N", help="how long it lasted")
    log.add_argument("--sleep", type=_number(0, 10), metavar=_RATING, help="how disturbed")
    log.add_argument("--sore", choices=("no", "day", "longer"), help="afterwards: a day, longer")
    log.set_defaults(run=diary.log)

    show = parts.add_parser("show", help="print nights, and what they say together")
    show.add_argument("--night", metavar="NIGHT", help="one night with all its cramps")
    show.add_argument("--nights", type=_number(1, 3660), default=14, metavar="N", help="(14)")
    show.add_argument("--json", action="store_true", help="for programs")
    show.set_defaults(run=diary.show)

    delete = parts.add_parser("delete", help="delete what was said of a night")
    delete.add_argument("night", metavar="NIGHT", help=_NIGHT)
    delete.add_argument("--cramp", type=_number(1, 50), metavar="N", help="that one alone")
    delete.set_defaults(run=diary.delete)
    undo = parts.add_parser("undo", help="bring back what was deleted last")
    undo.set_defaults(run=diary.undo)

    report = parts.add_parser("report", help="write one page to print and take along")
    report.add_argument("file", nargs="?", default="cramp-diary.html", metavar="FILE")
    report.add_argument("--nights", type=_number(1, 36600), metavar="N", help="the last N (all)")
    report.add_argument("--force", action="store_true", help="overwrite a file that is there")
    report.set_defaults(run=diary.report)

    tables = parts.add_parser("csv", help="write everything as tables for a spreadsheet")
    tables.add_argument("folder", nargs="?", metavar="FOLDER", help="(cramp-diary)")
    tables.add_argument("--json", action="store_true", help="as JSON, to the output or a file")
    tables.add_argument("--force", action="store_true", help="overwrite files that are there")
    tables.set_defaults(run=diary.tables)
    take = parts.add_parser("import", help="take in what `diary csv` wrote, nothing twice")
    take.add_argument("path", metavar="FOLDER-OR-FILE")
    take.set_defaults(run=diary.take)

    backup = parts.add_parser("backup", help="write a copy of the whole diary")
    backup.add_argument("file", metavar="FILE")
    backup.add_argument("--force", action="store_true", help="overwrite a file that is there")
    backup.set_defaults(run=diary.backup)
    restore = parts.add_parser("restore", help="go back to a copy; what was there is kept")
    restore.add_argument("file", metavar="FILE")
    restore.set_defaults(run=diary.restore)


def add_day(parser: argparse.ArgumentParser) -> None:
    """`day` with an item of the day's list, or alone."""
    parser.add_argument(
        "item", nargs="?", choices=("list", *Item), metavar="ITEM", help=", ".join(("list", *Item))
    )
    parser.add_argument("--undo", action="store_true", help="one fewer")
    parser.add_argument("--plain", action="store_true", help="one line per turn, no screen")
    parser.set_defaults(run=day.day)


def _number(least: int, most: int) -> Callable[[str], int]:
    """A whole number between two."""

    def parsed(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text} is not a whole number from {least} to {most}")
        return int(text)

    return parsed


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = -1.0
    if not 0 <= minutes <= 1440:
        raise argparse.ArgumentTypeError(f"{text} is not a number of minutes from 0 to 1440")
    return minutes
