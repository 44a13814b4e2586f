"""Icons on the desktop: one for the routine, one for a cramp, in the terminal there is."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.system import atomic_file
from cramp_timer.system.own_command import command_line, own_command
from cramp_timer.system.paths import data_folder
from cramp_timer.system.shortcut import Shortcut, write_shortcut

ENTRIES = {
    "cramp-timer": (_("Bedtime stretch"), _("Be led through the routine of the evening"), "start"),
    "cramp-timer-now": (_("A cramp, now"), _("Be told at once what to do"), "now"),
}
"""Each entry's title, comment, and the word that the program is started with."""


class Icon(NamedTuple):
    """The icon, drawn: as SVG, and as an .ico of Windows."""

    svg: str
    ico: bytes


def launcher_files(icon: Icon) -> dict[Path, bytes | Shortcut]:
    """Return the files of the entries on this system, with what is in them."""
    if sys.platform == "win32":
        menu = Path(os.environ.get("APPDATA", "")) / "Microsoft/Windows/Start Menu/Programs"
        picture = data_folder() / "cramp-timer.ico"
        entries = {
            menu / f"{title}.lnk": Shortcut([*own_command(), word], comment, picture)
            for title, comment, word in ENTRIES.values()
        }
        return {picture: icon.ico, **entries}
    if sys.platform == "darwin":
        return {
            Path.home() / "Applications" / f"{title}.command": (
                f"#!/bin/sh\nexec {command_line([*own_command(), word])}\n"
            ).encode()
            for title, _, word in ENTRIES.values()
        }
    from platformdirs import user_data_path

    data = user_data_path()
    drawn = data / "icons" / "hicolor" / "scalable" / "apps" / "cramp-timer.svg"
    files: dict[Path, bytes | Shortcut] = {drawn: icon.svg.encode()}
    for name, (title, comment, word) in ENTRIES.items():
        command = " ".join(_quoted(each) for each in [*own_command(), word])
        files[data / "applications" / f"{name}.desktop"] = (
            "[Desktop Entry]\nType=Application\nVersion=1.0\n"
            f"Name={title}\nComment={comment}\nExec={command}\nIcon={drawn}\n"
            "Terminal=true\nCategories=Utility;\nKeywords=cramp;stretch;leg;bedtime;\n"
        ).encode()
    return files


def install_launcher(icon: Icon) -> list[Path]:
    """Write the entries; return their files. CrampTimerError where one cannot be written."""
    files = launcher_files(icon)
    for file, content in files.items():
        if isinstance(content, Shortcut):
            _write_shortcut(file, content)
            continue
        before = atomic_file.read_or_none(file)
        if before != content:
            atomic_file.write(file, content, expected=before)
        if file.suffix in (".command", ".desktop"):
            file.chmod(0o700)
    return list(files)


def _write_shortcut(file: Path, shortcut: Shortcut) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_shortcut(file, shortcut)
    except OSError as error:
        raise CrampTimerError(
            _("{file}: cannot be written ({reason})", file=file, reason=error.strerror)
        ) from error


def remove_launcher() -> list[Path]:
    """Delete the entries that are there; return their files."""
    there = [file for file in launcher_files(Icon("", b"")) if file.exists()]
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
