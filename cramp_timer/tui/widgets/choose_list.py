"""A list to choose from: one click marks, a second one or enter takes; j and k move as in vi."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cramp_timer.languages.messages import _

MARK = "▸ "
"""Stands before what is chosen, which is seen without any colour."""


class ChooseList(OptionList):
    """Textual's list, in which the choice is marked by a sign, and a click alone starts nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", _("Down"), show=False),
        Binding("k", "cursor_up", _("Up"), show=False),
    ]

    def __init__(self, *content: Option, id: str | None = None) -> None:  # noqa: A002
        super().__init__(*content, id=id, markup=False)

    async def _on_click(self, event: Click) -> None:
        """Mark what is clicked, or take what was marked already."""
        event.prevent_default()  # Textual's list would take at once
        clicked: int | None = event.style.meta.get("option")
        if clicked is None:
            return
        if clicked == self.highlighted:
            self.action_select()
        else:
            self.highlighted = clicked

    def _get_left_gutter_width(self) -> int:
        """Return the width of the mark, which Textual leaves free."""
        return len(MARK)

    def render_line(self, y: int) -> Strip:
        """Render a line of the list with the mark, or blanks, before it."""
        strip = super().render_line(y)
        number = self.scroll_offset.y + y
        if number >= len(self._lines):
            return strip
        option, line = self._lines[number]
        mark = MARK if option == self.highlighted and line == 0 else " " * len(MARK)
        style = next((segment.style for segment in strip), None)
        before = Strip([Segment(mark, style)]).apply_meta({"option": option})
        return Strip.join([before, strip])
