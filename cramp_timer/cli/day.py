"""The command for the day: a corner of the screen, and the day's checklist from the shell."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from functools import partial

from cramp_timer.cli.diary_store import open_diary
from cramp_timer.cli.guided import (
    lead_cramp_in_lines,
    lead_in_lines,
    line_terminal,
    run_screens,
    services_for,
    uses_lines,
)
from cramp_timer.cli.options import add_sound_options
from cramp_timer.cli.output import print_wrapped
from cramp_timer.diary.checklist import ChecklistItem
from cramp_timer.diary.entries import night_of
from cramp_timer.guide.texts import checklist_texts
from cramp_timer.languages.messages import _, capital
from cramp_timer.sessions.services import Services
from cramp_timer.sessions.start_options import local_now

LIST = "list"


def add_day_options(parser: ArgumentParser) -> None:
    """Add the options of `day`."""
    items = (LIST, *(item.value for item in ChecklistItem))
    parser.add_argument("item", nargs="?", choices=items, metavar=_("ITEM"), help=", ".join(items))
    parser.add_argument("--undo", action="store_true", help=_("one fewer"))
    parser.add_argument("--plain", action="store_true", help=_("one line per turn, no screen"))
    add_sound_options(parser)
    parser.set_defaults(run=day)


def day(arguments: Namespace) -> int:
    """Count an item of the checklist, print the checklist, or run through the day."""
    if arguments.item == LIST:
        return _print_checklist()
    if arguments.item is not None:
        return _count(ChecklistItem(arguments.item), -1 if arguments.undo else 1)
    with services_for(arguments) as services:
        if uses_lines(arguments):
            return _run_in_lines(services)
        return run_screens(services, day=services.day_session())


def _today() -> date:
    """Return the date that counts belong to: it changes at noon, as nights do."""
    return night_of(local_now())


def _count(item: ChecklistItem, by: int) -> int:
    text = checklist_texts()[item]
    with open_diary() as store:
        count = store.count(_today(), item, by)
    return print_wrapped(
        [
            _(
                "{label}: {count}, counted since noon. {known}",
                label=capital(text.label),
                count=count,
                known=text.known,
            )
        ]
    )


def _print_checklist() -> int:
    with open_diary() as store:
        tally = store.tally(_today())
    return print_wrapped(
        f"{item:<6} {tally.get(item, 0):>2}  {text.label}: {text.known} ({text.source})"
        for item, text in checklist_texts().items()
    )


def _run_in_lines(services: Services) -> int:
    from cramp_timer.guide.lines import signs_lines
    from cramp_timer.line_mode.day import DayLines
    from cramp_timer.line_mode.routine import ask_first_once
    from cramp_timer.sessions.day_session import FLEX_ROUTINE

    terminal = line_terminal()

    def lead_flex() -> None:
        lead_in_lines(services, terminal, services.routine(FLEX_ROUTINE), FLEX_ROUTINE)

    ask_first_once(terminal, services)
    session, signs = services.day_session(), signs_lines(services.settings)
    lead_cramp = partial(lead_cramp_in_lines, services, terminal)
    DayLines(session, terminal, signs, services.now, lead_flex, lead_cramp).run()
    return 0
