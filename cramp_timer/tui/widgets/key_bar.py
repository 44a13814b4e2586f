"""The keys of a screen in one line, in as many words as fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Key(NamedTuple):
    """A key as it is shown, what it does, and the action that a click runs."""

    key: str
    label: str
    action: str


class KeyBar(Widget):
    """Keys with their meaning; in a narrow terminal the keys that matter most."""

    keys: reactive[Sequence[Key]] = reactive(())

    def __init__(self, keys: Sequence[Key], *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self.set_reactive(KeyBar.keys, keys)

    def render(self) -> RenderResult:
        """As many keys as fit into one line, the last ones left out first."""
        width = self.content_size.width
        for shown in range(len(self.keys), 0, -1):
            for gap in ("   ", "  "):
                line = self._line(self.keys[:shown], gap)
                if line.cell_length <= width:
                    return line
        return ""

    def _line(self, keys: Sequence[Key], gap: str) -> Content:
        # What was given another key in the settings is shown with that one.
        remapped: Mapping[str, str] = getattr(self.app, "remapped", {})
        parts = [
            Content.from_markup(
                f"[@click={key.action}][bold]$key[/bold] $label[/]",
                key=remapped.get(key.action.removeprefix("screen."), key.key),
                label=key.label,
            )
            for key in keys
        ]
        return Content(gap).join(parts)
