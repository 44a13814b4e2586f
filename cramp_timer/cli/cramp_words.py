"""The words after `now` in any spelling: what is understood, and what is reported later.

Somebody with a cramp types what comes first. Nothing here keeps the voice from beginning.
"""

from __future__ import annotations

from collections.abc import Sequence

SIDES = ("left", "right", "both")
_WITH_VALUE = ("--side", "--volume", "--audio")
_ABOUT_SOUND = ("-h", "--h", "--v", "--mu", "--no-vo", "--a")
"""How the options begin that change the first words, or that ask for none."""


def is_cramp(words: Sequence[str]) -> bool:
    """Return whether these words of a command line ask for help in a cramp."""
    return bool(words) and words[0].lower().lstrip("-") == "now"


def may_speak_at_once(words: Sequence[str]) -> bool:
    """Return whether the first words are the same whatever else is typed."""
    return not any(word.lower().startswith(_ABOUT_SOUND) for word in words[1:])


def understood(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the words for the parser, and those that mean nothing here."""
    understood, unknown = ["now"], []
    for word in words[1:]:
        bare = word.lower().lstrip("-")
        if understood[-1] in _WITH_VALUE:
            understood.append(word.lower())
        elif bare in SIDES:
            understood += ["--side", bare]
        elif word.startswith("-") and bare != "now":
            understood.append(word)
        elif bare != "now":
            unknown.append(word)
    return understood, unknown
