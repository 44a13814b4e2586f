"""Paragraphs of which each is shown whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Paragraphs(Widget):
    """Paragraphs in their order; where there is too little room, those that do not fit go."""

    paragraphs: reactive[Sequence[Content]] = reactive(())
    """The one that matters most first; they stand apart from each other."""

    def render(self) -> Content:
        """Render as many as fit."""
        shown: list[Content] = []
        left = self.size.height
        for paragraph in self.paragraphs:
            needed = len(wrap(paragraph.plain, max(1, self.size.width)))
            if needed <= left:
                shown.append(paragraph)
                left -= needed + 1
        return Content("\n\n").join(shown)
