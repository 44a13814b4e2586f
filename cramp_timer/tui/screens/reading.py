"""A text to read: the warning signs, or the guide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from cramp_timer.tui.widgets.key_bar import Key, KeyBar


class ReadingScreen(Screen[None]):
    """Lines that scroll; what lies below goes on meanwhile."""

    CSS_PATH = "reading.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,space,w,g", "app.pop_screen", "Back", id="reading.back"),
    ]
    KEYS = (
        Key("esc", "back", "app.pop_screen"),
        Key("↑↓", "scroll", "screen.scroll_on"),
    )

    def __init__(self, lines: Iterable[str]) -> None:
        super().__init__()
        self._text = "\n".join(lines)

    def compose(self) -> ComposeResult:
        """The text and the keys."""
        with VerticalScroll(id="text"):
            yield Static(self._text, markup=False)
        yield KeyBar(self.KEYS, id="keys")

    def action_scroll_on(self) -> None:
        """A page further, by mouse."""
        self.query_one("#text").scroll_page_down()
