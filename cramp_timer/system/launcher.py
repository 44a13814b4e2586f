"""Icons on the desktop: one for the routine, one for a cramp, in the terminal there is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.system import atomic_file
from cramp_timer.system.own_command import command_line, own_command

ENTRIES = {
    "cramp-timer": (_("Bedtime stretch"), _("Be led through the routine of the evening"), "start"),
    "cramp-timer-now": (_("A cramp, now"), _("Be told at once what to do"), "now"),
}
"""Each entry's title, comment, and the word that the program is started with."""


def launcher_files(icon_svg: str) -> dict[Path, str]:
    """Return the files of the icons on this system, with what is in them; `icon_svg` is drawn."""
    if sys.platform == "win32":
        menu = Path(os.environ.get("APPDATA", "")) / "Microsoft/Windows/Start Menu/Programs"
        return {
            # In UTF-8, which the shell there does not expect by itself.
            menu / f"{title}.cmd": (
                "@chcp 65001 >nul\r\n"
                f"@{command_line([*own_command(), word]).replace('%', '%%')}\r\n"
            )
            for title, _, word in ENTRIES.values()
        }
    if sys.platform == "darwin":
        return {
            Path.home() / "Applications" / f"{title}.command": (
                f"#!/bin/sh\nexec {command_line([*own_command(), word])}\n"
            )
            for title, _, word in ENTRIES.values()
        }
    from platformdirs import user_data_path

    data = user_data_path()
    icon = data / "icons" / "hicolor" / "scalable" / "apps" / "cramp-timer.svg"
    files = {icon: icon_svg}
    for name, (title, comment, word) in ENTRIES.items():
        command = " ".join(_quoted(each) for each in [*own_command(), word])
        files[data / "applications" / f"{name}.desktop"] = (
            "[Desktop Entry]\nType=Application\nVersion=1.0\n"
            f"Name={title}\nComment={comment}\nExec={command}\nIcon={icon}\n"
            "Terminal=true\nCategories=Utility;\nKeywords=cramp;stretch;leg;bedtime;\n"
        )
    return files


def install_launcher(icon_svg: str) -> list[Path]:
    """Write the icons; return their files. CrampTimerError where one cannot be written."""
    files = launcher_files(icon_svg)
    for file, content in files.items():
        before = atomic_file.read_or_none(file)
        if before != content.encode():
            atomic_file.write(file, content.encode(), expected=before)
        if file.suffix in (".command", ".desktop"):
            file.chmod(0o700)
    return list(files)


def remove_launcher() -> list[Path]:
    """Delete the icons that are there; return their files."""
    there = [file for file in launcher_files("") if file.exists()]
    try:
        for file in there:
            file.unlink()
    except OSError as error:
        raise CrampTimerError(
            _(
                "{filename}: cannot be deleted ({reason})",
                filename=error.filename,
                reason=error.strerror,
            )
        ) from error
    return there


def key_hint() -> str:
    """Return how a key of the whole desktop is bound to a cramp, in one line."""
    command = command_line([*own_command(), "now"])
    if sys.platform == "win32":
        return _("A key for it: Properties of the Start-menu entry, Shortcut key.")
    if sys.platform == "darwin":
        return _("A key for it: Shortcuts, New, Open File, and then a keyboard shortcut.")
    where = {
        "GNOME": _("Settings, Keyboard, Custom Shortcuts"),
        "KDE": _("System Settings, Shortcuts, Add Command"),
        "XFCE": _("Settings, Keyboard, Application Shortcuts"),
    }
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "").upper()
    place = next(
        (text for name, text in where.items() if name in desktop), _("the keyboard settings")
    )
    return _(
        "A key for a cramp: {place}; the command, in your terminal, is {command}",
        place=place,
        command=command,
    )


def _quoted(word: str) -> str:
    """Return a word as a desktop entry's Exec reads it."""
    plain = word.replace("\\", 4 * "\\").replace("%", "%%")
    for sign in '"`$':
        plain = plain.replace(sign, f"\\\\{sign}")  # undone twice: in the file, and in Exec
    return f'"{plain}"'
