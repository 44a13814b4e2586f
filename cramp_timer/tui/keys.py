"""Keys that a person has set for actions: which can be used, and what is wrong with the others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from textual.binding import Binding
from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from cramp_timer.errors import one_line

_MODIFIERS = ("ctrl+", "shift+", "alt+")
_NAMES = {
    *(key.value for key in Keys),
    *KEY_NAME_REPLACEMENTS.values(),
}


def actions() -> dict[str, Binding]:
    """Every action that may have another key, by its id."""
    from cramp_timer.tui.app import CrampTimerApp
    from cramp_timer.tui.screens.day import DayScreen
    from cramp_timer.tui.screens.diary import DiaryScreen
    from cramp_timer.tui.screens.editor import EditorScreen
    from cramp_timer.tui.screens.export import ExportScreen
    from cramp_timer.tui.screens.home import HomeScreen
    from cramp_timer.tui.screens.night import NightScreen
    from cramp_timer.tui.screens.now import NowScreen
    from cramp_timer.tui.screens.reading import ReadingScreen
    from cramp_timer.tui.screens.session import SessionScreen
    from cramp_timer.tui.screens.settings import SettingsScreen
    from cramp_timer.tui.screens.summary import SummaryScreen
    from cramp_timer.tui.shell import Shell

    places = (
        Shell, CrampTimerApp, HomeScreen, SessionScreen, NowScreen, SummaryScreen, ReadingScreen,
        EditorScreen, SettingsScreen, DiaryScreen, NightScreen, DayScreen,
        ExportScreen,
    )  # fmt: skip
    bindings = (binding for place in places for binding in place.BINDINGS)
    return {each.id: each for each in bindings if isinstance(each, Binding) and each.id}


def usable(wanted: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The settings that can be used, and a sentence for each that cannot."""
    if not wanted:
        return {}, []
    known = actions()
    used: dict[str, str] = {}
    problems = []
    for name, keys in wanted.items():
        reason = _wrong(name, keys, known) or _clash(name, keys, known, {**wanted, **used})
        if reason:
            problems.append(one_line(f"keys: {name}: {reason}; going on with {_now(name, known)}"))
        else:
            used[name] = ",".join(_split(keys))
    return used, problems


def _wrong(name: str, keys: str, known: Mapping[str, Binding]) -> str:
    if name not in known:
        near = get_close_matches(name, known, n=1)
        return f"no such action; did you mean {near[0]!r}?" if near else "no such action"
    for key in _split(keys):
        if not _is_key(key):
            return f"{key!r} is no key"
    return "" if _split(keys) else "no key is named"


def _clash(name: str, keys: str, known: Mapping[str, Binding], wanted: Mapping[str, str]) -> str:
    """Another action that is there at the same time and has one of these keys."""
    place = name.split(".")[0]
    for other, binding in known.items():
        if other == name or not ({place, other.split(".")[0]} & {"app"} or other.startswith(place)):
            continue
        taken = set(_split(wanted.get(other, binding.key))) & set(_split(keys))
        if taken:
            return f"{min(taken)!r} is the key of {other!r} as well"
    return ""


def _now(name: str, known: Mapping[str, Binding]) -> str:
    return f"{known[name].key!r}" if name in known else "the rest"


def _split(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",") if key.strip()]


def _is_key(key: str) -> bool:
    plain = key
    for modifier in _MODIFIERS:
        plain = plain.removeprefix(modifier)
    return len(plain) == 1 or plain in _NAMES or _is_character(plain.replace("_", " "))


def _is_character(name: str) -> bool:
    """Whether it is a character's own name, such as equals_sign."""
    try:
        return unicodedata.lookup(name).isascii()
    except KeyError:
        return False


def shown_keys(used: Mapping[str, str]) -> dict[str, str]:
    """What a key bar shows for the actions that have other keys, by the action."""
    known = actions() if used else {}
    return {known[name].action: _split(keys)[0] for name, keys in used.items()}


def commands(bindings: Iterable[Binding]) -> dict[str, Binding]:
    """What can be done, by its description, for the command palette."""
    return {each.description: each for each in bindings if each.description and each.id}
