"""Keys that a person has set for actions: which can be used, and what is wrong with the others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from textual.binding import Binding
from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from cramp_timer.errors import one_line
from cramp_timer.languages.messages import _

_MODIFIERS = ("ctrl+", "shift+", "alt+")
_NAMES = {*(key.value for key in Keys), *KEY_NAME_REPLACEMENTS.values()}


_FORM, _IN_A_FORM = ("form", "choice"), ("editor", "settings", "night")
"""Places that are within others: the keys of both are available together."""
_WITH_LIST, _LIST_KEYS = ("home", "editor", "pick"), {"j", "k", "up", "down"}
_WITH_CHECKLIST, _FEWER_KEYS = ("home", "day"), {"F", "P", "A", "M", "V"}
"""Keys that no setting changes: those that move in a list, and "one fewer" of the checklist."""


def validate_keymap(
    keymap: Mapping[str, str], bindings: Mapping[str, Binding]
) -> tuple[dict[str, str], list[str]]:
    """Return the keys that can be used, and a sentence for each that cannot.

    `keymap` has keys, separated by commas, by the id of a binding; `bindings` are all there are.
    """
    used: dict[str, str] = {}
    problems = []
    for name, keys in keymap.items():
        reason = _wrong(name, keys, bindings) or _clash(name, keys, bindings, {**keymap, **used})
        if reason:
            instead = f"{bindings[name].key!r}" if name in bindings else _("the rest")
            problems.append(
                one_line(
                    _(
                        "keys: {name}: {reason}; going on with {instead}",
                        name=name,
                        reason=reason,
                        instead=instead,
                    )
                )
            )
        else:
            used[name] = ",".join(_split(keys))
    return used, problems


def commands(bindings: Iterable[Binding]) -> dict[str, Binding]:
    """Return what can be done, by a title for the command palette."""
    titles = ((each.tooltip or each.description, each) for each in bindings if each.id)
    return {title: binding for title, binding in titles if title}


def _wrong(name: str, keys: str, bindings: Mapping[str, Binding]) -> str:
    if name not in bindings:
        near = get_close_matches(name, bindings, n=1)
        return (
            _("no such action; did you mean {near!r}?", near=near[0])
            if near
            else _("no such action")
        )
    for key in _split(keys):
        if not _is_key(key):
            return _("{key!r} is no key", key=key)
    return "" if _split(keys) else _("no key is named")


def _clash(name: str, keys: str, bindings: Mapping[str, Binding], keymap: Mapping[str, str]) -> str:
    """Return which other action that is available at the same time has one of these keys."""
    place, wanted = _place(name), set(_split(keys))
    for other, binding in bindings.items():
        if other == name or not _are_together(place, _place(other)):
            continue
        taken = set(_split(keymap.get(other, binding.key))) & wanted
        if taken:
            return _("{min!r} is the key of {other!r} as well", min=min(taken), other=other)
    moves = wanted & _LIST_KEYS if place in _WITH_LIST else set()
    fewer = wanted & _FEWER_KEYS if place in _WITH_CHECKLIST else set()
    return _("{min!r} has a meaning there already", min=min(moves | fewer)) if moves | fewer else ""


def _place(name: str) -> str:
    return name.split(".")[0]


def _are_together(place: str, other: str) -> bool:
    """Return whether actions of two places can be available at the same time."""
    return (
        place == other
        or "app" in (place, other)
        or (place in _IN_A_FORM and other in _FORM)
        or (other in _IN_A_FORM and place in _FORM)
        or {place, other} <= set(_FORM)
    )


def _split(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",") if key.strip()]


def _is_key(key: str) -> bool:
    bare = key
    for modifier in _MODIFIERS:
        bare = bare.removeprefix(modifier)
    return len(bare) == 1 or bare in _NAMES or _is_character_name(bare.replace("_", " "))


def _is_character_name(name: str) -> bool:
    """Return whether this is the Unicode name of an ASCII character, such as equals sign."""
    try:
        return unicodedata.lookup(name).isascii()
    except KeyError:
        return False
