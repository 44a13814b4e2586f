"""Keys that a person has set for actions: which can be used, and what is wrong with the others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from textual.binding import Binding
from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from cramp_timer.errors import one_line

_MODIFIERS = ("ctrl+", "shift+", "alt+")
_NAMES = {*(key.value for key in Keys), *KEY_NAME_REPLACEMENTS.values()}


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
            kept = f"{bindings[name].key!r}" if name in bindings else "the rest"
            problems.append(one_line(f"keys: {name}: {reason}; going on with {kept}"))
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
        return f"no such action; did you mean {near[0]!r}?" if near else "no such action"
    for key in _split(keys):
        if not _is_key(key):
            return f"{key!r} is no key"
    return "" if _split(keys) else "no key is named"


def _clash(name: str, keys: str, bindings: Mapping[str, Binding], keymap: Mapping[str, str]) -> str:
    """Return which other action that is available at the same time has one of these keys."""
    place = name.split(".")[0]
    for other, binding in bindings.items():
        if other == name or not ({place, other.split(".")[0]} & {"app"} or other.startswith(place)):
            continue
        taken = set(_split(keymap.get(other, binding.key))) & set(_split(keys))
        if taken:
            return f"{min(taken)!r} is the key of {other!r} as well"
    return ""


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
