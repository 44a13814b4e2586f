"""A reminder at bedtime, kept by the system's own scheduler: nothing of ours stays running."""

from __future__ import annotations

import re
import shutil
import sys

from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.system.schedulers import (
    NAME,
    Cron,
    Launchd,
    Reminder,
    Scheduler,
    Systemd,
    WindowsTasks,
)


def schedulers() -> list[Scheduler]:
    """Return the schedulers of this system, the best first."""
    if sys.platform == "win32":
        return [WindowsTasks()]
    if sys.platform == "darwin":
        return [Launchd()]
    found: list[Scheduler] = []
    if shutil.which("systemctl"):
        found.append(Systemd())
    if shutil.which("crontab"):
        found.append(Cron())
    return found


def reminder_of(time: str, routine: str) -> Reminder:
    """Return a reminder for a time such as 22:30; CrampTimerError for what is no time."""
    match = re.fullmatch(r"([01]?\d|2[0-3])[:.h]([0-5]\d)", time)
    if match is None:
        raise CrampTimerError(_("{time}: must be a time of the day, such as 22:30", time=time))
    return Reminder(int(match[1]), int(match[2]), routine)


def set_reminder(reminder: Reminder) -> str:
    """Set it with the first scheduler that takes it; return that one's name."""
    reasons = []
    for scheduler in schedulers():
        try:
            scheduler.set(reminder)
        except CrampTimerError as error:
            reasons.append(str(error))
        else:
            for other in schedulers():
                if other.name != scheduler.name and other.current() is not None:
                    other.remove()
            return scheduler.name
    because = "; ".join(reasons) or _("neither systemd nor cron is here")
    raise CrampTimerError(
        _("no reminder can be set ({because}); --ics FILE makes one for a phone", because=because)
    )


def current_reminder() -> tuple[Reminder, str] | None:
    """Return what is set, and by which scheduler."""
    for scheduler in schedulers():
        if (reminder := scheduler.current()) is not None:
            return reminder, scheduler.name
    return None


def remove_reminder() -> bool:
    """Remove it wherever it is set; return whether there was one."""
    there = False
    for scheduler in schedulers():
        if scheduler.current() is not None:
            scheduler.remove()
            there = True
    return there


def calendar(reminder: Reminder, day: str, stamp: str) -> str:
    """Return it as a calendar file: each day at that time wherever the phone is.

    `day` is the first day as 20261125, `stamp` the moment of writing as 20261125T210000Z.
    """
    what = _("Stretch before bed")
    start = f"{day}T{reminder.hour:02d}{reminder.minute:02d}00"
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//cramp-timer//reminder//EN", "BEGIN:VEVENT",
        f"UID:{NAME}", f"DTSTAMP:{stamp}", f"DTSTART:{start}", "DURATION:PT5M",
        "RRULE:FREQ=DAILY", f"SUMMARY:{what}", "BEGIN:VALARM", "ACTION:DISPLAY",
        f"DESCRIPTION:{what}", "TRIGGER:PT0M", "END:VALARM", "END:VEVENT",
        "END:VCALENDAR",
    )  # fmt: skip
    return "".join(f"{line}\r\n" for line in lines)
