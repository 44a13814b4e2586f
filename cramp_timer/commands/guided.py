"""What leads a person: a routine, a cramp, and the home screen for both."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import closing
from typing import TYPE_CHECKING

from cramp_timer.commands import listing
from cramp_timer.commands.opened import Opened

if TYPE_CHECKING:
    from typing import IO

    from cramp_timer.core.day_cycle import DayTimer


def start(arguments: Namespace) -> int:
    """Be led through a routine."""
    from cramp_timer.library import catalog as library

    library.find(arguments.routine)
    with closing(Opened(arguments)) as opened:
        if arguments.plain or not _in_terminal():
            return _start_plain(opened, arguments.routine)
        return run_screens(opened, routine=arguments.routine)


def now(arguments: Namespace) -> int:
    """Be led through a cramp."""
    with closing(Opened(arguments)) as opened:
        opened.say_first_words()
        if arguments.plain or not _in_terminal():
            return _now_plain(opened)
        return run_screens(opened, now=True)


def home(arguments: Namespace) -> int:
    """Choose from the home screen."""
    if not _in_terminal():
        return listing.routines(Namespace(json=False))
    with closing(Opened(arguments)) as opened:
        return run_screens(opened)


def _in_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _typed() -> IO[str] | None:
    """Where a person types, if there is one."""
    return sys.stdin if sys.stdin is not None and sys.stdin.isatty() else None


def _start_plain(opened: Opened, name: str) -> int:
    from cramp_timer.guide import safety_notice as asked
    from cramp_timer.guide.texts import signs_lines
    from cramp_timer.lines import Lines
    from cramp_timer.plain import Plain, tell_ask_first
    from cramp_timer.system.keep_awake import kept_awake
    from cramp_timer.system.suspend import FreezeWatch

    lines = Lines(_typed())
    if not asked.is_told():
        tell_ask_first(lines)
        asked.remember()
    freeze = FreezeWatch()
    freeze.open()
    with kept_awake():
        session = opened.session(name)
        Plain(session, freeze, lines, [*signs_lines(opened.settings())]).run()
    return 0


def _now_plain(opened: Opened) -> int:
    from cramp_timer.core.advice import Keys
    from cramp_timer.guide.texts import signs_lines
    from cramp_timer.lines import Lines
    from cramp_timer.plain_now import PlainNow
    from cramp_timer.system.keep_awake import kept_awake
    from cramp_timer.system.suspend import FreezeWatch

    freeze = FreezeWatch()
    freeze.open()
    with kept_awake():
        lines = Lines(_typed())
        keys = Keys.ENTER if lines.listens else Keys.NONE
        coach = opened.coach(first=True, keys=keys)
        PlainNow(coach, freeze, lines, [*signs_lines(opened.settings())]).run()
    return 0


def run_screens(
    opened: Opened,
    *,
    routine: str | None = None,
    now: bool = False,
    day: DayTimer | None = None,
) -> int:
    """Show the screens; the exit code."""
    from cramp_timer.tui.app import CrampTimerApp

    app = CrampTimerApp(opened, routine=routine, now=now, day=day)
    app.run()
    if app.error:
        raise app.error
    for line in app.last_words:
        print(line)
    return app.return_code or 0
