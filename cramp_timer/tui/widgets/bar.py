"""A bar that is full, empty, or in between."""

from __future__ import annotations

from textual.reactive import var

from cramp_timer.tui.widgets.cell_canvas import CellCanvas


class Bar(CellCanvas):
    """A line of cells, of which a share is filled; told apart by shape, not by colour alone."""

    share: var[float] = var(0.0)
    """From 0 to 1."""

    def __init__(self, full: str = "█", empty: str = "░", *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._full = full
        self._empty = empty

    def watch_share(self) -> None:
        """More, or less."""
        self.redraw()

    def draw(self, width: int, height: int) -> list[str]:
        """The filled cells, then the rest."""
        filled = round(self.share * width)
        return [self._full * filled + self._empty * (width - filled)]
