"""The first picture: painted on the terminal before the slow imports that draw the real one.

It is what the app itself painted first at the last start, in a terminal of this kind and size; in
a cramp there is always one. The app takes it over without leaving the screen that it is on. Only
the cheapest modules are imported here.
"""

from __future__ import annotations

import os
import sys

from cramp_timer.languages import messages
from cramp_timer.system.start_cache import cache_path, read_start_settings

TYPE_CHECKING = False  # as in `typing`, whose import would delay the picture
if TYPE_CHECKING:
    from typing import Any

    from cramp_timer.system.start_cache import StartSettings

ENTER, LEAVE = "\x1b[?1049h", "\x1b[?1049l"
_HIDE, _SHOW = "\x1b[?25l", "\x1b[?25h"
_NO_SCREEN = ("", "dumb", "unknown", "linux")
"""Terminals without characters at places, or without a second screen to come back from."""
_SCREEN = 2
"""The descriptor that Textual paints on."""
_MOST_BYTES = 400_000
_INTERRUPTED = 130
"""As in `interrupt`, whose imports would delay the picture."""
_INK = {"night": "229;87;63", "day": "60;45;40", "contrast": "255;255;255"}
_GROUND = {"night": "0;0;0", "day": "250;247;242", "contrast": "0;0;0"}
_modes: list[Any] | None = None
"""The terminal's modes before the picture; `None` where none is shown."""


def show_first_picture(words: list[str]) -> None:
    """Paint what the words will show first, where that is known and can be painted."""
    global _modes
    name = _name_of(words)
    settings = read_start_settings() if name and _can_paint() else None
    if settings is None:
        return
    import termios

    picture = _kept(name, settings) or (_cramp(settings) if name == "now" else "")
    if not picture:
        return
    try:
        before = termios.tcgetattr(0)
        quiet = termios.tcgetattr(0)
        quiet[3] &= ~(termios.ECHO | termios.ICANON)  # keys wait for the app, unseen
        termios.tcsetattr(0, termios.TCSANOW, quiet)
        _modes = before
        _leave_cleanly()
        _write(f"{ENTER}{_HIDE}{picture}")
    except (OSError, termios.error):
        take_away()


def _leave_cleanly() -> None:
    """Bring the terminal back when the process is ended before the runner hears of signals."""
    import _signal as signal  # without the imports of `signal`, which would delay the picture

    def end(*_: object) -> None:
        take_away()
        os._exit(_INTERRUPTED)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, end)


def is_shown() -> bool:
    """Return whether a picture is shown that the app has not taken over."""
    return _modes is not None


def hand_over() -> list[Any] | None:
    """Leave the picture to the app, and return the terminal's modes from before it."""
    global _modes
    modes, _modes = _modes, None
    return modes


def take_away() -> None:
    """Bring back the screen and the modes from before, where the app does not come to it."""
    modes = hand_over()
    if modes is None:
        return
    import termios

    try:
        _write(f"{_SHOW}{LEAVE}")
        termios.tcsetattr(0, termios.TCSANOW, modes)
    except (OSError, termios.error):
        return


def keep_picture(name: str, size: tuple[int, int], picture: str) -> None:
    """Keep what the app painted first for the next start; where it cannot be, that has none."""
    settings = read_start_settings()
    if settings is None or not name or not _can_paint():
        return
    file = _file(name, size)
    content = f"{_kind(settings)}\n{picture}".encode()
    from contextlib import suppress
    from pathlib import Path

    from cramp_timer.errors import CrampTimerError
    from cramp_timer.system import atomic_file

    with suppress(CrampTimerError, OSError):
        before = atomic_file.read_or_none(Path(file))
        if before != content:
            atomic_file.write(Path(file), content, expected=before)


def _name_of(words: list[str]) -> str:
    """Return a name for what the words show first; an empty text where they may change it."""
    if not words:
        return "home"
    first = words[0].lower().lstrip("-")
    if first == "now":
        return "" if any(word.startswith("-") for word in words[1:]) else "now"
    if first == "start" and len(words) < 3 and not any(word.startswith("-") for word in words[1:]):
        return picture_of_routine(words[1] if len(words) == 2 else "")
    return ""


def picture_of_routine(name: str) -> str:
    """Return the name of the picture of a routine; empty for one that is started by its path."""
    plain = name.replace("-", "").isalnum() and name.isascii()
    return f"start-{name}" if plain or not name else ""


def _can_paint() -> bool:
    if os.name != "posix" or os.environ.get("TERM", "") in _NO_SCREEN:
        return False
    stream = sys.__stdout__  # while the app runs, sys.stdout is Textual's
    if stream is None or "utf" not in (stream.encoding or "").lower():
        return False
    return os.isatty(0) and os.isatty(1) and os.isatty(_SCREEN)


def _kind(settings: StartSettings) -> str:
    """Return what a picture depends on beside the size: colours and terminal."""
    names = ("TERM", "COLORTERM", "NO_COLOR", "TEXTUAL_COLOR_SYSTEM")
    seen = (os.environ.get(name, "") for name in names)
    named = (settings.theme, messages.language())
    return " ".join((*named, *(each.replace("\n", " ") for each in seen)))


def _file(name: str, size: tuple[int, int]) -> str:
    return cache_path(f"picture-{name}-{size[0]}x{size[1]}")


def _kept(name: str, settings: StartSettings) -> str:
    try:
        with open(_file(name, os.get_terminal_size(1)), "rb") as stream:
            kind, _, picture = stream.read(_MOST_BYTES).decode("utf-8").partition("\n")
    except (OSError, ValueError):
        return ""
    return picture if kind == _kind(settings) else ""


def _cramp(settings: StartSettings) -> str:
    """Return a plain picture of the first instruction, from the guide's own words."""
    guide = os.path.join(messages.FOLDERS, messages.language(), "guide", "now.toml")
    try:
        with open(guide, encoding="utf-8") as stream:
            text = stream.read()
        width, height = os.get_terminal_size(1)
    except OSError:
        return ""
    headline = _quoted(text, "[headline]\ntext = ")
    sentence = _quoted(text, "\nsay = ")
    title, key = _quoted(text, "\ntitle = "), _quoted(text, "\nkey = ")
    lines = _wrapped(sentence, max(10, width - 4))
    colours = "" if os.environ.get("NO_COLOR") else _colours(settings.theme)
    painted = [f"{colours}\x1b[2J\x1b[1;3H{title}", f"\x1b[2;3H{headline[: width - 3]}"]
    top = max(3, height - 5 - len(lines))
    for number, line in enumerate(lines[: max(1, height - 4)]):
        painted.append(f"\x1b[{top + number};3H\x1b[1m{line}\x1b[22m")
    painted.append(f"\x1b[{max(1, height - 2)};{max(1, (width - len(key)) // 2 + 1)}H{key}")
    return "".join(painted)


def _quoted(text: str, before: str) -> str:
    return text.partition(f'{before}"')[2].partition('"')[0]


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _colours(theme: str) -> str:
    if os.environ.get("COLORTERM", "").lower() not in ("truecolor", "24bit"):
        return "\x1b[31m" if theme == "night" else ""
    return f"\x1b[38;2;{_INK.get(theme, _INK['night'])};48;2;{_GROUND.get(theme, '0;0;0')}m"


def _write(text: str) -> None:
    rest = text.encode()
    while rest:
        rest = rest[os.write(_SCREEN, rest) :]
