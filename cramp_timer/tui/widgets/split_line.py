"""A line with one text at the left edge and one at the right."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.reactive import var

from cramp_timer.tui.widgets.cell_canvas import CellCanvas


class SplitLine(CellCanvas):
    """A text at each edge; where they do not fit, the left one is cut and the right one is not."""

    HAS_WORDS = True

    left: var[str] = var("")
    right: var[str] = var("")

    def watch_left(self) -> None:
        """Redraw when the left text changes."""
        self.redraw()

    def watch_right(self) -> None:
        """Redraw when the right text changes."""
        self.redraw()

    def draw(self, width: int, height: int) -> list[str]:
        """Return one row: both texts with blanks between them."""
        room = max(0, width - cell_len(self.right) - 1)
        left = self.left
        if cell_len(left) > room:
            left = set_cell_size(left, max(0, room - 1)) + "…"
        return [set_cell_size(f"{set_cell_size(left, room)} {self.right}", width)]
