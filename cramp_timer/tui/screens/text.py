"""A page to read: the warning signs, the guide, who should ask first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from cramp_timer.languages.messages import _
from cramp_timer.tui.bindings import group, key
from cramp_timer.tui.widgets.hanging_text import HangingText
from cramp_timer.tui.widgets.key_bar import KeyBar

_SCROLL = group("scroll")


class ScrollingText(VerticalScroll):
    """A text that scrolls by its own keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("up", "scroll_up", "scroll", "A line up", "text.up", _SCROLL),
        key("down", "scroll_down", "scroll", "Down", "text.down", _SCROLL),
        Binding("k", "scroll_up", _("Up"), show=False),
        Binding("j", "scroll_down", _("Down"), show=False),
    ]


class TextScreen(Screen[None]):
    """Lines that scroll; what lies below goes on meanwhile."""

    CSS_PATH = "text.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("o", "show_sources", "sources", "Show the sources", "text.sources"),
        key("escape,q,enter,space", "dismiss", "back", "Back", "text.back"),
    ]

    def __init__(self, lines: Iterable[str], name: str, with_sources: Iterable[str] = ()) -> None:
        """`with_sources` is the same text with its sources, where they are not in it."""
        super().__init__(name=name)
        self._texts = [tuple(lines), tuple(with_sources)]

    @property
    def text(self) -> str:
        """The text as it is shown."""
        return "\n".join(self._texts[0])

    def compose(self) -> ComposeResult:
        """Yield the text and the keys."""
        with ScrollingText(id="text"):
            yield HangingText(self._texts[0], id="lines")
        yield KeyBar(("text.back", "text.up", "text.sources", "app.signs", "app.now"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the sources where there are any to show."""
        return action != "show_sources" or bool(self._texts[1])

    def action_show_sources(self) -> None:
        """Show the text with its sources, or without them again."""
        self._texts.reverse()
        self.query_one(HangingText).lines = self._texts[0]
