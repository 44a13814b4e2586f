"""The command line: wiring only. Heavy modules are imported where they are needed."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
import time
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from cramp_timer import __version__
from cramp_timer.errors import CrampTimerError

if TYPE_CHECKING:
    from cramp_timer.audio.speaker import Sound
    from cramp_timer.routine import Routine
    from cramp_timer.session import Session

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

_EPILOG = """\
examples:
  cramp-timer start                    the bedtime routine, by ear and by eye
  cramp-timer start wall-stretch       ten seconds, three times, at the wall
  cramp-timer start trial --mute       with the words on the screen alone
  cramp-timer start seated --reps 5 --side left
  cramp-timer show bedtime             what will happen, second by second

This is a guided stretch, not treatment. Studies disagree on whether bedtime stretching
reduces cramps. Stop if it hurts.
"""


def main(argv: list[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code."""
    # Nothing is garbage while modules are imported; looking for it would delay the first picture.
    gc.disable()
    _mend_streams()
    arguments = _parser().parse_args(argv)
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, _interrupt)
    try:
        code = arguments.run(arguments)
        sys.stdout.flush()
    except CrampTimerError as error:
        print(f"cramp-timer: {error}", file=sys.stderr)
        code = FAILED
    except BrokenPipeError:
        # Whoever read our lines is gone; nothing may be flushed to them at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = INTERRUPTED
    except OSError as error:
        print(f"cramp-timer: the output cannot be written ({error.strerror})", file=sys.stderr)
        code = FAILED
    except KeyboardInterrupt:
        code = INTERRUPTED
    _leave(code)


def _mend_streams() -> None:
    """Give every stream a place to go, and no character that it cannot take."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            setattr(sys, name, os.fdopen(nowhere, "w", encoding="utf-8"))
        getattr(sys, name).reconfigure(errors="replace")


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _leave(code: int) -> NoReturn:
    """Everything is closed by now; taking the interpreter down would cost the prompt 0.1 s."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            code = code or INTERRUPTED
    os._exit(code)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cramp-timer",
        description="A guided bedtime stretch for people whose legs cramp at night.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"cramp-timer {__version__}")
    parser.set_defaults(run=_home, **vars(_start_defaults()))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

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
    start.set_defaults(run=_start)

    routines = commands.add_parser("routines", help="list the routines")
    routines.add_argument("--json", action="store_true", help="for programs")
    routines.set_defaults(run=_routines)

    signs = commands.add_parser("signs", help="the warning signs: when to call whom")
    signs.set_defaults(run=_signs)

    guide = commands.add_parser("guide", help="ways against cramps, and what is known of each")
    guide.set_defaults(run=_guide)

    show = commands.add_parser("show", help="print a routine second by second")
    show.add_argument("routine", nargs="?", default="bedtime", metavar="ROUTINE")
    show.add_argument("--json", action="store_true", help="for programs")
    _add_changes(show)
    show.set_defaults(run=_show)
    return parser


def _start_defaults() -> argparse.Namespace:
    return argparse.Namespace(audio="auto", mute=False, volume=None, voice=True)


