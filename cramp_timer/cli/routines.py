"""The commands that list the routines, and print what happens in one of them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cramp_timer.cli.completion_names import complete_routine
from cramp_timer.cli.options import (
    add_override_options,
    add_profile_options,
    overrides,
    setting_flags,
)
from cramp_timer.cli.output import print_fitted, print_json, print_remarks
from cramp_timer.core.compiler import compile_timeline
from cramp_timer.core.number_text import clock_text
from cramp_timer.languages.messages import _
from cramp_timer.library import catalog
from cramp_timer.library.overrides import load_routine
from cramp_timer.presentation.timeline_text import as_json, as_text
from cramp_timer.sessions.sound import open_pack
from cramp_timer.settings import load_settings

_LISTED_FIELDS = {"title", "summary", "position", "source", "evidence"}


def add_routines_options(parser: ArgumentParser) -> None:
    """Add the options of `routines`."""
    parser.add_argument("--json", action="store_true", help=_("for programs"))
    parser.set_defaults(run=routines)


def add_show_options(parser: ArgumentParser) -> None:
    """Add the options of `show`."""
    complete_routine(
        parser.add_argument("routine", nargs="?", default=catalog.DEFAULT, metavar=_("ROUTINE"))
    )
    parser.add_argument("--json", action="store_true", help=_("for programs"))
    add_override_options(parser)
    add_profile_options(parser)
    parser.set_defaults(run=show)


def routines(arguments: Namespace) -> int:
    """Print the name, the length and the summary of what is offered, or of all as JSON."""
    loaded, problems = catalog.load_all()
    settings, wrong = load_settings()
    print_remarks([*problems, *wrong])
    if arguments.json:
        return print_json(
            [
                {
                    "name": name,
                    "duration_seconds": routine.seconds,
                    **routine.model_dump(mode="json", include=_LISTED_FIELDS),
                }
                for name, routine in loaded.items()
            ]
        )
    return print_fitted(
        f"{name:<22}{clock_text(routine.seconds):>6}  {routine.summary}"
        for name, routine in loaded.items()
        if routine.is_offered_to(settings.profile)
    )


def show(arguments: Namespace) -> int:
    """Print a routine second by second, as `start` would lead through it."""
    settings, problems = load_settings(setting_flags(arguments))
    print_remarks(problems)
    loaded = load_routine(arguments.routine, overrides(arguments))
    routine = loaded.worded_for(settings.profile)
    if settings.words == "short":
        routine = routine.in_short_words()
    timeline = compile_timeline(routine, open_pack(settings), settings.style)
    if arguments.json:
        return print_json(as_json(arguments.routine, timeline))
    return print_fitted(as_text(routine, timeline))
