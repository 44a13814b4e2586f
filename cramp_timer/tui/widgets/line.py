"""One line of text with something at either end."""

from __future__ import annotations

from textual.reactive import var

from cramp_timer.tui.widgets.cells import Cells


class Line(Cells):
    """Text at the left edge and text at the right; in a narrow place the right one stays whole."""

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
        room = max(0, width - len(self.right) - 1)
        left = self.left if len(self.left) <= room else self.left[: max(0, room - 1)] + "…"
        return [(left.ljust(room) + " " + self.right)[:width]]
