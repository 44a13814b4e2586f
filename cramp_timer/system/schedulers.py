"""The schedulers of the systems, each with at most one reminder of ours.

Linux has a timer of systemd or a line of cron, macOS an agent of launchd, Windows a task. Each
runs `cramp-timer remind --show`, which shows one quiet notification. The time is that of the
clock on the wall, so it follows time zones and summer time.
"""

import os
import plistlib
import re
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Protocol

from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.system import atomic_file
from cramp_timer.system.own_command import command_line, own_command

NAME = "cramp-timer-reminder"
_LABEL = "org.cramp-timer.reminder"
_CRON_MARK = f"# {NAME}"
_SECONDS = 20


class Reminder(NamedTuple):
    """When to remind, and of which routine; an empty name is the one that is right by then."""

    hour: int
    minute: int
    routine: str = ""

    @property
    def time(self) -> str:
        """The time of the day: "22:30"."""
        return f"{self.hour:02d}:{self.minute:02d}"

    @property
    def command(self) -> list[str]:
        """What the scheduler runs."""
        return [*own_command(), "remind", "--show", *([self.routine] if self.routine else [])]


class Scheduler(Protocol):
    """A scheduler of the system, with at most one reminder of ours."""

    name: str

    def set(self, reminder: Reminder) -> None:
        """Set it in place of the last one; CrampTimerError where that is not possible."""

    def current(self) -> Reminder | None: ...
    def remove(self) -> None: ...


class Systemd:
    """A timer of the person's own systemd."""

    name = "systemd"

    def __init__(self) -> None:
        from platformdirs import user_config_path

        self.folder = user_config_path("systemd") / "user"

    def set(self, reminder: Reminder) -> None:
        _run(["systemctl", "--user", "show-environment"], _("systemd does not answer"))
        for ending, content in self.units(reminder).items():
            _write(self.folder / f"{NAME}.{ending}", content)
        _run(["systemctl", "--user", "daemon-reload"], _("systemd does not answer"))
        _run(["systemctl", "--user", "enable", "--now", f"{NAME}.timer"], _("systemd refuses it"))

    def units(self, reminder: Reminder) -> dict[str, str]:
        """Return the unit files by their endings."""
        words = " ".join(_quoted(word) for word in reminder.command)
        return {
            "service": (
                "[Unit]\nDescription=A reminder to stretch before bed\n\n"
                f"[Service]\nType=oneshot\nExecStart={words}\n"
                "KillMode=process\n"  # or the terminal that it opens would end with it
            ),
            "timer": (
                "[Unit]\nDescription=Each evening: a reminder to stretch before bed\n\n"
                f"[Timer]\nOnCalendar=*-*-* {reminder.time}:00\nAccuracySec=30s\n\n"
                "[Install]\nWantedBy=timers.target\n"
            ),
        }

    def current(self) -> Reminder | None:
        with suppress(OSError, UnicodeDecodeError):
            timer = (self.folder / f"{NAME}.timer").read_text(encoding="utf-8")
            service = (self.folder / f"{NAME}.service").read_text(encoding="utf-8")
            time = re.search(r"^OnCalendar=\*-\*-\* (\d\d):(\d\d)", timer, re.MULTILINE)
            routine = re.search(r'"--show"(?: "(.*)")?$', service, re.MULTILINE)
            if time and routine:
                return Reminder(int(time[1]), int(time[2]), routine[1] or "")
        return None

    def remove(self) -> None:
        with suppress(CrampTimerError):
            _run(["systemctl", "--user", "disable", "--now", f"{NAME}.timer"], "")
        for ending in ("timer", "service"):
            (self.folder / f"{NAME}.{ending}").unlink(missing_ok=True)
        with suppress(CrampTimerError):
            _run(["systemctl", "--user", "daemon-reload"], "")


