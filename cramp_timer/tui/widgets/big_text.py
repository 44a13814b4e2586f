"""Text as large as there is room for."""

from __future__ import annotations

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from cramp_timer.tui.widgets.font import half_blocks, largest


class BigText(Widget):
    """Digits or capitals; `full=False` keeps to letters four rows tall."""

    text: reactive[str] = reactive("")

    def __init__(self, *, full: bool = True, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._full = full

    def render(self) -> Text:
        """The text drawn to fit."""
        return Text("\n".join(self._rows()), no_wrap=True, overflow="crop", end="")

    def _rows(self) -> list[str]:
        width, height = self.content_size
        if not self.text:
            return []
        if self._full:
            return largest(self.text, width, height)
        drawn = half_blocks(self.text)
        fits = len(drawn) <= height and len(drawn[0]) <= width
        return drawn if fits else [self.text]
