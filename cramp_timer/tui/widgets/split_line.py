"""One line of text with something at either end."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.reactive import var

from cramp_timer.tui.widgets.cell_canvas import CellCanvas


class SplitLine(CellCanvas):
    """Text at the left edge and text at the right; in a narrow place the right one stays whole."""

    HAS_WORDS = True

    left: var[str] = var("")
    right: var[str] = var("")

    def watch_left(self) -> None:
        """Other words."""
        self.redraw()

    def watch_right(self) -> None:
        """Other words."""
        self.redraw()

    def draw(self, width: int, height: int) -> list[str]:
        """Both ends, and blanks between."""
        room = max(0, width - cell_len(self.right) - 1)
        left = self.left
        if cell_len(left) > room:
            left = set_cell_size(left, max(0, room - 1)) + "…"
        return [set_cell_size(f"{set_cell_size(left, room)} {self.right}", width)]
