"""The commands of the diary: log, show, correct, export and import, report, keep safe."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from cramp_timer.cli.options import SIDES, minutes, whole_number
from cramp_timer.cli.output import (
    print_json,
    print_remarks,
    print_wrapped,
    refuse_existing,
    write_new,
)
from cramp_timer.core.side import Side
from cramp_timer.diary.entries import Entry, Mark, Muscle, Soreness
from cramp_timer.diary.json_format import as_values
from cramp_timer.diary.night import MOST_CRAMPS, Night, between, last_night
from cramp_timer.diary.report.page import About, report_page
from cramp_timer.diary.storage.queries import last_shown, trend_of
from cramp_timer.diary.storage.rows import columns, entry_of, table_of
from cramp_timer.diary.storage.store import Store
from cramp_timer.diary.storage.transfer import as_csv, as_json, import_tables, tables_of
from cramp_timer.diary.text import advice_lines, night_line, night_lines, night_name, trend_lines
from cramp_timer.errors import DiaryError
from cramp_timer.guide.texts import appointment_questions, guide
from cramp_timer.sessions.services import local_now
from cramp_timer.settings import load_settings
from cramp_timer.system.paths import data_folder, make_private

_NIGHT_HELP = "yesterday, tonight, or the date of its evening (yesterday)"
_RATING = "0-10"
YES_NO = {"yes": True, "no": False}
_SHOWN_NIGHTS = 14


def add_diary_options(parser: ArgumentParser) -> None:
    """Add the commands of `diary`; alone it shows the last nights."""
    parser.set_defaults(run=show, night=None, nights=_SHOWN_NIGHTS, json=False)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    command = commands.add_parser("log", help="say how a night was")
    command.add_argument("--night", default="yesterday", metavar="NIGHT", help=_NIGHT_HELP)
    how_many = command.add_mutually_exclusive_group()
    how_many.add_argument(
        "--count", type=whole_number(0, MOST_CRAMPS), metavar="N", help="cramps in all"
    )
    how_many.add_argument("--none", action="store_true", help="no cramp, which is not the same")
    how_many.add_argument(
        "--cramp", type=whole_number(1, MOST_CRAMPS), metavar="N", help="of that one alone"
    )
    command.add_argument("--side", choices=SIDES, help="which leg")
    command.add_argument("--muscle", choices=tuple(Muscle), help="where in the leg")
    rating = whole_number(0, 10)
    command.add_argument("--worst", type=rating, metavar=_RATING, help="how bad it was")
    command.add_argument("--minutes", type=minutes, metavar="N", help="how long it lasted")
    command.add_argument("--sleep", type=rating, metavar=_RATING, help="how disturbed")
    command.add_argument("--sore", choices=tuple(Soreness), help="afterwards: a day, longer")
    command.add_argument("--woke", choices=YES_NO, help="whether it woke you")
    command.add_argument("--tried", metavar="TEXT", help="what you tried against it")
    command.add_argument("--helped", choices=YES_NO, help="whether that helped")
    command.add_argument(
        "--by-day", type=whole_number(0, MOST_CRAMPS), metavar="N", help="cramps on the day before"
    )
    command.add_argument(
        "--note", metavar="TEXT", help="of the night, or with --cramp of that cramp"
    )
    command.set_defaults(run=log)

    command = commands.add_parser("mark", help="begin anew, such as after a change of medicines")
    command.add_argument("text", metavar="TEXT", help='such as "stopped statin"')
    command.add_argument("--night", default="tonight", metavar="NIGHT", help=_NIGHT_HELP)
    command.set_defaults(run=mark)

    command = commands.add_parser("show", help="print nights, and what they say together")
    command.add_argument("--night", metavar="NIGHT", help="one night with all its cramps")
    command.add_argument(
        "--nights", type=whole_number(1, 3660), default=_SHOWN_NIGHTS, metavar="N",
        help=f"({_SHOWN_NIGHTS})",
    )  # fmt: skip
    command.add_argument("--json", action="store_true", help="for programs")
    command.set_defaults(run=show)

    command = commands.add_parser("delete", help="delete what was said of a night")
    command.add_argument("night", metavar="NIGHT", help=_NIGHT_HELP)
    command.add_argument(
        "--cramp", type=whole_number(1, MOST_CRAMPS), metavar="N", help="that one alone"
    )
    command.set_defaults(run=delete)
    command = commands.add_parser("undo", help="bring back what was deleted last")
    command.set_defaults(run=undo)

    command = commands.add_parser("report", help="write one page to print and take along")
    command.add_argument("file", nargs="?", default="cramp-diary.html", metavar="FILE")
    command.add_argument(
        "--nights", type=whole_number(1, 36600), metavar="N", help="the last N (all)"
    )
    command.add_argument("--force", action="store_true", help="overwrite a file that is there")
    command.set_defaults(run=report)

    command = commands.add_parser("csv", help="write everything as tables for a spreadsheet")
    command.add_argument("folder", nargs="?", metavar="FOLDER", help="(cramp-diary)")
    command.add_argument("--json", action="store_true", help="as JSON, to the output or a file")
    command.add_argument("--force", action="store_true", help="overwrite files that are there")
    command.set_defaults(run=write_tables)
    command = commands.add_parser("import", help="take in what `diary csv` wrote, nothing twice")
    command.add_argument("path", metavar="FOLDER-OR-FILE")
    command.set_defaults(run=read_tables)

    command = commands.add_parser("backup", help="write a copy of the whole diary")
    command.add_argument("file", metavar="FILE")
    command.add_argument("--force", action="store_true", help="overwrite a file that is there")
    command.set_defaults(run=backup)
    command = commands.add_parser("restore", help="go back to a copy; what was there is kept")
    command.add_argument("file", metavar="FILE")
    command.set_defaults(run=restore)


@contextmanager
def open_diary() -> Iterator[Store]:
    """Give the diary; a damaged one that was set aside is reported."""
    store = Store(data_folder())
    print_remarks(filter(None, [store.notice]))
    try:
        yield store
    finally:
        store.close()


def log(arguments: Namespace) -> int:
    """Say how a night was."""
    given = {
        "side": arguments.side and Side(arguments.side),
        "muscle": arguments.muscle and Muscle(arguments.muscle),
        "worst": arguments.worst,
        "minutes": arguments.minutes,
        "woke": YES_NO.get(arguments.woke),
        "tried": arguments.tried,
        "helped": YES_NO.get(arguments.helped),
        "note": arguments.note if arguments.cramp is not None else None,
    }
    details = {name: value for name, value in given.items() if value is not None}
    count = 0 if arguments.none else arguments.count
    with open_diary() as store:
        night = store.night(_night(arguments.night))
        if arguments.cramp is not None:
            night = night.with_details(arguments.cramp, **details)
        elif count is not None or details:
            night = night.with_count(count, **details)
        said = {
            "sleep": arguments.sleep,
            "sore": arguments.sore and Soreness(arguments.sore),
            "by_day": arguments.by_day,
            "note": arguments.note if arguments.cramp is None else None,
        }
        answers = {name: value for name, value in said.items() if value is not None}
        if answers:
            night = replace(night, answers=replace(night.answers_or_empty, **answers))
        _save(store, night)
    print("\n".join(night_lines(night)))
    return 0


def mark(arguments: Namespace) -> int:
    """Draw a dated line, from which on nights are compared anew."""
    with open_diary() as store:
        night = store.night(_night(arguments.night))
        night = replace(night, marks=(*night.marks, Mark.on(night.night, arguments.text.strip())))
        _save(store, night)
    print("\n".join(night_lines(night)))
    return 0


def _save(store: Store, night: Night) -> None:
    """Save a night whose texts were typed; DiaryError for one that a diary cannot hold."""
    entries: list[Entry] = [*night.cramps, *night.marks, *filter(None, [night.answers])]
    for entry in entries:
        table = table_of(entry)
        values = {name: getattr(entry, name) for name in columns(table)}
        entry_of(table, values, "the diary")
    store.save_night(night)


def show(arguments: Namespace) -> int:
    """Print the last nights, and what they say together."""
    with open_diary() as store:
        if arguments.night is not None:
            print("\n".join(night_lines(store.night(_night(arguments.night)))))
            return 0
        last = last_night(local_now())
        first = last - timedelta(days=arguments.nights - 1)
        end = last_shown(store, last)
        nights = between(store.nights(first, end), first, end)
        trend = trend_of(store, last)
    words = [*trend_lines(trend), *advice_lines(trend)]
    if arguments.json:
        return print_json(as_values(nights, trend, words))
    for night in nights:
        print(f"{night_name(night.night):<11} {night_line(night)}")
    print()
    return print_wrapped(words)


def delete(arguments: Namespace) -> int:
    """Delete what was said of a night, or one of its cramps."""
    with open_diary() as store:
        night = store.night(_night(arguments.night))
        if arguments.cramp is None:
            night = replace(night, cramps=(), answers=None, marks=())
        else:
            night = night.without_cramp(arguments.cramp)
        store.save_night(night)
    print("\n".join(night_lines(night)))
    print("cramp-timer diary undo    brings back what was deleted")
    return 0


def undo(_: Namespace) -> int:
    """Bring back what was deleted last."""
    with open_diary() as store:
        night = store.undo_delete()
        if night is None:
            raise DiaryError("nothing was deleted")
        print("\n".join(night_lines(store.night(night))))
    return 0


def write_tables(arguments: Namespace) -> int:
    """Write everything as tables, or as one JSON document."""
    with open_diary() as store:
        tables = tables_of(store)
    if arguments.json:
        text = as_json(tables)
        if arguments.folder is None:
            print(text)
        else:
            write_new(Path(arguments.folder), text.encode(), force=arguments.force)
        return 0
    folder = Path(arguments.folder or "cramp-diary")
    files = {folder / f"{name}.csv": as_csv(name, rows) for name, rows in tables.items()}
    for file in files:
        refuse_existing(file, force=arguments.force)
    try:
        make_private(folder)
    except OSError as error:
        raise DiaryError(f"{folder}: cannot be made ({error.strerror})") from error
    for file, content in files.items():
        write_new(file, content, force=arguments.force)
        print(file)
    return 0


def read_tables(arguments: Namespace) -> int:
    """Take in what `diary csv` wrote; nothing twice, and nothing over what is newer."""
    with open_diary() as store:
        rows, taken = import_tables(store, Path(arguments.path))
    print(f"{rows} rows read; {taken} were new or newer than what was here.")
    return 0


def report(arguments: Namespace) -> int:
    """Write one page to print and take along."""
    last = last_night(local_now())
    file = Path(arguments.file)
    with open_diary() as store:
        first = store.first_logged() or last
        if arguments.nights is not None:
            first = max(first, last - timedelta(days=arguments.nights - 1))
        nights, trend = store.nights(first, last), trend_of(store, last)
    text = report_page(nights, first, last, trend, _about_person())
    write_new(file, text.encode(), force=arguments.force)
    print(file)
    return 0


def _about_person() -> About:
    """Return what the settings know for the report."""
    settings, problems = load_settings()
    print_remarks(problems)
    answers = [(each.text, getattr(settings, each.name)) for each in guide().questions]
    return About(
        tuple((text, "yes" if given else "no") for text, given in answers if given is not None),
        settings.medicine_list,
        settings.tried_list,
        tuple(each.text for each in appointment_questions()),
    )


def backup(arguments: Namespace) -> int:
    """Write a copy of the whole diary."""
    with open_diary() as store:
        store.back_up(Path(arguments.file), force=arguments.force)
    print(arguments.file)
    return 0


def restore(arguments: Namespace) -> int:
    """Go back to a copy; what was there is kept."""
    with open_diary() as store:
        before = store.restore(Path(arguments.file))
    print(f"Restored. What was here before is kept as {before}")
    return 0


def _night(name: str) -> date:
    """Return the night that a word or a date names; DiaryError where it is neither."""
    last = last_night(local_now())
    if name in ("yesterday", "last"):
        return last
    if name in ("today", "tonight"):
        return last + timedelta(days=1)
    try:
        night = date.fromisoformat(name)
    except ValueError as error:
        raise DiaryError(
            f"--night {name}: is no date such as {last}, nor yesterday, nor tonight"
        ) from error
    if night > last + timedelta(days=1):
        raise DiaryError(f"--night {name}: is still to come")
    return night