def _add_sound(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("sound")
    group.add_argument("--volume", type=_volume, metavar="0-100", help="loudness (50)")
    group.add_argument("--mute", action="store_true", help="begin without sound; m brings it back")
    group.add_argument(
        "--voice",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="spoken words; without them the chimes remain",
    )
    group.add_argument(
        "--audio",
        choices=("auto", "simpleaudio", "miniaudio", "none"),
        default="auto",
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


def _routine(arguments: argparse.Namespace, name: str) -> Routine:
    """The routine with what was asked for this once."""
    from pydantic import ValidationError

    from cramp_timer import library
    from cramp_timer.routine import Changes

    routine = library.load(name)
    asked = {field: getattr(arguments, field, None) for field in Changes.model_fields}
    try:
        return Changes(**asked).applied_to(routine)
    except ValidationError as error:
        problem = library.first_problem(error)
    except ValueError as error:
        problem = str(error)
    dashes = "--" if problem.split(":")[0] in asked else ""
    raise CrampTimerError(f"{name}: {dashes}{problem}")


def _sound(arguments: argparse.Namespace) -> Sound:
    """Sound that begins to open now, while the slow imports are still to come."""
    from cramp_timer.audio.backends import installed_backends
    from cramp_timer.audio.speaker import SilentSpeaker, Speaker

    if arguments.audio == "none":
        return SilentSpeaker()
    if arguments.audio not in ("auto", *installed_backends()):
        raise CrampTimerError(
            f"--audio {arguments.audio}: is not installed; "
            f"pip install 'cramp-timer[{arguments.audio}]' puts it there"
        )
    speaker = Speaker(None if arguments.audio == "auto" else (arguments.audio,))
    speaker.muted = arguments.mute
    if arguments.volume is not None:
        speaker.volume = arguments.volume
    speaker.open()
    return speaker


def _session(arguments: argparse.Namespace, sound: Sound, name: str) -> Session:
    from cramp_timer.audio.pack import Pack, built_in_folder
    from cramp_timer.session import Session

    gc.enable()
    pack = Pack(built_in_folder(), voice=arguments.voice)
    again = not getattr(arguments, "continue_holds", False)
    routine = _routine(arguments, name)
    return Session(routine, pack, sound, time.monotonic, restart_holds=again)


def _start(arguments: argparse.Namespace) -> int:
    from cramp_timer import library

    library.find(arguments.routine)
    sound = _sound(arguments)
    try:
        if arguments.plain or not _in_terminal():
            return _run_plain(arguments, sound)
        return _run_screens(arguments, sound, arguments.routine)
    finally:
        sound.close()


def _in_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _run_plain(arguments: argparse.Namespace, sound: Sound) -> int:
    from cramp_timer.awake import kept_awake
    from cramp_timer.freeze import FreezeWatch
    from cramp_timer.plain import Plain

    session = _session(arguments, sound, arguments.routine)
    freeze = FreezeWatch()
    freeze.open()
    with kept_awake():
        plain = Plain(session, freeze)
        if sys.stdin is not None and sys.stdin.isatty():
            plain.listen(sys.stdin)
        plain.run()
    return DONE


def _run_screens(arguments: argparse.Namespace, sound: Sound, routine: str | None) -> int:
    from cramp_timer.tui.app import CrampTimerApp

    app = CrampTimerApp(partial(_session, arguments, sound), sound, routine)
    app.run()
    if app.error:
        raise app.error
    from cramp_timer.summary import sentences

    for summary in app.summaries:
        print("\n".join(sentences(summary)))
    return app.return_code or DONE


def _home(arguments: argparse.Namespace) -> int:
    if not _in_terminal():
        return _routines(argparse.Namespace(json=False))
    sound = _sound(arguments)
    try:
        return _run_screens(arguments, sound, None)
    finally:
        sound.close()


def _routines(arguments: argparse.Namespace) -> int:
    from cramp_timer import library
    from cramp_timer.numbers import clock_face

    routines = {name: library.load(name) for name in library.names()}
    if arguments.json:
        return _print_json(
            [
                {"name": name, "duration_seconds": routine.seconds, **routine.model_dump(
                    mode="json", include={"title", "summary", "position", "source", "evidence"}
                )}
                for name, routine in routines.items()
            ]
        )  # fmt: skip
    for name, routine in routines.items():
        print(f"{name:<15}{clock_face(routine.seconds):>6}  {routine.summary}")
    return DONE


def _show(arguments: argparse.Namespace) -> int:
    from cramp_timer.audio.pack import Pack, built_in_folder
    from cramp_timer.compiler import compile_timeline
    from cramp_timer.show import as_json, as_text

    routine = _routine(arguments, arguments.routine)
    timeline = compile_timeline(routine, Pack(built_in_folder()))
    if arguments.json:
        return _print_json(as_json(arguments.routine, timeline))
    for line in as_text(routine, timeline):
        print(line)
    return DONE


def _signs(_: argparse.Namespace) -> int:
    from cramp_timer.guide.texts import signs_lines

    return _print_wrapped(signs_lines())


def _guide(_: argparse.Namespace) -> int:
    from cramp_timer.guide.texts import guide_lines

    return _print_wrapped(guide_lines())


def _print_wrapped(lines: Iterable[str]) -> int:
    """Print lines no wider than the terminal, the rest of each under its beginning."""
    from shutil import get_terminal_size
    from textwrap import wrap

    width = min(100, get_terminal_size().columns)
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip(" ·")))
        print("\n".join(wrap(line, width, subsequent_indent=indent) or [""]))
    return DONE


def _print_json(value: object) -> int:
    import json

    print(json.dumps(value, indent=1, ensure_ascii=False))
    return DONE
