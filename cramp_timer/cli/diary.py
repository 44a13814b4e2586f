"""The commands of the diary: log, show, correct and mark nights; the rest are in `diary_files`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from datetime import date, timedelta

from cramp_timer.cli.cramp_words import SIDES
from cramp_timer.cli.diary_files import add_diary_file_options
from cramp_timer.cli.diary_store import open_diary
from cramp_timer.cli.options import minutes, whole_number
from cramp_timer.cli.output import (
    print_json,
    print_remarks,
    print_wrapped,
)
from cramp_timer.core.side import Side
from cramp_timer.diary.entries import Entry, Mark, Muscle, Soreness, night_of
from cramp_timer.diary.json_format import as_values
from cramp_timer.diary.night import MOST_CRAMPS, Night, between, last_night
from cramp_timer.diary.storage.queries import last_shown, trend_of
from cramp_timer.diary.storage.rows import columns, entry_of, table_of
from cramp_timer.diary.storage.store import Store
from cramp_timer.diary.text import advice_lines, night_line, night_lines, trend_lines
from cramp_timer.errors import DiaryError
from cramp_timer.languages.dates import night_name
from cramp_timer.languages.messages import _
from cramp_timer.sessions.start_options import local_now

_NIGHT_HELP = _("yesterday, tonight, or the date of its evening (yesterday)")
_RATING = "0-10"
YES_NO = {"yes": True, "no": False}
_SHOWN_NIGHTS = 14


def add_diary_options(parser: ArgumentParser) -> None:
    """Add the commands of `diary`; alone it shows the last nights."""
    parser.set_defaults(run=show, night=None, nights=_SHOWN_NIGHTS, json=False)
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))

    command = commands.add_parser("log", help=_("say how a night was"))
    command.add_argument("--night", default="yesterday", metavar=_("NIGHT"), help=_NIGHT_HELP)
    how_many = command.add_mutually_exclusive_group()
    how_many.add_argument(
        "--count", type=whole_number(0, MOST_CRAMPS), metavar="N", help=_("cramps in all")
    )
    how_many.add_argument("--none", action="store_true", help=_("no cramp, which is not the same"))
    how_many.add_argument(
        "--cramp", type=whole_number(1, MOST_CRAMPS), metavar="N", help=_("of that one alone")
    )
    command.add_argument("--side", choices=SIDES, help=_("which leg"))
    muscles, sorenesses = [each.value for each in Muscle], [each.value for each in Soreness]
    command.add_argument("--muscle", choices=muscles, help=_("where in the leg"))
    rating = whole_number(0, 10)
    command.add_argument("--worst", type=rating, metavar=_RATING, help=_("how bad it was"))
    command.add_argument("--minutes", type=minutes, metavar="N", help=_("how long it lasted"))
    command.add_argument("--sleep", type=rating, metavar=_RATING, help=_("how disturbed"))
    command.add_argument("--sore", choices=sorenesses, help=_("afterwards: a day, longer"))
    command.add_argument("--woke", choices=YES_NO, help=_("whether it woke you"))
    command.add_argument("--tried", metavar=_("TEXT"), help=_("what you tried against it"))
    command.add_argument("--helped", choices=YES_NO, help=_("whether that helped"))
    command.add_argument(
        "--by-day",
        type=whole_number(0, MOST_CRAMPS),
        metavar="N",
        help=_("cramps on the day before"),
    )
    command.add_argument(
        "--note", metavar=_("TEXT"), help=_("of the night, or with --cramp of that cramp")
    )
    command.set_defaults(run=log)

    command = commands.add_parser("mark", help=_("begin anew, such as after a change of medicines"))
    command.add_argument("text", metavar=_("TEXT"), help=_('such as "stopped statin"'))
    command.add_argument("--night", default="tonight", metavar=_("NIGHT"), help=_NIGHT_HELP)
    command.set_defaults(run=mark)

    command = commands.add_parser("show", help=_("print nights, and what they say together"))
    command.add_argument("--night", metavar=_("NIGHT"), help=_("one night with all its cramps"))
    command.add_argument(
        "--nights", type=whole_number(1, 3660), default=_SHOWN_NIGHTS, metavar="N",
        help=f"({_SHOWN_NIGHTS})",
    )  # fmt: skip
    command.add_argument("--json", action="store_true", help=_("for programs"))
    command.set_defaults(run=show)

    command = commands.add_parser("delete", help=_("delete what was said of a night"))
    command.add_argument("night", metavar=_("NIGHT"), help=_NIGHT_HELP)
    command.add_argument(
        "--cramp", type=whole_number(1, MOST_CRAMPS), metavar="N", help=_("that one alone")
    )
    command.set_defaults(run=delete)
    command = commands.add_parser("undo", help=_("bring back what was deleted last"))
    command.set_defaults(run=undo)
    add_diary_file_options(commands)


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
        entry_of(table, values, _("the diary"))
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
        unreadable = store.unreadable()
    words = [*trend_lines(trend), *advice_lines(trend)]
    if unreadable:
        print_remarks(
            [
                _(
                    "{unreadable} rows of the diary cannot be read and are left out",
                    unreadable=unreadable,
                )
            ]
        )
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
            if not (night.cramps or night.answers or night.marks):
                raise DiaryError(_("{night}: nothing was said of this night", night=night.night))
            night = replace(night, cramps=(), answers=None, marks=())
        else:
            night = night.without_cramp(arguments.cramp)
        store.save_night(night)
    print("\n".join(night_lines(night)))
    print(_("cramp-timer diary undo    brings back what was deleted"))
    return 0


def undo(_arguments: Namespace) -> int:
    """Bring back what was deleted last."""
    with open_diary() as store:
        night = store.undo_delete()
        if night is None:
            raise DiaryError(_("nothing was deleted"))
        print("\n".join(night_lines(store.night(night))))
    return 0


def _night(name: str) -> date:
    """Return the night that a word or a date names; DiaryError where it is neither."""
    last = last_night(local_now())
    if name in ("yesterday", "last"):
        return last
    if name in ("today", "tonight"):
        return night_of(local_now())
    try:
        night = date.fromisoformat(name)
    except ValueError as error:
        raise DiaryError(
            _(
                "--night {name}: is no date such as {last}, nor yesterday, nor tonight",
                name=name,
                last=last,
            )
        ) from error
    if night > last + timedelta(days=1):
        raise DiaryError(_("--night {name}: is still to come", name=name))
    return night
