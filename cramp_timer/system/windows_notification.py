"""A notification of Windows, without a sound: a click on it, or on its icon, says yes."""

from __future__ import annotations

import sys
import threading

CALLBACK, CLICKED, ICON_CLICKED = 0x0401, 0x0405, 0x0202
"""The message that the system sends for the icon, and what it says in it when one clicks."""


def class_name() -> str:
    """Return a name for the windows of this thread: each has a procedure that ends with it."""
    return f"cramp-timer notification {threading.get_native_id()}"


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _ADD, _DELETE = 0, 2
    _HAS_MESSAGE, _HAS_ICON, _HAS_TIP, _HAS_BALLOON = 0x01, 0x02, 0x04, 0x10
    _QUIETLY, _NOT_IN_QUIET_HOURS = 0x10, 0x80
    _TIMER, _CLOSE, _MESSAGES_ALONE, _INFORMATION = 0x0113, 0x0010, -3, 32516
    _ARGUMENTS = wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM
    _PROCEDURE = ctypes.WINFUNCTYPE(ctypes.c_ssize_t, *_ARGUMENTS)

    class _Icon(ctypes.Structure):
        """The icon and what its balloon says: NOTIFYICONDATAW of shellapi.h."""

        _fields_ = (
            ("size", wintypes.DWORD), ("window", wintypes.HWND), ("number", wintypes.UINT),
            ("has", wintypes.UINT), ("message", wintypes.UINT), ("icon", wintypes.HANDLE),
            ("tip", wintypes.WCHAR * 128), ("state", wintypes.DWORD), ("mask", wintypes.DWORD),
            ("text", wintypes.WCHAR * 256), ("version", wintypes.UINT),
            ("title", wintypes.WCHAR * 64), ("how", wintypes.DWORD), ("id", ctypes.c_byte * 16),
            ("large", wintypes.HANDLE),
        )  # fmt: skip

    class _Class(ctypes.Structure):
        """A kind of window and its procedure: WNDCLASSW of winuser.h."""

        _fields_ = (
            ("style", wintypes.UINT), ("procedure", _PROCEDURE), ("more", ctypes.c_int * 2),
            ("module", wintypes.HANDLE), ("icon", wintypes.HANDLE), ("cursor", wintypes.HANDLE),
            ("ground", wintypes.HANDLE), ("menu", wintypes.LPCWSTR), ("name", wintypes.LPCWSTR),
        )  # fmt: skip

    def is_clicked(words: str, seconds: float) -> bool:
        """Show the words, and return whether somebody clicks within so many seconds."""
        user, shell = ctypes.WinDLL("user32"), ctypes.WinDLL("shell32")
        user.DefWindowProcW.argtypes = _ARGUMENTS
        user.DefWindowProcW.restype = ctypes.c_ssize_t
        user.CreateWindowExW.restype = user.LoadIconW.restype = wintypes.HANDLE
        clicked = False

        # ctypes makes types at run time, which mypy cannot see; it looks here on Windows alone.
        @_PROCEDURE  # type: ignore[untyped-decorator, unused-ignore]
        def procedure(window: int, message: int, first: int, second: int) -> int:
            nonlocal clicked
            answered = message == CALLBACK and second & 0xFFFF in (CLICKED, ICON_CLICKED)
            clicked = clicked or answered
            if answered or message in (_TIMER, _CLOSE):
                user.PostQuitMessage(0)
                return 0
            result: int = user.DefWindowProcW(window, message, first, second)
            return result

        name = class_name()
        user.RegisterClassW(ctypes.byref(_Class(procedure=procedure, name=name)))
        window = wintypes.HWND(
            user.CreateWindowExW(
                0, name, None, 0, 0, 0, 0, 0, wintypes.HWND(_MESSAGES_ALONE), None, None, None
            )
        )
        icon = _Icon(
            size=ctypes.sizeof(_Icon), window=window, message=CALLBACK,
            has=_HAS_MESSAGE | _HAS_ICON | _HAS_TIP | _HAS_BALLOON,
            icon=user.LoadIconW(None, ctypes.c_void_p(_INFORMATION)),
            tip="cramp-timer", title="cramp-timer", text=words[:255],
            how=_QUIETLY | _NOT_IN_QUIET_HOURS,
        )  # fmt: skip
        shell.Shell_NotifyIconW(_ADD, ctypes.byref(icon))
        user.SetTimer(window, 1, round(seconds * 1000), None)
        message = wintypes.MSG()
        while user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
            user.DispatchMessageW(ctypes.byref(message))
        shell.Shell_NotifyIconW(_DELETE, ctypes.byref(icon))
        user.DestroyWindow(window)
        user.UnregisterClassW(name, None)
        return clicked
