"""A page to read: the warning signs, the guide, who should ask first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from cramp_timer.tui.bindings import key
from cramp_timer.tui.widgets.key_bar import KeyBar

_SCROLL = Binding.Group("scroll")


class ScrollingText(VerticalScroll):
    """A text that scrolls by its own keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("up", "scroll_up", "scroll", "A line up", "text.up", _SCROLL),
        key("down", "scroll_down", "scroll", "Down", "text.down", _SCROLL),
    ]


class TextScreen(Screen[bool]):
    """Lines that scroll; what lies below goes on meanwhile.

    Dismissed with `True` by the key that goes on, and with `False` by the one that goes back.
    """

    CSS_PATH = "text.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter,space", "dismiss(True)", "go on", "Go on", "text.go-on"),
        key("escape,q", "dismiss(False)", "back", "Back", "text.back"),
    ]

    def __init__(self, lines: Iterable[str], name: str, begin: str = "") -> None:
        """`begin` labels the key that goes on, where there is more to do than to go back."""
        super().__init__(name=name)
        self._text = "\n".join(lines)
        self._begin = begin

    def compose(self) -> ComposeResult:
        """Yield the text and the keys."""
        with ScrollingText(id="text"):
            yield Static(self._text, markup=False)
        first = "text.go-on" if self._begin else "text.back"
        yield KeyBar((first, "text.up", "app.signs", "app.now"), {"text.go-on": self._begin})
