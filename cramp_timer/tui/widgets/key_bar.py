"""The keys of a screen in one line, in as many words as fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget


class Key(NamedTuple):
    """A key as it is shown, what it does, and the action that a click runs."""

    key: str
    label: str
    action: str


class KeyBar(Widget):
    """Keys with their meaning; in a narrow terminal the keys that matter most."""

    def __init__(self, keys: Sequence[Key], *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._keys = keys

    def render(self) -> RenderResult:
        """As many keys as fit into one line, the last ones left out first."""
        width = self.content_size.width
        for shown in range(len(self._keys), 0, -1):
            for gap in ("   ", "  "):
                line = self._line(self._keys[:shown], gap)
                if line.cell_length <= width:
                    return line
        return ""

    @staticmethod
    def _line(keys: Sequence[Key], gap: str) -> Content:
        parts = [
            Content.from_markup(
                f"[@click={key.action}][bold]$key[/bold] $label[/]", key=key.key, label=key.label
            )
            for key in keys
        ]
        return Content(gap).join(parts)
