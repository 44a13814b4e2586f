"""Text as large as there is room for."""

from __future__ import annotations

from textual.reactive import var

from cramp_timer.tui.widgets.cells import Cells
from cramp_timer.tui.widgets.font import largest


class BigText(Cells):
    """Digits or capitals as dots, in blocks as large as fit."""

    text: var[str] = var("")

    def watch_text(self) -> None:
        """Other words."""
        self.redraw()

    def draw(self, width: int, height: int) -> list[str]:
        """The text drawn to fit."""
        return largest(self.text, width, height) if self.text else []
