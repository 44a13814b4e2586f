"""Standard streams that no terminal obeys, whatever stands in the files that are printed.

Where their encoding lacks a character, plain ones stand for it: an `e` for an `é`.
"""

from __future__ import annotations

import codecs
import io
import os
import sys

from cramp_timer.errors import printable
from cramp_timer.system.console import is_terminal

_LAYOUT = "\n\t"
_ASKED = "PYTHONIOENCODING"
_SPELLED = "cramp-timer-spelled"
_PLAIN = {
    "·": "-", "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‘": "'", "’": "'", "×": "x", "♪": "*", "▸": ">", "█": "#", "→": "->", "←": "<-",
    "↑": "up", "↓": "down", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "¿": "", "¡": "",
}  # fmt: skip


class SafeTextStream(io.TextIOWrapper):
    """A text stream in which characters that steer a terminal are replaced."""

    def write(self, text: str) -> int:
        """Write a text as every text stream does; return how many characters it has."""
        return super().write(printable(text, keep=_LAYOUT))

    def isatty(self) -> bool:
        """Return whether somebody sees it."""
        return super().isatty() and is_terminal(self.fileno())


def make_streams_safe() -> None:
    """Replace the standard streams: none is missing, and none fails on a character."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            buffer, encoding = io.BufferedWriter(io.FileIO(os.devnull, "w")), "utf-8"
        else:
            buffer, encoding = stream.buffer, stream.encoding
            if os.name == "nt" and not is_terminal(stream.fileno()) and _ASKED not in os.environ:
                encoding = "utf-8"  # a file or a pipe there has a code page, and JSON has none
        safe = SafeTextStream(buffer, encoding, errors=_SPELLED)
        safe.reconfigure(line_buffering=name == "stderr" or safe.isatty())
        setattr(sys, name, safe)
    if sys.stdin is not None and sys.stdin.isatty() and not is_terminal(sys.stdin.fileno()):
        sys.stdin = io.TextIOWrapper(io.BytesIO())  # NUL of Windows, where nobody types


def _spelled(error: UnicodeError) -> tuple[str, int]:
    """Return plain characters for those that an encoding lacks, and where they end."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(character: str) -> str:
    from unicodedata import normalize

    letters = normalize("NFKD", character).encode("ascii", "ignore").decode()
    return _PLAIN.get(character, letters or "?")


codecs.register_error(_SPELLED, _spelled)
