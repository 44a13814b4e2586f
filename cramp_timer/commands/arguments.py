"""What can be typed after `cramp-timer`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from cramp_timer import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_EPILOG = """\
examples:
  cramp-timer start                    the bedtime routine, by ear and by eye
  cramp-timer now                      a cramp, this moment: the voice begins at once
  cramp-timer start wall-stretch       ten seconds, three times, at the wall
  cramp-timer start trial --mute       with the words on the screen alone
  cramp-timer start seated --reps 5 --side left
  cramp-timer show bedtime             what will happen, second by second

This is a guided stretch, not treatment. Studies disagree on whether bedtime stretching
reduces cramps. Stop if it hurts.
"""


class _Parser(argparse.ArgumentParser):
    """Plain text, whatever the terminal: Python 3.14 would colour what it prints."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.color = False


def parser(words: Iterable[str]) -> argparse.ArgumentParser:
    """The parser of these words; `run` in what it parses is the command.

    Only a command that is among the words is given its options: what the others take, and the
    modules that they run, would delay every start.
    """
    made = _Parser(
        prog="cramp-timer",
        description="A guided bedtime stretch for people whose legs cramp at night.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action="version", version=f"cramp-timer {__version__}")
    made.set_defaults(
        run=_home, audio=None, mute=False, volume=None, voice=None, continue_holds=False
    )
    commands = made.add_subparsers(title="commands", metavar="COMMAND", prog=made.prog)
    named = set(words)
    for name, (summary, give_options) in _COMMANDS.items():
        command = commands.add_parser(name, help=summary, add_help=name in named)
        if name in named:
            give_options(command)
    return made


def _home(arguments: argparse.Namespace) -> int:
    from cramp_timer.commands import guided

    return guided.home(arguments)


def _start(start: argparse.ArgumentParser) -> None:
    from cramp_timer.commands import guided

    start.add_argument("routine", nargs="?", default="bedtime", metavar="ROUTINE")
    start.add_argument("--plain", action="store_true", help="one line per event, no screen")
    start.add_argument(
        "--continue-holds",
        action="store_true",
        help="after a pause go on in the middle of a hold, instead of holding it again",
    )
    _add_sound(start)
    _add_changes(start)
    start.set_defaults(run=guided.start)


def _now(now: argparse.ArgumentParser) -> None:
    from cramp_timer.commands import guided

    now.add_argument("--side", choices=("left", "right", "both"), help="which leg")
    now.add_argument("--plain", action="store_true", help="one line per event, no screen")
    _add_sound(now)
    now.set_defaults(run=guided.now)


def _day(parser: argparse.ArgumentParser) -> None:
    from cramp_timer.commands.arguments_diary import add_day

    add_day(parser)
    _add_sound(parser)


def _diary(parser: argparse.ArgumentParser) -> None:
    from cramp_timer.commands.arguments_diary import add_diary

    add_diary(parser)


def _routines(routines: argparse.ArgumentParser) -> None:
    from cramp_timer.commands import listing

    routines.add_argument("--json", action="store_true", help="for programs")
    routines.set_defaults(run=listing.routines)


def _show(show: argparse.ArgumentParser) -> None:
    from cramp_timer.commands import listing

    show.add_argument("routine", nargs="?", default="bedtime", metavar="ROUTINE")
    show.add_argument("--json", action="store_true", help="for programs")
    _add_changes(show)
    show.set_defaults(run=listing.show)


def _export(export: argparse.ArgumentParser) -> None:
    from cramp_timer.commands import exporting

    export.add_argument("routine", metavar="ROUTINE", help="a routine's name or file, or now")
    export.add_argument("file", metavar="FILE", help=".html .wav, and .flac .ogg .mp3 by an extra")
    export.add_argument("--force", action="store_true", help="overwrite a file that is there")
    export.add_argument(
        "--volume", type=_volume, default=exporting.VOLUME, metavar="0-100", help="loudness (80)"
    )
    export.add_argument(
        "--voice", action=argparse.BooleanOptionalAction, default=None, help="spoken words"
    )
    _add_changes(export)
    export.set_defaults(run=exporting.export)


def _new(new: argparse.ArgumentParser) -> None:
    from cramp_timer.commands import files

    new.add_argument("name", metavar="NAME")
    new.add_argument("--like", default="wall-stretch", metavar="ROUTINE", help="what to begin with")
    new.set_defaults(run=files.new)


def _edit(edit: argparse.ArgumentParser) -> None:
    from cramp_timer.commands import files

    edit.add_argument("routine", metavar="ROUTINE")
    edit.set_defaults(run=files.edit)


def _check(check: argparse.ArgumentParser) -> None:
    from cramp_timer.commands import files

    check.add_argument("files", nargs="+", metavar="FILE")
    check.set_defaults(run=files.check_files)


def _schema(schema: argparse.ArgumentParser) -> None:
    from cramp_timer.commands import files

    schema.set_defaults(run=files.schema)


def _doctor(doctor: argparse.ArgumentParser) -> None:
    from cramp_timer.commands import diagnosis

    doctor.add_argument("--silent", action="store_true", help="without playing anything")
    doctor.set_defaults(run=diagnosis.doctor)


def _completion(shell: argparse.ArgumentParser) -> None:
    from cramp_timer.commands import completion

    shell.add_argument("shell", choices=tuple(completion.SCRIPTS))
    shell.set_defaults(run=completion.script)


def _signs(signs: argparse.ArgumentParser) -> None:
    from cramp_timer.commands import reading

    signs.set_defaults(run=reading.signs)


def _guide(guide: argparse.ArgumentParser) -> None:
    from cramp_timer.commands import reading

    guide.set_defaults(run=reading.guide)


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "start": ("be led through a routine (bedtime, if none is named)", _start),
    "now": ("a cramp, this moment: be told at once what to do", _now),
    "diary": ("is it getting better, and what to show the midwife", _diary),
    "day": ("activity and rest by day; a glass, counted", _day),
    "routines": ("list the routines", _routines),
    "show": ("print a routine second by second", _show),
    "export": ("write a routine, or `now`, as a file for a phone", _export),
    "new": ("make a routine of your own", _new),
    "edit": ("open a routine in your editor; checked on saving", _edit),
    "check": ("tell all that is wrong with routines or sound packs", _check),
    "schema": ("print the JSON Schema of routine files", _schema),
    "doctor": ("sound check, devices, folders, versions", _doctor),
    "completion": ("print what your shell needs to complete", _completion),
    "signs": ("the warning signs: when to call whom", _signs),
    "guide": ("ways against cramps, and what is known of each", _guide),
}


def _add_sound(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("sound")
    group.add_argument("--volume", type=_volume, metavar="0-100", help="loudness (50)")
    group.add_argument("--mute", action="store_true", help="begin without sound; m brings it back")
    group.add_argument(
        "--voice",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="spoken words; without them the chimes remain",
    )
    group.add_argument(
        "--audio",
        choices=("auto", "simpleaudio", "miniaudio", "none"),
        default=None,
        help="which library plays (auto: the first that works)",
    )


def _add_changes(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("this time only")
    group.add_argument("--reps", type=int, metavar="N", help="how often each hold is repeated")
    group.add_argument("--hold", type=float, metavar="SECONDS", help="how long each hold lasts")
    group.add_argument("--relax", type=float, metavar="SECONDS", help="how long the rest between")
    group.add_argument("--side", choices=("left", "right", "both"), help="which leg")


def _volume(text: str) -> int:
    if not text.isdecimal() or int(text) > 100:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 0 to 100")
    return int(text)
