"""The command for a reminder at bedtime."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from cramp_timer.cli.completion_names import complete_routine
from cramp_timer.cli.output import refuse_existing
from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.library import catalog
from cramp_timer.sessions.start_options import local_now
from cramp_timer.system import atomic_file
from cramp_timer.system.notifications import ask_to_start
from cramp_timer.system.own_command import open_in_terminal
from cramp_timer.system.reminder import (
    calendar,
    current_reminder,
    reminder_of,
    remove_reminder,
    set_reminder,
)

OFF = "off"


def add_remind_options(parser: ArgumentParser) -> None:
    """Add the options of `remind`."""
    parser.add_argument("time", nargs="?", metavar=_("TIME"), help=_("such as 22:30, or off"))
    complete_routine(parser.add_argument("routine", nargs="?", metavar=_("ROUTINE")))
    parser.add_argument(
        "--ics", metavar=_("FILE"), help=_("write it for a phone's calendar instead")
    )
    parser.add_argument("--force", action="store_true", help=_("overwrite a file that is there"))
    parser.add_argument("--show", action="store_true", help=_("remind now, as the system does"))
    parser.set_defaults(run=remind)


def remind(arguments: Namespace) -> int:
    """Set, show or remove the reminder, or show the notification itself."""
    if arguments.show:
        return _show(arguments.time or "")
    if arguments.time is None:
        return _tell()
    if arguments.time == OFF:
        print(_("No reminder any more.") if remove_reminder() else _("No reminder was set."))
        return 0
    if arguments.routine:
        catalog.find(arguments.routine)
    reminder = reminder_of(arguments.time, arguments.routine or "")
    if arguments.ics:
        file = Path(arguments.ics)
        refuse_existing(file, force=arguments.force)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        text = calendar(reminder, local_now().strftime("%Y%m%d"), stamp)
        with atomic_file.replacing(file, overwrite=arguments.force) as beside:
            beside.write_bytes(text.encode())
        print(
            _(
                "{file}: open it on the phone; it reminds each evening at {time}.",
                file=file,
                time=reminder.time,
            )
        )
        return 0
    by = set_reminder(reminder)
    what = arguments.routine or _("the routine that is right for you")
    print(
        _(
            "Each evening at {time}: a quiet notification for {what}, by {by}.",
            time=reminder.time,
            what=what,
            by=by,
        )
    )
    return 0


def _tell() -> int:
    found = current_reminder()
    if found is None:
        print(_("No reminder is set; cramp-timer remind 22:30 sets one."))
    else:
        reminder, by = found
        what = _(" for {routine}", routine=reminder.routine) if reminder.routine else ""
        print(
            _(
                "Each evening at {time}{what}, by {by}; cramp-timer remind off ends it.",
                time=reminder.time,
                what=what,
                by=by,
            )
        )
    return 0


def _show(routine: str) -> int:
    """Show one notification; where somebody presses its button, open the routine."""
    if ask_to_start(_("Time to stretch before bed.")) and not open_in_terminal(
        ["start", *([routine] if routine else [])]
    ):
        raise CrampTimerError(_("no terminal was found to open the routine in"))
    return 0
