"""What was done, at the end, in a few calm words."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen

from cramp_timer.core.summary import Summary, sentences
from cramp_timer.languages.messages import _
from cramp_timer.tui.bindings import key
from cramp_timer.tui.widgets.key_bar import KeyBar
from cramp_timer.tui.widgets.plain_text import PlainText


class SummaryScreen(Screen[None]):
    """The last screen of a run; any of the usual keys leaves it."""

    CSS_PATH = "summary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter,space,q,escape", "app.close_summary", "close", "Close", "summary.close"),
    ]  # fmt: skip

    def __init__(self, summary: Summary) -> None:
        super().__init__()
        self._summary = summary

    def compose(self) -> ComposeResult:
        """Yield the words in the middle and the keys below."""
        with Vertical(id="middle"):
            yield PlainText(
                _("Good night.") if self._summary.finished else _("That is enough."), id="bye"
            )
            yield PlainText("\n".join(sentences(self._summary)), id="lines")
        yield KeyBar(("summary.close", "app.signs"))
