"""Runs one command, reports what went wrong in one sentence, and leaves with an exit code."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

from cramp_timer.cli.cramp_words import is_cramp, understood
from cramp_timer.cli.parser import COMMANDS, parser
from cramp_timer.cli.safe_streams import make_streams_safe
from cramp_timer.cli.usage import UsageError, as_meant
from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.system.console import end_with_the_console
from cramp_timer.system.first_picture import take_away
from cramp_timer.system.interrupt import INTERRUPTED, interrupt
from cramp_timer.system.memory import is_missing

TYPE_CHECKING = False  # as in `typing`, whose import would delay every start
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import NoReturn

    from cramp_timer.audio.player.fork import ForkedPlayer

FAILED, WRONG_USAGE = 1, 2
"""Exit codes, beside 0 and that of an interrupt."""


def run(words: list[str], started_at: float, forked: ForkedPlayer | None) -> NoReturn:
    """Run the command that the words name, and leave with its exit code.

    `started_at` is the monotonic clock's reading at the start of the process, `forked` a player
    that speaks the first words of a cramp.
    """
    code = FAILED
    try:
        code = _run(words, started_at, forked)
    except SystemExit as error:  # after --help or --version
        code = error.code if isinstance(error.code, int) else FAILED
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BaseException:
        # Nothing may keep the process here: a thread that waits for a closed terminal would.
        take_away()  # what went wrong is printed on the screen that stays
        with suppress(OSError):
            sys.excepthook(*sys.exc_info())
    finally:
        _leave(code)


def _run(words: list[str], started_at: float, forked: ForkedPlayer | None) -> int:
    os.umask(0o077)  # whatever is written is for the person alone
    make_streams_safe()
    if "_ARGCOMPLETE" in os.environ:
        from cramp_timer.cli.completion import complete

        complete()
    try:
        arguments = _parsed(words)
    except UsageError as error:
        _complain(str(error))
        return WRONG_USAGE
    arguments.started_at, arguments.forked = started_at, forked
    end_with_the_console()
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, interrupt)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except CrampTimerError as error:
        _complain(str(error))
        return FAILED
    except BrokenPipeError:
        # Whoever read the output is gone; nothing may be flushed to them at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERRUPTED
    except OSError as error:
        told = _("the output cannot be written ({reason})", reason=error.strerror)
        _complain(f"{error.filename}: {error.strerror}" if error.filename else told)
        return FAILED
    except (MemoryError, ImportError) as error:
        if not is_missing(error):
            raise
        _complain(_("there is not enough memory"))
        return FAILED
    return code


def _parsed(words: list[str]) -> Namespace:
    """Return what the words ask for; in a cramp nothing that is wrong with them stops anything."""
    if not is_cramp(words):
        words = as_meant(words, COMMANDS)
        return parser(words).parse_args(words)
    words, unknown = understood(words)
    try:
        arguments, more = parser(words).parse_known_args(words)
        wrong = [*unknown, *more]
        arguments.remark = _("{names}: not understood", names=" ".join(wrong)) if wrong else ""
    except UsageError as error:
        arguments = parser(["now"]).parse_args(["now"])
        arguments.remark = str(error)
    return arguments


def _complain(sentence: str) -> None:
    take_away()
    with suppress(OSError):  # the terminal itself may be gone
        print(_("cramp-timer: {sentence}", sentence=sentence), file=sys.stderr)


def _leave(code: int) -> NoReturn:
    """End the process at once: taking the interpreter down would cost the prompt 0.1 s."""
    take_away()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            code = code or INTERRUPTED
    os._exit(code)
