"""The keys of a screen in one line, in as many words as fit."""

from __future__ import annotations

from collections.abc import Sequence
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

    def render(self) -> RenderResult:
        """The longest form that fits into one line."""
        width = self.content_size.width
        for gap in ("   ", "  "):
            if len(gap.join(f"{key.key} {key.label}" for key in self.keys)) <= width:
                return self._line(self.keys, gap)
        shown = list(self.keys)
        while shown and len("  ".join(f"{key.key} {key.label}" for key in shown)) > width:
            shown.pop()
        return self._line(shown, "  ")

    @staticmethod
    def _line(keys: Sequence[Key], gap: str) -> Content:
        parts = [
            Content.from_markup(
                f"[@click={key.action}][bold]$key[/bold] $label[/]", key=key.key, label=key.label
            )
            for key in keys
        ]
        return Content(gap).join(parts)

