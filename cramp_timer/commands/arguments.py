"""What can be typed after `cramp-timer`."""

from __future__ import annotations

import argparse

from cramp_timer import __version__
from cramp_timer.commands import completion, diagnosis, exporting, files, guided, listing, reading
from cramp_timer.commands.arguments_diary import add_day, add_diary

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


def parser() -> argparse.ArgumentParser:
    """The parser; `run` in what it parses is the command."""
    made = argparse.ArgumentParser(
        prog="cramp-timer",
        description="A guided bedtime stretch for people whose legs cramp at night.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action="version", version=f"cramp-timer {__version__}")
    made.set_defaults(
        run=guided.home, audio=None, mute=False, volume=None, voice=None, continue_holds=False
    )
    commands = made.add_subparsers(title="commands", metavar="COMMAND")
    _add_guided(commands)
    add_diary(commands)
    _add_sound(add_day(commands))
    _add_texts(commands)
    return made


def _add_guided(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    start = commands.add_parser(
        "start", help="be led through a routine (bedtime, if none is named)"
    )
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

    now = commands.add_parser("now", help="a cramp, this moment: be told at once what to do")
    now.add_argument("--side", choices=("left", "right", "both"), help="which leg")
    now.add_argument("--plain", action="store_true", help="one line per event, no screen")
    _add_sound(now)
    now.set_defaults(run=guided.now)


def _add_texts(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    routines = commands.add_parser("routines", help="list the routines")
    routines.add_argument("--json", action="store_true", help="for programs")
    routines.set_defaults(run=listing.routines)

    show = commands.add_parser("show", help="print a routine second by second")
    show.add_argument("routine", nargs="?", default="bedtime", metavar="ROUTINE")
    show.add_argument("--json", action="store_true", help="for programs")
    _add_changes(show)
    show.set_defaults(run=listing.show)

    export = commands.add_parser("export", help="write a routine, or `now`, as a file for a phone")
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

    new = commands.add_parser("new", help="make a routine of your own")
    new.add_argument("name", metavar="NAME")
    new.add_argument("--like", default="wall-stretch", metavar="ROUTINE", help="what to begin with")
    new.set_defaults(run=files.new)

    edit = commands.add_parser("edit", help="open a routine in your editor; checked on saving")
    edit.add_argument("routine", metavar="ROUTINE")
    edit.set_defaults(run=files.edit)

    check = commands.add_parser("check", help="tell all that is wrong with routines or sound packs")
    check.add_argument("files", nargs="+", metavar="FILE")
    check.set_defaults(run=files.check_files)

    schema = commands.add_parser("schema", help="print the JSON Schema of routine files")
    schema.set_defaults(run=files.schema)

    doctor = commands.add_parser("doctor", help="sound check, devices, folders, versions")
    doctor.add_argument("--silent", action="store_true", help="without playing anything")
    doctor.set_defaults(run=diagnosis.doctor)

    shell = commands.add_parser("completion", help="print what your shell needs to complete")
    shell.add_argument("shell", choices=tuple(completion.SCRIPTS))
    shell.set_defaults(run=completion.script)

    signs = commands.add_parser("signs", help="the warning signs: when to call whom")
    signs.set_defaults(run=reading.signs)

    guide = commands.add_parser("guide", help="ways against cramps, and what is known of each")
    guide.set_defaults(run=reading.guide)


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
