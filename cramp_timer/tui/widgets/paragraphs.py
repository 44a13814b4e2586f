"""Paragraphs of which each is shown whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from textual.content import Content
from textual.events import Resize

from cramp_timer.tui.widgets.plain_text import PlainText


class Paragraphs(PlainText):
    """Paragraphs in their order; where there is too little room, those that matter less go."""

    _paragraphs: Sequence[Content] = ()

    def show_paragraphs(self, paragraphs: Sequence[Content]) -> None:
        """Show these, the one that matters most first; they stand apart from each other."""
        self._paragraphs = paragraphs
        self._fit()

    def on_resize(self, _: Resize) -> None:
        """Show as many as fit now."""
        self._fit()

    def _fit(self) -> None:
        shown: list[Content] = []
        left = self.size.height
        for paragraph in self._paragraphs:
            needed = len(wrap(paragraph.plain, max(1, self.size.width)))
            if needed <= left:
                shown.append(paragraph)
                left -= needed + 1
        self.update(Content("\n\n").join(shown), layout=False)
