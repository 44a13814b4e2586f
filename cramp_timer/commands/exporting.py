"""A routine as a file to take to bed."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cramp_timer.core.routine import Routine
    from cramp_timer.settings import Settings

VOLUME = 80
"""About -25 LUFS: softer than a podcast, on a phone whose own volume is as ever."""


def export(arguments: Namespace) -> int:
    """Write a file that a phone plays."""
    from cramp_timer.commands.opened import load_settings, routine
    from cramp_timer.commands.output import refuse_existing
    from cramp_timer.export import ending_of

    file = Path(arguments.file)
    ending_of(file)
    settings, remarks = load_settings()
    for remark in remarks:
        print(f"cramp-timer: {remark}", file=sys.stderr)
    made = None if arguments.routine == "now" else routine(arguments, arguments.routine)
    refuse_existing(file, force=arguments.force)
    shares = exported(
        made, file, settings,
        volume=arguments.volume, voice=arguments.voice, force=arguments.force,
    )  # fmt: skip
    # The one place that steers the terminal, past what keeps all others from it.
    terminal = sys.__stderr__ if sys.stderr.isatty() else None
    with closing(shares):
        for share in shares:
            if terminal is not None:
                print(f"\r{share:4.0%}", end="", file=terminal, flush=True)
    if terminal is not None:
        print("\r    \r", end="", file=terminal, flush=True)
    print(f"{file}  {file.stat().st_size / 1e6:.1f} MB")
    return 0


def exported(
    made: Routine | None,
    file: Path,
    settings: Settings,
    *,
    volume: int = VOLUME,
    voice: bool | None = None,
    force: bool = False,
) -> Generator[float]:
    """Write a routine, or for `None` what is said in a cramp, telling the share that is done."""
    from cramp_timer.commands.opened import open_pack
    from cramp_timer.core.advice import Keys, coaching_track
    from cramp_timer.core.compiler import compile_timeline
    from cramp_timer.core.volume import gain_of
    from cramp_timer.export import ending_of, write_audio, write_page
    from cramp_timer.export.page import now_page, routine_page
    from cramp_timer.export.recording import recording_of, recording_of_track
    from cramp_timer.guide.texts import advice

    pack, gain = open_pack(settings, voice=voice, spoken=made), gain_of(volume)
    if ending_of(file) == ".html":
        if made is None:
            page = now_page(advice(), pack, gain, pregnant=settings.pregnant)
        else:
            page = routine_page(compile_timeline(made, pack, settings.style), pack, gain)
        write_page(page, file, force=force)
        yield 1.0
    elif made is None:
        track = coaching_track(advice(), pack, keys=Keys.NONE)
        yield from write_audio(recording_of_track(track, pack, gain), file, force=force)
    else:
        timeline = compile_timeline(made, pack, settings.style)
        yield from write_audio(recording_of(timeline, pack, gain), file, force=force)
