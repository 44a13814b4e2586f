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


class ReadingScreen(Screen[bool]):
    """Lines that scroll; what lies below goes on meanwhile. Tells whether its first key left it."""

    CSS_PATH = "reading.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "dismiss(True)", "Go on", id="reading.go-on"),
        Binding("escape,q", "dismiss(False)", "Back", id="reading.back"),
    ]

    def __init__(self, lines: Iterable[str], name: str, leave: Key | None = None) -> None:
        """`leave` is the key that goes on, where there is more to do than to go back."""
        super().__init__(name=name)
        self._text = "\n".join(lines)
        self._leave = leave or Key("esc", "back", "screen.dismiss(False)")

    def compose(self) -> ComposeResult:
        """The text and the keys."""
        with VerticalScroll(id="text"):
            yield Static(self._text, markup=False)
        keys = (
            self._leave,
            Key("↑↓", "scroll", "screen.scroll_on"),
            Key("w", "signs", "app.signs"),
            Key("n", "cramp", "app.now"),
        )
        yield KeyBar(keys, id="keys")

    def action_scroll_on(self) -> None:
        """A page further, by mouse."""
        self.query_one("#text").scroll_page_down()
