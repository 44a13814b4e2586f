"""The keys of a screen in one line, read from the bindings that are active at the moment."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from textual.app import RenderResult
from textual.binding import ActiveBinding
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from cramp_timer.languages.messages import _

_KEY_TEXTS = {
    "left": "←", "right": "→", "up": "↑", "down": "↓", "escape": "esc", "delete": "del",
    "space": _("space"), "plus": "+",
    "minus": "-", "pageup": "pgup", "pagedown": "pgdn", "equals_sign": "=",
}  # fmt: skip
_MODIFIERS = ("ctrl+", "shift+", "alt+")
_GAPS = ("   ", "  ")
"""Blanks between two keys; the narrow gap where the wide one leaves no room."""


HELP = "app.help"
"""The key that shows all others."""


class _Entry(NamedTuple):
    key: str
    label: str
    id: str


class KeyBar(Widget):
    """Keys and what they do; in a narrow terminal the keys that matter most.

    A binding without a label, or one whose action is not available, is left out. Bindings of one
    group share a place: "←→ move".
    """

    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        color: $dim;
        link-color: $dim;
        link-style: not underline;
        link-color-hover: $primary;
        link-background-hover: $background;
        link-style-hover: bold;
    }
    """

    actions: reactive[Sequence[str]] = reactive(())
    labels: reactive[Mapping[str, str]] = reactive({})

    def __init__(
        self,
        actions: Iterable[str] = (),
        labels: Mapping[str, str] | None = None,
        *,
        id: str | None = None,  # noqa: A002  # Textual's name
        names_help: bool = True,
    ) -> None:
        """`actions` are ids of bindings, the most wanted first; `labels` replaces their labels.

        `names_help`: whether the key that shows all keys stands at the end.
        """
        super().__init__(id=id)
        self.set_reactive(KeyBar.actions, tuple(actions))
        self.set_reactive(KeyBar.labels, dict(labels or {}))
        self._names_help = names_help

    def on_mount(self) -> None:
        """Follow every change of keys: another focus, another stage, another keymap."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def _follow(self, _: Screen[object]) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        """Render as many keys as fit into one line; the last ones are left out first."""
        keys = [_content(each) for each in self._entries(self.actions)]
        last = [_content(each) for each in self._entries([HELP])] if self._names_help else []
        for shown in range(len(keys), 0, -1):
            parts = [*keys[:shown], *last]
            for gap in _GAPS:
                width = sum(each.cell_length for each in parts) + len(gap) * (len(parts) - 1)
                if width <= self.content_size.width:
                    return Content(gap).join(parts)
        return ""

    def _entries(self, actions: Iterable[str]) -> list[_Entry]:
        keys: dict[str, str] = {}
        bindings: dict[str, ActiveBinding] = {}
        for key, active in self.screen.active_bindings.items():
            if active.binding.id and active.binding.id not in keys:
                keys[active.binding.id] = key
                bindings[active.binding.id] = active
        entries = []
        for name in actions:
            if name not in bindings:
                continue
            binding = bindings[name].binding
            group = binding.group
            members = [
                keys[other]
                for other, active in bindings.items()
                if other == name or (group is not None and active.binding.group == group)
            ]
            label = self.labels.get(name, group.description if group else binding.description)
            entries.append(_Entry(key_text(members), label, name))
        return entries

    async def action_press(self, name: str) -> None:
        """Do what the key of a binding does, when it was clicked."""
        for active in self.screen.active_bindings.values():
            if active.binding.id == name:
                await self.app.run_action(active.binding.action, active.node)
                return


def key_text(keys: Sequence[str]) -> str:
    """Return keys as they are shown: "←→", "0-9", "ctrl+↑↓"."""
    modifier = next((each for each in _MODIFIERS if all(k.startswith(each) for k in keys)), "")
    texts = [_single_text(key.removeprefix(modifier)) for key in keys]
    if len(texts) > 2 and all(text.isdecimal() for text in texts):
        return f"{modifier}{texts[0]}-{texts[-1]}"
    return modifier + "".join(texts)


def _single_text(key: str) -> str:
    if key in _KEY_TEXTS:
        return _KEY_TEXTS[key]
    try:
        character = unicodedata.lookup(key.replace("_", " "))
    except KeyError:
        return key
    return key if character.isspace() or not character.isprintable() else character


@cache
def _content(entry: _Entry) -> Content:
    return Content.from_markup(
        f"[@click=press({entry.id!r})][bold]$key[/bold] $label[/]",
        key=entry.key,
        label=entry.label,
    )
