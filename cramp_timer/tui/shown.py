"""What reaches the terminal from any screen is shown by it, and never obeyed."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

ZERO_WIDTH_JOINER = "\u200d"


class Shown(LineFilter):
    """Leaves out what a terminal would act on, wherever it comes from: it has no width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same line, plain."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [segment._replace(text=_plain(segment.text)) for segment in segments]


def _plain(text: str) -> str:
    return "".join(each for each in text if each.isprintable() or each == ZERO_WIDTH_JOINER)
