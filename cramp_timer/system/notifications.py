"""Notifications on the desktop, where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress


def notify(words: str) -> None:
    """Show a line that disappears by itself; do nothing if that is impossible.

    `words` must be the program's own, since macOS runs them as part of a script.
    """
    if sys.platform == "darwin":
        command = ["osascript", "-e", f'display notification "{words}" with title "cramp-timer"']
    elif (tool := shutil.which("notify-send")) and os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        command = [tool, "--app-name=cramp-timer", "--urgency=low", "cramp-timer", words]
    else:
        return
    with suppress(OSError):
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
