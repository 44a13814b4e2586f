"""A progress bar of character cells."""

from __future__ import annotations

from textual.reactive import var

from cramp_timer.tui.widgets.cell_canvas import CellCanvas


class Bar(CellCanvas):
    """A line of cells, a share of it filled; the parts differ in shape, not in colour alone."""

    share: var[float] = var(0.0)
    """The filled part, from 0 to 1."""

    def __init__(self, full: str = "█", empty: str = "░", *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._full = full
        self._empty = empty

    def watch_share(self) -> None:
        """Redraw when the share changes."""
        self.redraw()

    def draw(self, width: int, height: int) -> list[str]:
        """Return one row: the filled cells, then the empty ones."""
        filled = round(self.share * width)
        return [self._full * filled + self._empty * (width - filled)]
