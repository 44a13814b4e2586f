"""The command that writes a routine, or what is said in a cramp, as a file for a phone."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Generator
from contextlib import closing
from pathlib import Path, PurePath

from cramp_timer.cli.completion_names import complete_routine
from cramp_timer.cli.options import (
    add_override_options,
    add_profile_options,
    add_voice_option,
    overrides,
    setting_flags,
    whole_number,
)
from cramp_timer.cli.output import print_remarks, refuse_existing
from cramp_timer.core.volume import gain_of
from cramp_timer.errors import CrampTimerError
from cramp_timer.export.routine_export import (
    EXPORT_VOLUME,
    ending_of,
    export_cramp,
    export_phone,
    export_routine,
)
from cramp_timer.languages.messages import _
from cramp_timer.library.overrides import all_routines, cautions, fitted, load_routine
from cramp_timer.sessions.services import SPEECH_SECONDS
from cramp_timer.sessions.sound import open_pack
from cramp_timer.settings import load_settings

CRAMP, PHONE = "now", "phone"


def add_export_options(parser: ArgumentParser) -> None:
    """Add the options of `export`."""
    complete_routine(
        parser.add_argument(
            "routine",
            metavar=_("ROUTINE"),
            help=_("a routine's name or file, now, or phone for all of it"),
        )
    )
    parser.add_argument(
        "file", metavar=_("FILE"), help=_(".html .wav, and .flac .ogg .mp3 by an extra")
    )
    parser.add_argument("--force", action="store_true", help=_("overwrite a file that is there"))
    parser.add_argument(
        "--volume",
        type=whole_number(0, 100),
        default=EXPORT_VOLUME,
        metavar="0-100",
        help=_("loudness ({volume})", volume=EXPORT_VOLUME),
    )
    add_voice_option(parser)
    add_override_options(parser)
    add_profile_options(parser)
    parser.set_defaults(run=export)


def export(arguments: Namespace) -> int:
    """Write a file that a phone plays, and print its size."""
    file = Path(arguments.file)
    ending_of(file)
    refuse_existing(file, force=arguments.force)
    with closing(_export(arguments, file)) as shares:
        _show_progress(shares)
    print(_("{file}  {size:.1f} MB", file=file, size=file.stat().st_size / 1000000.0))
    return 0


def _export(arguments: Namespace, file: Path) -> Generator[float]:
    settings, problems = load_settings({**setting_flags(arguments), "volume": None})
    print_remarks(problems)
    pack, gain = open_pack(settings), gain_of(arguments.volume)
    asked = overrides(arguments)
    if arguments.routine not in (CRAMP, PHONE):
        loaded = load_routine(arguments.routine, asked)
        routine = fitted(loaded, arguments.routine, settings.profile)
        print_remarks(cautions(routine, settings.profile))
        pack.speak_routine(routine, SPEECH_SECONDS)
        name = PurePath(arguments.routine).stem
        return export_routine(
            name, routine, file, pack=pack, gain=gain, settings=settings, overwrite=arguments.force
        )
    typed = [f"--{name}" for name, value in asked.items() if value is not None]
    if typed:
        whole = _("a cramp has") if arguments.routine == CRAMP else _("all routines together have")
        raise CrampTimerError(
            _("{typed}: {whole} no reps, seconds or sides to change", typed=typed[0], whole=whole)
        )
    if arguments.routine == CRAMP:
        return export_cramp(
            file, pack=pack, gain=gain, settings=settings, overwrite=arguments.force
        )
    routines, problems = all_routines(settings.profile)
    print_remarks(problems)
    for routine in routines.values():
        pack.speak_routine(routine, SPEECH_SECONDS)
    return export_phone(
        routines, file, pack=pack, gain=gain, settings=settings, overwrite=arguments.force
    )


def _show_progress(shares: Generator[float]) -> None:
    """Show the share that is done where somebody can see it.

    The one place that steers the terminal, so it goes past the stream that prevents that.
    """
    terminal = sys.__stderr__ if sys.stderr.isatty() else None
    for share in shares:
        if terminal is not None:
            print(f"\r{share:4.0%}", end="", file=terminal, flush=True)
    if terminal is not None:
        print("\r    \r", end="", file=terminal, flush=True)