def _quoted(word: str) -> str:
    """Return a word as systemd reads it: quoted, with its own signs doubled."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"'


class Cron:
    """A line in the person's own crontab."""

    name = "cron"

    def set(self, reminder: Reminder) -> None:
        command = command_line(reminder.command).replace("%", "\\%")
        line = f"{reminder.minute} {reminder.hour} * * * {command} {_CRON_MARK}"
        self._write([*self._others(), line])

    def current(self) -> Reminder | None:
        import shlex

        for line in self._lines():
            with suppress(ValueError):  # a line that somebody has changed by hand
                if line.endswith(_CRON_MARK):
                    minute, hour, *_ = line.split()
                    words = shlex.split(line.removesuffix(_CRON_MARK).replace("\\%", "%"))
                    routine = words[words.index("--show") + 1 :]
                    return Reminder(int(hour), int(minute), routine[0] if routine else "")
        return None

    def remove(self) -> None:
        self._write(self._others())

    def _others(self) -> list[str]:
        return [line for line in self._lines() if not line.endswith(_CRON_MARK)]

    def _lines(self) -> list[str]:
        try:
            result = subprocess.run(
                ["crontab", "-l"],
                capture_output=True, timeout=_SECONDS, env={**os.environ, "LC_ALL": "C"},
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError) as error:
            raise CrampTimerError(_("the crontab cannot be read: {error}", error=error)) from error
        said = result.stderr.decode(errors="replace")
        if result.returncode and "no crontab" not in said.lower():
            raise CrampTimerError(
                _("the crontab cannot be read: {names}", names=" ".join(said.split()))
            )
        # Other people's lines stay as they are, whatever their encoding.
        return result.stdout.decode(errors="surrogateescape").split("\n")[:-1]

    def _write(self, lines: Sequence[str]) -> None:
        _run(["crontab", "-"], _("cron refuses it"), "".join(f"{line}\n" for line in lines))


class Launchd:
    """An agent of macOS."""

    name = "launchd"

    def __init__(self) -> None:
        self.file = Path.home() / "Library" / "LaunchAgents" / f"{_LABEL}.plist"

    def content(self, reminder: Reminder) -> bytes:
        """Return the agent as a property list."""
        return plistlib.dumps(
            {
                "Label": _LABEL,
                "ProgramArguments": reminder.command,
                "StartCalendarInterval": {"Hour": reminder.hour, "Minute": reminder.minute},
            }
        )

    def set(self, reminder: Reminder) -> None:
        self.remove()
        _write(self.file, self.content(reminder).decode())
        _run(["launchctl", "load", "-w", str(self.file)], _("launchd refuses it"))

    def current(self) -> Reminder | None:
        with suppress(OSError, ValueError, KeyError, TypeError):
            read = plistlib.loads(self.file.read_bytes())
            at, words = read["StartCalendarInterval"], read["ProgramArguments"]
            routine = words[words.index("--show") + 1 :]
            return Reminder(at["Hour"], at["Minute"], routine[0] if routine else "")
        return None

    def remove(self) -> None:
        if self.file.exists():
            with suppress(CrampTimerError):
                _run(["launchctl", "unload", "-w", str(self.file)], "")
            self.file.unlink()


class WindowsTasks:
    """A task of Windows."""

    name = _("Task Scheduler")

    def set(self, reminder: Reminder) -> None:
        command = command_line(reminder.command)
        words = ["/Create", "/F", "/SC", "DAILY", "/TN", NAME, "/TR", command, "/ST", reminder.time]
        _run(["schtasks", *words], _("Task Scheduler refuses it"))

    def current(self) -> Reminder | None:
        result = subprocess.run(
            ["schtasks", "/Query", "/TN", NAME, "/XML"],
            capture_output=True, text=True, timeout=_SECONDS,
        )  # fmt: skip
        time = re.search(r"<StartBoundary>[^<]*T(\d\d):(\d\d)", result.stdout)
        routine = re.search(r"<Arguments>[^<]*--show ?\"?([^<\"]*)", result.stdout)
        if result.returncode or time is None:
            return None
        return Reminder(int(time[1]), int(time[2]), routine[1] if routine else "")

    def remove(self) -> None:
        _run(["schtasks", "/Delete", "/F", "/TN", NAME], _("Task Scheduler refuses it"))


def _write(file: Path, content: str) -> None:
    before = atomic_file.read_or_none(file)
    if before != content.encode():
        atomic_file.write(file, content.encode(), expected=before)


def _run(command: Sequence[str], problem: str, given: str | None = None) -> None:
    """Run a program of the system; CrampTimerError with what it says."""
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
            errors="surrogateescape",
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise CrampTimerError(f"{problem}: {error}") from error
    if done.returncode:
        said = " ".join(done.stderr.split()) or _("exit code {code}", code=done.returncode)
        raise CrampTimerError(f"{problem}: {said}")
