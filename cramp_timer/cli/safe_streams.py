"""Standard streams that no terminal obeys, whatever stands in the files that are printed.

Where their encoding lacks a character, plain ones stand for it: an `e` for an `é`.
"""

from __future__ import annotations

import codecs
import io
import os
import sys

from cramp_timer.errors import printable

_LAYOUT = "\n\t"
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


def make_streams_safe() -> None:
    """Replace the standard streams: none is missing, and none fails on a character."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            buffer, encoding = io.BufferedWriter(io.FileIO(os.devnull, "w")), "utf-8"
        else:
            buffer, encoding = stream.buffer, stream.encoding
            if os.name == "nt" and not stream.isatty():
                encoding = "utf-8"  # a file or a pipe there has a code page, and JSON has none
        line_by_line = name == "stderr" or (stream is not None and stream.isatty())
        safe = SafeTextStream(buffer, encoding, errors=_SPELLED, line_buffering=line_by_line)
        setattr(sys, name, safe)


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
