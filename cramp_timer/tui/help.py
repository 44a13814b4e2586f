"""Every key of a screen and what it does, in lines: the page behind the question mark."""

from __future__ import annotations

from collections.abc import Iterator

from textual.screen import Screen

from cramp_timer.languages.messages import _
from cramp_timer.tui.widgets.key_bar import key_text

PALETTE = "ctrl+p"
_KEYS_WIDTH = 14


def help_lines(screen: Screen[object]) -> Iterator[str]:
    """Yield a line for each thing that can be done on a screen, those of the screen first."""
    keys: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for key, active in screen.active_bindings.items():
        title = active.binding.tooltip or active.binding.description
        if active.binding.id and title and active.enabled:
            keys.setdefault(active.binding.id, []).append(key)
            titles[active.binding.id] = title
    yield _("Keys")
    yield ""
    for name in sorted(titles, key=lambda name: name.startswith("app.")):
        yield f"{_joined(keys[name]):<{_KEYS_WIDTH}}{titles[name]}"
    yield f"{PALETTE:<{_KEYS_WIDTH}}{_('All of this by its name')}"
    yield ""
    yield _("The mouse works too: click a key below, or what it is about.")


def _joined(keys: list[str]) -> str:
    return ", ".join(key_text([key]) for key in keys)
