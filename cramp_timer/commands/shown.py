"""Output that a terminal shows and never obeys, whatever stands in the files that are told of."""

from __future__ import annotations

import io
import os
import sys

_OBEYED = (
    *range(0x20), *range(0x7F, 0xA0),  # control characters, with those that begin sequences
    *range(0x202A, 0x202F), *range(0x2066, 0x206A),  # what turns the order of characters round
)  # fmt: skip
_SHOWN = {code: "\N{REPLACEMENT CHARACTER}" for code in _OBEYED if chr(code) not in "\n\t"}


class Shown(io.TextIOWrapper):
    """A text stream in which characters that steer a terminal are replaced."""

    def write(self, text: str) -> int:
        """As every text stream does."""
        return super().write(text.translate(_SHOWN))


def mend_streams() -> None:
    """Give every stream a place to go, and no character that it cannot take or a terminal obeys."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            buffer, encoding = io.BufferedWriter(io.FileIO(os.devnull, "w")), "utf-8"
        else:
            buffer, encoding = stream.buffer, stream.encoding
        line_by_line = name == "stderr" or (stream is not None and stream.isatty())
        shown = Shown(buffer, encoding, errors="replace", line_buffering=line_by_line)
        setattr(sys, name, shown)
