"""The day: the day's list from the shell, and what runs in a corner."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from contextlib import closing
from datetime import datetime

from cramp_timer.commands.output import print_wrapped


def day(arguments: Namespace) -> int:
    """Count one of the day's list, or run through the day."""
    if arguments.item == "list":
        return _list()
    if arguments.item is not None:
        return _tick(arguments.item, -1 if arguments.undo else 1)
    return _run(arguments)


def _tick(name: str, by: int) -> int:
    from cramp_timer.diary.checklist import Item, day_list
    from cramp_timer.diary.entries import night_of
    from cramp_timer.diary.storage.store import Store
    from cramp_timer.system.paths import data_folder

    told = day_list()[Item(name)]
    with closing(Store(data_folder())) as store:
        count = store.count(night_of(datetime.now().astimezone()), Item(name), by)
    return print_wrapped([f"{told.label.capitalize()}: {count}, counted since noon. {told.known}"])


def _list() -> int:
    from cramp_timer.diary.checklist import day_list
    from cramp_timer.diary.entries import night_of
    from cramp_timer.diary.storage.store import Store
    from cramp_timer.system.paths import data_folder

    with closing(Store(data_folder())) as store:
        tally = store.tally(night_of(datetime.now().astimezone()))
    return print_wrapped(
        f"{item:<6} {tally.get(item, 0):>2}  {told.label}: {told.known} ({told.source})"
        for item, told in day_list().items()
    )


def _run(arguments: Namespace) -> int:
    from cramp_timer.commands.opened import Opened
    from cramp_timer.core.day_cycle import DayTimer
    from cramp_timer.lines import Lines

    # The device is let go between turns, so that it may sleep.
    with closing(Opened(arguments, at_once=False)) as opened:
        settings = opened.settings()
        timer = DayTimer(
            time.monotonic, 60 * settings.day_up_minutes, 60 * settings.day_rest_minutes
        )
        typed = sys.stdin if sys.stdin is not None and sys.stdin.isatty() else None
        if arguments.plain or typed is None or not sys.stdout.isatty():
            from cramp_timer.plain_day import PlainDay

            PlainDay(opened, timer, Lines(typed)).run()
            return 0
        from cramp_timer.commands.guided import run_screens

        return run_screens(opened, day=timer)
