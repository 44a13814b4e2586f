"""Lines broken at a width, each with its rest under its first word."""

from __future__ import annotations

import re
from textwrap import wrap

_BEFORE_WORDS = re.compile(r"([a-z0-9-]* *\d+:\d\d +)?[·♪ ]*(\d  )?")
"""What stands before the first word: a time, a dot, a note, or the number of a question."""


def hanging(line: str, width: int) -> list[str]:
    """Return the rows of a line in so many columns; one row for an empty line."""
    begins = _BEFORE_WORDS.match(line)
    indent = " " * (begins.end() if begins else 0)
    if len(indent) > width // 2:
        indent = ""
    return wrap(line, max(1, width), subsequent_indent=indent) or [""]
