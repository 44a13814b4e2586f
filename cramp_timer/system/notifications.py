"""Notifications on the desktop, where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from cramp_timer.system.paths import is_there
from cramp_timer.system.threads import begin

_ANSWER_SECONDS = 3 * 3600
"""How long the button of a notification is waited for; then the night has begun."""
_SHOWN_SECONDS = 10


def ask_to_start(words: str) -> bool:
    """Show a quiet line with a button, and return whether it was pressed.

    Where a notification has no buttons, or there is no desktop, it is shown without, or not at all.
    """
    if sys.platform == "win32":
        from cramp_timer.system.windows_notification import is_clicked

        return is_clicked(words, _ANSWER_SECONDS)
    bus = Path(f"/run/user/{os.getuid()}/bus") if hasattr(os, "getuid") else None
    if "DBUS_SESSION_BUS_ADDRESS" not in os.environ and bus is not None and is_there(bus):
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}"  # cron does not tell of it
    tool = shutil.which("notify-send")
    if sys.platform == "darwin" or tool is None or "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
        notify(words)
        return False
    command = [tool, "--app-name=cramp-timer", "--urgency=low", "--action=start=Start"]
    try:
        answer = subprocess.run(
            [*command, "cramp-timer", words],
            capture_output=True, text=True, timeout=_ANSWER_SECONDS,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return False
    if answer.returncode:  # a notify-send without buttons
        notify(words)
    return answer.stdout.strip() == "start"


def notify(words: str) -> None:
    """Show a line that disappears by itself; do nothing if that is impossible.

    `words` must be the program's own, since macOS runs them as part of a script.
    """
    if sys.platform == "win32":
        from cramp_timer.system.windows_notification import is_clicked

        begin(is_clicked, words, _SHOWN_SECONDS)
        return
    if sys.platform == "darwin":
        command = ["osascript", "-e", f'display notification "{words}" with title "cramp-timer"']
    elif (tool := shutil.which("notify-send")) and os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        command = [tool, "--app-name=cramp-timer", "--urgency=low", "cramp-timer", words]
    else:
        return
    with suppress(OSError):
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
