"""A word on the desktop, where there is a desktop."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress


def notify(words: str) -> None:
    """Show a line that goes away by itself; where that cannot be, do nothing.

    `words` are the program's own: one system takes them as a script.
    """
    if sys.platform == "darwin":
        command = ["osascript", "-e", f'display notification "{words}" with title "cramp-timer"']
    elif (tool := shutil.which("notify-send")) and os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        command = [tool, "--app-name=cramp-timer", "--urgency=low", "cramp-timer", words]
    else:
        return
    with suppress(OSError):
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
