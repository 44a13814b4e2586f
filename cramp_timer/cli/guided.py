"""The commands that lead a person: a routine, a cramp, and the home screen for both."""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from threading import Timer
from typing import TYPE_CHECKING, Any

from cramp_timer.cli.completion_names import complete_routine
from cramp_timer.cli.cramp_words import SIDES
from cramp_timer.cli.options import (
    add_override_options,
    add_profile_options,
    add_sound_options,
    start_options,
)
from cramp_timer.cli.output import print_remarks
from cramp_timer.languages.messages import _
from cramp_timer.sessions.services import Services
from cramp_timer.system.memory import be_sparing, is_short

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from cramp_timer.core.routine import Routine
    from cramp_timer.line_mode.terminal import LineTerminal

THREADS_OF_A_SCREEN = 3
"""Textual reads keys and writes in threads of its own; one more has to be left."""
SLOW_SECONDS = 2.0
"""When it is said what the end waits for; a usual disk takes a tenth of a second."""
_PLAIN_HELP = _("one line per event, no screen")


def add_start_options(parser: ArgumentParser) -> None:
    """Add the options of `start`."""
    complete_routine(parser.add_argument("routine", nargs="?", metavar=_("ROUTINE")))
    parser.add_argument("--plain", action="store_true", help=_PLAIN_HELP)
    parser.add_argument(
        "--continue-holds",
        action="store_true",
        help=_("after a pause go on in the middle of a hold, instead of holding it again"),
    )
    add_sound_options(parser)
    add_override_options(parser)
    add_profile_options(parser)
    parser.set_defaults(run=start)


def add_now_options(parser: ArgumentParser) -> None:
    """Add the options of `now`."""
    parser.add_argument("--side", choices=SIDES, help=_("which leg"))
    parser.add_argument("--plain", action="store_true", help=_PLAIN_HELP)
    add_sound_options(parser)
    add_profile_options(parser)
    parser.set_defaults(run=now)


def start(arguments: Namespace) -> int:
    """Lead through a routine."""
    from cramp_timer.library import catalog

    if arguments.routine is not None:
        catalog.find(arguments.routine)
    with services_for(arguments) as services:
        services.open_output()
        if uses_lines(arguments):
            return _start_in_lines(services, arguments.routine)
        return run_screens(services, routine=arguments.routine or "")


def now(arguments: Namespace) -> int:
    """Lead through a cramp."""
    with services_for(arguments) as services:
        services.open_output()
        services.say_first_words()
        services.remark(arguments.remark)
        if uses_lines(arguments):
            lead_cramp_in_lines(services, line_terminal(), first=True)
            return 0
        return run_screens(services, cramp=True)


def home(arguments: Namespace) -> int:
    """Show the home screen, or where nobody can choose, the list of routines."""
    if not _can_draw():
        from cramp_timer.cli.routines import routines

        return routines(Namespace(json=False))
    with services_for(arguments) as services:
        services.open_output()
        return run_screens(services)


@contextmanager
def services_for(arguments: Namespace) -> Iterator[Services]:
    """Give the services of this start, and close them; what is not saved then is reported."""
    services = Services(start_options(arguments))
    if is_short():
        be_sparing()
        services.remark(_("there is little memory: guidance is in lines, without sound"))
    try:
        yield services
    finally:
        slow = Timer(
            SLOW_SECONDS, print_remarks, [[_("the disk is slow; still writing the diary")]]
        )
        slow.daemon = True
        with suppress(RuntimeError):  # no thread is left
            slow.start()
        problem = services.close()
        slow.cancel()
        if problem:
            print_remarks([_("not kept: {problem}", problem=problem)])


def uses_lines(arguments: Namespace) -> bool:
    """Return whether to lead in lines: as asked, or where nothing can be drawn."""
    return arguments.plain or not _can_draw()


def _can_draw() -> bool:
    """Return whether there is a terminal that can place characters, and what a screen needs."""
    from cramp_timer.system.first_picture import take_away
    from cramp_timer.system.threads import are_left

    if not _in_terminal() or os.environ.get("TERM", "xterm") in ("", "dumb", "unknown"):
        return False
    if is_short() or not are_left(THREADS_OF_A_SCREEN):
        take_away()  # lines are led where the screen's first picture is not
        return False
    return "utf" in (sys.stdout.encoding or "").lower()


def _in_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def line_terminal() -> LineTerminal:
    """Return the terminal for lines; it listens where a person can type."""
    from cramp_timer.line_mode.terminal import LineTerminal

    gc.enable()  # off since the start of the process, for a quicker first frame
    can_type = sys.stdin is not None and sys.stdin.isatty()
    return LineTerminal(sys.stdin if can_type else None)


def keeping_awake(services: Services) -> AbstractContextManager[None]:
    """Keep the machine awake inside, unless the settings say otherwise."""
    from cramp_timer.system.keep_awake import keep_awake

    return keep_awake() if services.settings.keep_awake else nullcontext()


def lead_in_lines(services: Services, terminal: LineTerminal, routine: Routine, name: str) -> None:
    """Lead through a routine in lines until it is over."""
    from cramp_timer.guide.lines import signs_lines
    from cramp_timer.line_mode.routine import RoutineLines
    from cramp_timer.system.suspend import SuspendWatch

    with SuspendWatch() as suspend_watch, keeping_awake(services):
        session = services.routine_session(routine, name)
        signs = signs_lines(services.settings)
        lead_cramp = partial(lead_cramp_in_lines, services, terminal)
        RoutineLines(session, suspend_watch, terminal, signs, lead_cramp).run()


def _start_in_lines(services: Services, named: str | None) -> int:
    from cramp_timer.line_mode.routine import ask_first_once

    terminal = line_terminal()
    ask_first_once(terminal, services)
    name = named or services.default_routine
    lead_in_lines(services, terminal, services.routine(name), name)
    return 0


def lead_cramp_in_lines(services: Services, terminal: LineTerminal, *, first: bool = False) -> None:
    """Lead through a cramp in lines; `first` if the process was started for it."""
    from cramp_timer.core.advice import ReplyKeys
    from cramp_timer.guide.lines import signs_lines
    from cramp_timer.line_mode.cramp import CrampLines
    from cramp_timer.system.suspend import SuspendWatch

    with SuspendWatch() as suspend_watch, keeping_awake(services):
        keys = ReplyKeys.ENTER if terminal.listens else ReplyKeys.NONE
        session = services.cramp_session(first=first, keys=keys)
        signs = signs_lines(services.settings)
        CrampLines(session, suspend_watch, terminal, signs).run()


def run_screens(services: Services, **first: Any) -> int:
    """Show the screens, beginning with what `CrampTimerApp` is given; return the exit code."""
    from cramp_timer.tui.app import CrampTimerApp

    app = CrampTimerApp(services, **first)
    app.run()
    if app.error:
        raise app.error
    for line in app.last_words:
        print(line)
    return app.return_code or 0
