"""A widget of character cells in one style that repaints only the cells that change."""

from __future__ import annotations

from itertools import zip_longest
from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.events import Resize
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class CellCanvas(Widget):
    """A drawing of one character per cell: `draw` returns its rows, `redraw` shows the changes.

    A running countdown repaints a few cells a second this way, instead of whole widgets. It has
    neither border nor padding, so that its rows are the lines of the widget.
    """

    HAS_WORDS: ClassVar[bool] = False
    """Whether rows may contain characters that are two or no cells wide."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._drawn: list[str] = []
        self._painted: dict[int, Strip] = {}
        self._look: tuple[Style, Color] | None = None

    def draw(self, width: int, height: int) -> list[str]:
        """Return the current rows, each at most `width` characters."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw anew, and repaint the smallest region with all cells that changed."""
        before, self._drawn = self._drawn, self._centred(self.draw(*self.content_size))
        if before == self._drawn:
            return
        changed = [
            (x, y)
            for y, (old, new) in enumerate(zip_longest(before, self._drawn, fillvalue=""))
            if old != new
            for x, (left, right) in enumerate(zip_longest(old, new, fillvalue=" "))
            if left != right
        ]
        if changed:
            columns, rows = zip(*changed, strict=True)
            corners = min(columns), min(rows), max(columns) + 1, max(rows) + 1
            for y in rows:
                self._painted.pop(y, None)
            self.refresh(Region.from_corners(*corners))

    def notify_style_update(self) -> None:
        """Redraw, since a style can change the colours and the alignment."""
        super().notify_style_update()
        self._forget()
        self.redraw()

    def on_resize(self, _: Resize) -> None:
        """Redraw all rows for the new size."""
        self._forget()
        self.redraw()

    def _forget(self) -> None:
        self._painted.clear()
        self._look = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the painted rows, cropped to a region of the widget."""
        return [self.render_line(y).crop(crop.x, crop.right) for y in crop.line_range]

    def render_line(self, y: int) -> Strip:
        """Return one row padded with blanks, cached until its cells change."""
        if y not in self._painted:
            self._painted[y] = self._paint(self._drawn[y] if y < len(self._drawn) else "")
        return self._painted[y]

    def _paint(self, row: str) -> Strip:
        if self._look is None:
            self._look = self.rich_style, self.background_colors[1]
        style, ground = self._look
        width = self.content_size.width
        filled = set_cell_size(row, width) if self.HAS_WORDS else row[:width].ljust(width)
        strip = Strip([Segment(filled, style)], width)
        for each in self.get_line_filters():  # such as the monochrome filter
            strip = strip.apply_filter(each, ground)
        return strip

    def _centred(self, rows: list[str]) -> list[str]:
        if self.styles.content_align_horizontal != "center" or not rows:
            return rows
        margin = " " * ((self.content_size.width - max(map(len, rows))) // 2)
        return [margin + row for row in rows]
