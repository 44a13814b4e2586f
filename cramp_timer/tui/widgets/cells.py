"""Rows of cells in one style, of which only those that change are painted again."""

from __future__ import annotations

from itertools import zip_longest
from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.events import Resize
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Cells(Widget):
    """A drawing one character a cell. `draw` says what it is, `redraw` brings changes on screen.

    A running countdown repaints a few cells a second this way, instead of every widget whole.
    """

    HAS_WORDS: ClassVar[bool] = False
    """Whether there may be characters that are two cells wide, or none."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._drawn: list[str] = []
        self._style = Style.null()

    def draw(self, width: int, height: int) -> list[str]:
        """The rows as they should be now, each at most `width` characters."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Paint what is different from before."""
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
            self.refresh(
                Region.from_corners(*corners).translate((self.gutter.left, self.gutter.top))
            )

    def notify_style_update(self) -> None:
        """Another style may set the drawing elsewhere."""
        super().notify_style_update()
        self.redraw()

    def on_resize(self, _: Resize) -> None:
        """Another size is another drawing."""
        self.redraw()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows of one style, which is looked up once for all of them."""
        self._style = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row, filled up with blanks."""
        width = self.content_size.width
        row = self._drawn[y] if y < len(self._drawn) else ""
        filled = set_cell_size(row, width) if self.HAS_WORDS else row[:width].ljust(width)
        return Strip([Segment(filled, self._style)], width)

    def _centred(self, rows: list[str]) -> list[str]:
        if self.styles.content_align_horizontal != "center" or not rows:
            return rows
        margin = " " * ((self.content_size.width - max(map(len, rows))) // 2)
        return [margin + row for row in rows]
