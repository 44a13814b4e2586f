"""The commands of the diary that write or read whole files: report, tables, import, backup."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from cramp_timer.cli.diary_import import add_import_options
from cramp_timer.cli.diary_store import open_diary
from cramp_timer.cli.options import whole_number
from cramp_timer.cli.output import print_remarks, refuse_existing, write_new
from cramp_timer.core.profile import Profile
from cramp_timer.core.routine import Routine
from cramp_timer.diary.night import Night, last_night
from cramp_timer.diary.report.facts import About
from cramp_timer.diary.report.page import report_page
from cramp_timer.diary.storage.queries import last_shown, trend_of
from cramp_timer.diary.storage.transfer import as_csv, as_json, tables_of
from cramp_timer.errors import DiaryError
from cramp_timer.guide.texts import appointment_questions, guide
from cramp_timer.languages.messages import _
from cramp_timer.library import catalog
from cramp_timer.sessions.start_options import local_now
from cramp_timer.settings import load_settings
from cramp_timer.system.paths import make_private

PAGE_ENDINGS, OUTPUT = (".html", ".htm"), "-"


def add_diary_file_options(commands: argparse._SubParsersAction[ArgumentParser]) -> None:
    """Add the commands to those of `diary`."""
    command = commands.add_parser("report", help=_("write one page to print and take along"))
    command.add_argument("file", nargs="?", default="cramp-diary.html", metavar=_("FILE"))
    command.add_argument(
        "--nights", type=whole_number(1, 36600), metavar="N", help=_("the last N (all)")
    )
    command.add_argument("--force", action="store_true", help=_("overwrite a file that is there"))
    command.set_defaults(run=report)

    command = commands.add_parser("csv", help=_("write everything as tables for a spreadsheet"))
    command.add_argument("folder", nargs="?", metavar=_("FOLDER"), help=_("(cramp-diary)"))
    command.add_argument("--json", action="store_true", help=_("as JSON, to the output or a file"))
    command.add_argument("--force", action="store_true", help=_("overwrite files that are there"))
    command.set_defaults(run=write_tables)
    add_import_options(
        commands.add_parser("import", help=_("take in what `diary csv` wrote, or another table"))
    )

    command = commands.add_parser("backup", help=_("write a copy of the whole diary"))
    command.add_argument("file", metavar=_("FILE"))
    command.add_argument("--force", action="store_true", help=_("overwrite a file that is there"))
    command.set_defaults(run=backup)
    command = commands.add_parser("restore", help=_("go back to a copy; what was there is kept"))
    command.add_argument("file", metavar=_("FILE"))
    command.set_defaults(run=restore)


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
        raise DiaryError(
            _("{folder}: cannot be made ({reason})", folder=folder, reason=error.strerror)
        ) from error
    for file, content in files.items():
        write_new(file, content, force=arguments.force)
        print(file)
    return 0


def report(arguments: Namespace) -> int:
    """Write one page to print and take along."""
    last = last_night(local_now())
    file = Path(arguments.file)
    if arguments.file != OUTPUT and file.suffix.lower() not in PAGE_ENDINGS:
        page = file.with_suffix(".html")
        raise DiaryError(
            _(
                "{file}: the report is a page, such as {page}; print that, or save it as PDF",
                file=file,
                page=page,
            )
        )
    with open_diary() as store:
        first = store.first_logged() or last
        if arguments.nights is not None:
            first = max(first, last - timedelta(days=arguments.nights - 1))
        end = last_shown(store, last)
        nights, trend = store.nights(first, end), trend_of(store, last)
    text = report_page(nights, first, end, trend, _about_person(nights.values()))
    if arguments.file == OUTPUT:
        print(text)
        return 0
    write_new(file, text.encode(), force=arguments.force)
    print(file)
    return 0


def _about_person(nights: Iterable[Night]) -> About:
    """Return what the report tells of a person beside the diary: settings, questions, routine."""
    settings, problems = load_settings()
    print_remarks(problems)
    answers = [(each.text, getattr(settings, each.name)) for each in guide().questions]
    return About(
        tuple((text, "yes" if given else "no") for text, given in answers if given is not None),
        settings.medicine_list,
        settings.tried_list,
        tuple(each.text for each in appointment_questions()),
        _routine_done_most(nights, settings.profile),
    )


def _routine_done_most(nights: Iterable[Night], profile: Profile) -> Routine | None:
    """Return the routine that was done most, as it is today; `None` where it is there no more."""
    done = Counter(run.routine for night in nights for run in night.runs if run.routine)
    routines, _problems = catalog.load_all()
    found = next((routines[name] for name, _count in done.most_common() if name in routines), None)
    return found and found.worded_for(profile)


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
    print(_("Restored. What was here before is kept as {before}", before=before))
    return 0
