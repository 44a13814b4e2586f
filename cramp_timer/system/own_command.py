"""How this program is started from outside: by a desktop, a scheduler, or another program."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

_TERMINALS = (
    ("xdg-terminal-exec",), ("x-terminal-emulator", "-e"), ("gnome-terminal", "--"),
    ("konsole", "-e"), ("xfce4-terminal", "-x"), ("kitty",), ("foot",), ("alacritty", "-e"),
    ("xterm", "-e"),
)  # fmt: skip
"""Terminal programs of Linux, each with what comes before a command, the usual choice first."""


def own_command() -> list[str]:
    """Return the words that start this program, whatever folder and environment they are run in."""
    if getattr(sys, "frozen", False):  # where it was unpacked goes away with its next version
        return [os.environ.get("_CRAMP_TIMER_FILE") or sys.executable]
    script = Path(sys.argv[0]).resolve()
    if script.name.removesuffix(".exe") == "cramp-timer" and os.access(script, os.X_OK):
        return [str(script)]
    return [sys.executable, "-m", "cramp_timer"]


def command_line(words: list[str]) -> str:
    """Return words as one line for a shell of this system."""
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def open_in_terminal(words: list[str]) -> bool:
    """Open a terminal that runs this program with some words; return whether there is one."""
    command = [*own_command(), *words]
    if sys.platform == "win32":
        subprocess.Popen(["cmd", "/c", "start", "", *command])
        return True
    if sys.platform == "darwin":
        line = command_line(command).replace("\\", "\\\\").replace('"', '\\"')
        subprocess.Popen(["osascript", "-e", f'tell application "Terminal" to do script "{line}"'])
        return True
    for terminal in _TERMINALS:
        if found := shutil.which(terminal[0]):
            subprocess.Popen([found, *terminal[1:], *command], start_new_session=True)
            return True
    return False
