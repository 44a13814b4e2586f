"""Keeps control characters from the terminal, whatever file or field they come from."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from cramp_timer.errors import printable


class ControlFilter(LineFilter):
    """Leaves out what a terminal would obey instead of showing it; it has no width anyway."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the same line with printable characters alone."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [segment._replace(text=printable(segment.text, mark="")) for segment in segments]
