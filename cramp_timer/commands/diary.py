"""The diary from the shell: log, show, correct, take out, take in, keep safe."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cramp_timer.commands.output import print_wrapped
from cramp_timer.errors import DiaryError

if TYPE_CHECKING:
    from cramp_timer.diary.storage.store import Store


def log(arguments: Namespace) -> int:
    """Say how a night was."""
    from dataclasses import replace

    from cramp_timer.core.side import Side
    from cramp_timer.diary.entries import Muscle, Soreness
    from cramp_timer.diary.text import page_lines

    night = _night(arguments.night)
    said = {
        "side": arguments.side and Side(arguments.side),
        "muscle": arguments.muscle and Muscle(arguments.muscle),
        "worst": arguments.worst,
        "minutes": arguments.minutes,
    }
    details = {name: value for name, value in said.items() if value is not None}
    count = 0 if arguments.none else arguments.count
    with _diary() as store:
        page = store.page(night)
        if arguments.cramp is not None:
            page = page.told_of(arguments.cramp, **details)
        elif count is not None or details:
            page = page.told(count, **details)
        if arguments.sleep is not None or arguments.sore is not None:
            answers = replace(
                page.said,
                sleep=page.said.sleep if arguments.sleep is None else arguments.sleep,
                sore=page.said.sore if arguments.sore is None else Soreness(arguments.sore),
            )
            page = replace(page, answers=answers)
        store.keep_page(page)
    print("\n".join(page_lines(page)))
    return 0


def show(arguments: Namespace) -> int:
    """Print the last nights, and what they say together."""
    from cramp_timer.diary.night import between
    from cramp_timer.diary.storage.queries import last_shown, trend_of
    from cramp_timer.diary.text import night_name, page_line, page_lines
    from cramp_timer.diary.trend_words import advice_lines, trend_lines

    with _diary() as store:
        if arguments.night is not None:
            page = store.page(_night(arguments.night))
            print("\n".join(page_lines(page)))
            return 0
        last = _last_night()
        first = last - timedelta(days=arguments.nights - 1)
        end = last_shown(store, last)
        nights = between(store.pages(first, end), first, end)
        trend = trend_of(store, last)
    words = [*trend_lines(trend), *advice_lines(trend)]
    if arguments.json:
        from cramp_timer.diary.storage.queries import as_values

        print(json.dumps(as_values(nights, trend, words), indent=1, ensure_ascii=False))
        return 0
    for page in nights:
        print(f"{night_name(page.night):<11} {page_line(page)}")
    print()
    return print_wrapped(words)


def delete(arguments: Namespace) -> int:
    """Delete what was said of a night, or one of its cramps."""
    from dataclasses import replace

    from cramp_timer.diary.text import page_lines

    with _diary() as store:
        page = store.page(_night(arguments.night))
        if arguments.cramp is None:
            page = replace(page, cramps=(), answers=None)
        else:
            page.told_of(arguments.cramp)
            kept = enumerate(page.cramps, 1)
            page = replace(page, cramps=tuple(c for n, c in kept if n != arguments.cramp))
        store.keep_page(page)
    print("\n".join(page_lines(page)))
    print("cramp-timer diary undo    brings back what was deleted")
    return 0


def undo(_: Namespace) -> int:
    """Bring back what was deleted last."""
    from cramp_timer.diary.text import page_lines

    with _diary() as store:
        night = store.take_back()
        if night is None:
            raise DiaryError("nothing was deleted")
        print("\n".join(page_lines(store.page(night))))
    return 0


def tables(arguments: Namespace) -> int:
    """Write everything as tables, or as one JSON document."""
    from cramp_timer.commands.output import refuse_existing, write_new
    from cramp_timer.diary.storage.transfer import as_csv, as_json, tables_of
    from cramp_timer.system.paths import make_private

    with _diary() as store:
        every = tables_of(store)
    if arguments.json:
        text = as_json(every)
        if arguments.folder is None:
            print(text)
        else:
            write_new(Path(arguments.folder), text.encode(), force=arguments.force)
        return 0
    folder = Path(arguments.folder or "cramp-diary")
    files = {folder / f"{table}.csv": as_csv(table, rows) for table, rows in every.items()}
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


def take(arguments: Namespace) -> int:
    """Take in what `diary csv` wrote; nothing twice, and nothing over what is newer."""
    from cramp_timer.diary.storage.transfer import take as take_in

    with _diary() as store:
        read, taken = take_in(store, Path(arguments.path))
    print(f"{read} rows read; {taken} were new or newer than what was here.")
    return 0


def report(arguments: Namespace) -> int:
    """Write one page to print and take along."""
    from cramp_timer.commands.output import write_new
    from cramp_timer.diary.report.page import report as page
    from cramp_timer.diary.storage.queries import trend_of

    last = _last_night()
    file = Path(arguments.file)
    with _diary() as store:
        first = store.first_logged() or last
        if arguments.nights is not None:
            first = max(first, last - timedelta(days=arguments.nights - 1))
        text = page(store.pages(first, last), first, last, trend_of(store, last))
    write_new(file, text.encode(), force=arguments.force)
    print(file)
    return 0


def backup(arguments: Namespace) -> int:
    """Write a copy of the whole diary."""
    with _diary() as store:
        store.back_up(Path(arguments.file), force=arguments.force)
    print(arguments.file)
    return 0


def restore(arguments: Namespace) -> int:
    """Go back to a copy; what was there is kept."""
    with _diary() as store:
        before = store.restore(Path(arguments.file))
    print(f"Restored. What was here before is kept as {before}")
    return 0


@contextmanager
def _diary() -> Iterator[Store]:
    from cramp_timer.diary.storage.store import Store
    from cramp_timer.system.paths import data_folder

    store = Store(data_folder())
    if store.set_aside is not None:
        print(
            f"cramp-timer: the diary was damaged; it is kept as {store.set_aside}, "
            "and a new one begins",
            file=sys.stderr,
        )
    try:
        yield store
    finally:
        store.close()


def _last_night() -> date:
    from cramp_timer.diary.morning import last_night

    return last_night(datetime.now().astimezone())


def _night(name: str) -> date:
    last = _last_night()
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
