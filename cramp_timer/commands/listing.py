"""The routines there are, and what happens in one of them."""

from __future__ import annotations

import sys
from argparse import Namespace

from cramp_timer.commands.output import print_fitted


def routines(arguments: Namespace) -> int:
    """List the routines."""
    from cramp_timer.core.number_text import clock_face
    from cramp_timer.library import catalog as library

    loaded, problems = library.load_all()
    for problem in problems:
        print(f"cramp-timer: {problem}", file=sys.stderr)
    if arguments.json:
        return _print_json(
            [
                {"name": name, "duration_seconds": routine.seconds, **routine.model_dump(
                    mode="json", include={"title", "summary", "position", "source", "evidence"}
                )}
                for name, routine in loaded.items()
            ]
        )  # fmt: skip
    return print_fitted(
        f"{name:<15}{clock_face(routine.seconds):>6}  {routine.summary}"
        for name, routine in loaded.items()
    )


def show(arguments: Namespace) -> int:
    """Print a routine second by second."""
    from cramp_timer.audio.voice.pack import Pack, built_in_folder
    from cramp_timer.commands.opened import routine
    from cramp_timer.core.compiler import compile_timeline
    from cramp_timer.presentation.timeline_text import as_json, as_text

    loaded = routine(arguments, arguments.routine)
    timeline = compile_timeline(loaded, Pack(built_in_folder()))
    if arguments.json:
        return _print_json(as_json(arguments.routine, timeline))
    return print_fitted(as_text(loaded, timeline))


def _print_json(value: object) -> int:
    import json

    print(json.dumps(value, indent=1, ensure_ascii=False))
    return 0
