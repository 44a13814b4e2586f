"""Keys in one line each: what is pressed, what it does, and how it is shown."""

from __future__ import annotations

from textual.binding import Binding
from textual.events import Key

from cramp_timer.languages.messages import _


def key(
    keys: str,
    action: str,
    label: str,
    title: str,
    id: str,  # noqa: A002  # Textual's name
    group: Binding.Group | None = None,
    *,
    priority: bool = False,
) -> Binding:
    """Return a binding: `label` is for the key bar, `title` for the command palette and help.

    The first of the keys, separated by commas, is the one that is shown. Bindings of one group
    share a place in the key bar, under the group's own label. `priority` puts it before the keys
    of whatever has the focus. Both texts are translated here.
    """
    return Binding(keys, action, _(label), tooltip=_(title), id=id, group=group, priority=priority)


def group(label: str) -> Binding.Group:
    """Return a group of keys, which share a place in the key bar; the label is translated."""
    return Binding.Group(_(label))


def is_deliberate(event: Key) -> bool:
    """Return whether a key counts where any key does: what writes a character, enter or space.

    Terminals also report modifiers, media keys and keys of other programs as key events. None of
    them is an answer, nor is what moves a focus or deletes.
    """
    return event.is_printable or event.key in ("enter", "space")
