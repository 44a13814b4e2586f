"""Lines to read, each broken at the width with its rest under its first word."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from cramp_timer.presentation.hanging import hanging


class HangingText(Widget):
    """As many rows as its lines need; brackets in them are never read as markup."""

    DEFAULT_CSS = """
    HangingText { height: auto; }
    """

    lines: reactive[tuple[str, ...]] = reactive((), layout=True)

    def __init__(
        self,
        lines: Iterable[str] = (),
        *,
        id: str | None = None,  # noqa: A002  # Textual's name
    ) -> None:
        super().__init__(id=id)
        self.set_reactive(HangingText.lines, tuple(lines))

    def render(self) -> Content:
        """Return the rows of all lines."""
        return Content("\n".join(self._rows(self.content_size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows there are at a width."""
        return len(self._rows(width))

    def _rows(self, width: int) -> list[str]:
        return [row for line in self.lines for row in hanging(line, width)]
