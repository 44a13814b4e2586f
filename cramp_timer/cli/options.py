"""Options that several commands share, and the kinds of values that they take."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from cramp_timer.cli.cramp_words import SIDES
from cramp_timer.languages.messages import _

TYPE_CHECKING = False  # as in `typing`, whose import would delay every start
if TYPE_CHECKING:
    from typing import Any

    from cramp_timer.sessions.start_options import StartOptions

OVERRIDES = ("reps", "sets", "hold", "relax", "side", "exercise")


def add_sound_options(parser: ArgumentParser) -> None:
    """Add the options of everything that sounds."""
    group = parser.add_argument_group(_("sound"))
    group.add_argument(
        "--volume", type=whole_number(0, 100), metavar="0-100", help=_("loudness (50)")
    )
    group.add_argument(
        "--mute", action="store_true", help=_("begin without sound; m brings it back")
    )
    add_voice_option(group)
    group.add_argument(
        "--audio",
        choices=("auto", "simpleaudio", "miniaudio", "pipe", "none"),
        help=_("which library plays (auto: the first that works)"),
    )


def add_voice_option(parser: argparse._ActionsContainer) -> None:
    """Add the choice between voice and chimes alone."""
    parser.add_argument(
        "--voice",
        action=argparse.BooleanOptionalAction,
        default=None,
        help=_("spoken words; without them the chimes remain"),
    )


def add_override_options(parser: ArgumentParser) -> None:
    """Add the options that change a routine for this once."""
    group = parser.add_argument_group(_("this time only"))
    group.add_argument("--reps", type=int, metavar="N", help=_("how often each hold is repeated"))
    group.add_argument("--sets", type=int, metavar="N", help=_("how often all reps, after a rest"))
    group.add_argument(
        "--hold", type=float, metavar=_("SECONDS"), help=_("how long each hold lasts")
    )
    group.add_argument(
        "--relax", type=float, metavar=_("SECONDS"), help=_("how long the rest between")
    )
    group.add_argument("--side", choices=SIDES, help=_("which leg"))
    group.add_argument("--exercise", metavar=_("TITLE"), help=_("change this one alone"))


PROFILE = (
    ("--pregnant", _("pregnant, or a birth within the last year")),
    ("--falls", _("a fall within the last year, or dizzy on standing up")),
    ("--numb-feet", _("numb feet, diabetes with nerve damage, or artery disease")),
    ("--medicines", _("water tablets or a statin")),
)


def add_profile_options(parser: ArgumentParser) -> None:
    """Add the four answers about the person; unanswered counts as the one that asks for care."""
    group = parser.add_argument_group(_("about you, for this once; the settings keep it"))
    for option, text in PROFILE:
        group.add_argument(option, action=argparse.BooleanOptionalAction, default=None, help=text)


def setting_flags(arguments: Namespace) -> dict[str, Any]:
    """Return the settings that were typed, by name; `None` for one that was not."""
    answers = [option.removeprefix("--").replace("-", "_") for option, _ in PROFILE]
    names = ("volume", "voice", "audio", *answers)
    flags = {name: getattr(arguments, name, None) for name in names}
    if getattr(arguments, "continue_holds", False):
        flags["resume"] = "continue"
    return flags


def overrides(arguments: Namespace) -> dict[str, object]:
    """Return the fields of `RoutineOverrides` that were typed; `None` for one that was not."""
    return {name: getattr(arguments, name, None) for name in OVERRIDES}


def start_options(arguments: Namespace) -> StartOptions:
    """Return everything that was typed for this start."""
    from cramp_timer.sessions.start_options import StartOptions

    return StartOptions(
        flags=setting_flags(arguments),
        overrides=overrides(arguments),
        muted=getattr(arguments, "mute", False),
        side=getattr(arguments, "side", None) or "none",
        started_at=arguments.started_at,
        forked=arguments.forked,
    )


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return a parser of whole numbers between two, for argparse."""

    def parsed(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(
                _(
                    "{what} is not a whole number from {least} to {most}",
                    what=text,
                    least=least,
                    most=most,
                )
            )
        return int(text)

    return parsed


def minutes(text: str) -> float:
    """Parse a number of minutes, up to those of a day, for argparse."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1440:
        raise argparse.ArgumentTypeError(
            _("{what} is not a number of minutes from 0 to 1440", what=text)
        )
    return number
