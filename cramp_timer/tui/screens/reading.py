"""A text to read: the warning signs, the guide, who should ask first."""

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
        Binding("escape,q,enter,space,w,g", "dismiss", "Back", id="reading.back"),
    ]

    def __init__(self, lines: Iterable[str], leave: Key | None = None) -> None:
        """`leave` is how the key that leaves is called, where it is not simply the way back."""
        super().__init__()
        self._text = "\n".join(lines)
        self._leave = leave or Key("esc", "back", "screen.dismiss")

    def compose(self) -> ComposeResult:
        """The text and the keys."""
        with VerticalScroll(id="text"):
            yield Static(self._text, markup=False)
        keys = (self._leave, Key("↑↓", "scroll", "screen.scroll_on"), Key("n", "cramp", "app.now"))
        yield KeyBar(keys, id="keys")

    def action_scroll_on(self) -> None:
        """A page further, by mouse."""
        self.query_one("#text").scroll_page_down()
