"""Standard streams that no terminal obeys, whatever stands in the files that are printed."""

from __future__ import annotations

import io
import os
import sys

from cramp_timer.errors import printable

_LAYOUT = "\n\t"


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
        safe = SafeTextStream(buffer, encoding, errors="replace", line_buffering=line_by_line)
        setattr(sys, name, safe)
