"""Shortcuts of Windows, which its Start menu shows; the shell's own objects write them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_LINK, _LINK_WIDE, _FILE = (
    "{00021401-0000-0000-C000-000000000046}",
    "{000214F9-0000-0000-C000-000000000046}",
    "{0000010B-0000-0000-C000-000000000046}",
)
"""The shell's link object, and what it can do: hold a link (IShellLinkW), and be saved."""
_QUERY, _RELEASE, _DESCRIPTION, _ARGUMENTS, _ICON, _PATH, _SAVE = 0, 2, 7, 11, 17, 20, 6
"""Places in the tables of those interfaces."""


class Shortcut(NamedTuple):
    """The words of a command, what it is for, and the file of its icon."""

    command: Sequence[str]
    comment: str
    icon: Path


def write_shortcut(file: Path, shortcut: Shortcut) -> None:
    """Write a .lnk file on Windows; OSError with the system's reason where it cannot be."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import HRESULT, POINTER, WINFUNCTYPE, byref, c_int, c_void_p, c_wchar_p, cast

        def identity(text: str) -> ctypes.Array[ctypes.c_char]:
            number = ctypes.create_string_buffer(16)
            ctypes.oledll.ole32.CLSIDFromString(text, number)
            return number

        def call(target: c_void_p, place: int, *values: tuple[object, object]) -> None:
            kinds, given = zip(*values, strict=True) if values else ((), ())
            table = cast(target, POINTER(POINTER(c_void_p)))[0]
            WINFUNCTYPE(HRESULT, c_void_p, *kinds)(table[place])(target, *given)

        ctypes.oledll.ole32.CoInitialize(None)
        link, saved = c_void_p(), c_void_p()
        ctypes.oledll.ole32.CoCreateInstance(
            identity(_LINK), None, 1, identity(_LINK_WIDE), byref(link)
        )
        program, *words = shortcut.command
        call(link, _PATH, (c_wchar_p, program))
        call(link, _ARGUMENTS, (c_wchar_p, subprocess.list2cmdline(words)))
        call(link, _DESCRIPTION, (c_wchar_p, shortcut.comment))
        call(link, _ICON, (c_wchar_p, str(shortcut.icon)), (c_int, 0))
        call(link, _QUERY, (c_void_p, identity(_FILE)), (c_void_p, byref(saved)))
        call(saved, _SAVE, (c_wchar_p, str(file)), (c_int, 1))
        call(saved, _RELEASE)
        call(link, _RELEASE)
    else:
        raise OSError("there are no such shortcuts here")
