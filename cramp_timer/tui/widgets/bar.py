"""A bar that is full, empty, or in between."""

from __future__ import annotations

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget


class Bar(Widget):
    """A line of cells, of which a share is filled; told apart by shape, not by colour alone."""

    share: reactive[float] = reactive(0.0)
    """From 0 to 1."""

    def __init__(self, full: str = "█", empty: str = "░", *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._full = full
        self._empty = empty

    def render(self) -> Text:
        """The filled cells, then the rest."""
        width = self.content_size.width
        filled = round(self.share * width)
        return Text(self._full * filled + self._empty * (width - filled), no_wrap=True, end="")
