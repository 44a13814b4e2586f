"""The command line as a table: each command, its summary, and the module that knows its options."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from importlib import import_module

from cramp_timer import __version__
from cramp_timer.cli.usage import UsageError, usage_sentence
from cramp_timer.languages.messages import _, codes

TYPE_CHECKING = False  # as in `typing`, whose import would delay every start
if TYPE_CHECKING:
    from typing import Any, NoReturn

_EPILOG = _(
    "examples:\n  cramp-timer start                    the bedtime routine, by ear and by "
    "eye\n  cramp-timer now                      a cramp, this moment: the voice begins at "
    "once\n  cramp-timer start wall-stretch       ten seconds, three times, at the wall\n  "
    "cramp-timer start seated --mute      with the words on the screen alone\n  cramp-timer "
    "start seated --reps 5 --side left\n  cramp-timer show bedtime             what will "
    "happen, second by second\n\nThis is a guided stretch, not treatment. Studies disagree on "
    "whether bedtime stretching\nreduces cramps. Stop if it hurts.\n"
)


COMMANDS: dict[str, tuple[str, str]] = {
    "start": (_("be led through a routine (bedtime, if none is named)"), "guided"),
    "now": (_("a cramp, this moment: be told at once what to do"), "guided"),
    "diary": (_("is it getting better, and what to show the midwife"), "diary"),
    "day": (_("activity and rest by day; a glass, counted"), "day"),
    "routines": (_("list the routines"), "routines"),
    "show": (_("print a routine second by second"), "routines"),
    "export": (_("write a routine, or `now`, as a file for a phone"), "export"),
    "new": (_("make a routine of your own"), "routine_files"),
    "edit": (_("open a routine in your editor; checked on saving"), "routine_files"),
    "check": (_("tell all that is wrong with routines or sound packs"), "routine_files"),
    "schema": (_("print the JSON Schema of routine files"), "routine_files"),
    "remind": (_("a quiet notification each evening, by the system itself"), "remind"),
    "install-launcher": (_("an icon for the routine, and one for a cramp"), "launcher"),
    "doctor": (_("sound check, devices, folders, versions"), "doctor"),
    "completion": (_("print what your shell needs to complete"), "completion"),
    "signs": (_("the warning signs: when to call whom"), "texts"),
    "guide": (_("ways against cramps, and what is known of each"), "texts"),
}
"""Each command's summary, and its module, which has a function `add_NAME_options`."""


class _Parser(argparse.ArgumentParser):
    """Plain text, whatever the terminal: Python 3.14 would colour what it prints."""

    def __init__(self, *, add_help: bool = True, **options: Any) -> None:
        super().__init__(add_help=False, **options)
        self.color = False
        self._positionals.title, self._optionals.title = _("arguments"), _("options")
        if add_help:
            self.add_argument("-h", "--help", action="help", help=_("show this help, and leave"))

    def format_help(self) -> str:
        """Return the help, with the word that argparse itself puts first translated."""
        return super().format_help().replace("usage: ", _("usage: "), 1)

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with one sentence; the usage is behind --help."""
        raise UsageError(usage_sentence(message, self.prog))


def parser(words: Iterable[str]) -> argparse.ArgumentParser:
    """Return the parser for these words; `run` in what it parses is the command.

    Only a command that is among the words is given its options: the modules of the others would
    delay every start.
    """
    root = _Parser(
        prog="cramp-timer",
        description=_("A guided bedtime stretch for people whose legs cramp at night."),
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    root.add_argument(
        "--version",
        action="version",
        version=f"cramp-timer {__version__}",
        help=_("print the version, and leave"),
    )
    root.add_argument(
        "--language",
        choices=codes(),
        help=_("the language of words and voice, with any command (that of the system)"),
    )
    root.set_defaults(run=_home)
    subparsers = root.add_subparsers(title=_("commands"), metavar=_("COMMAND"), prog=root.prog)
    named = set(words)
    for name, (summary, module) in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=summary, add_help=name in named)
        if name in named:
            room = import_module(f"cramp_timer.cli.{module}")
            getattr(room, f"add_{name.replace('-', '_')}_options")(subparser)
    return root


def _home(arguments: argparse.Namespace) -> int:
    from cramp_timer.cli import guided

    return guided.home(arguments)
