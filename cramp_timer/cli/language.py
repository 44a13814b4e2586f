"""The language of this start, chosen before anything slow is imported.

An option goes before the environment, the environment before the settings, and those before what
the system is set to. A language that there is not leaves the next source to say.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

from cramp_timer.languages import messages
from cramp_timer.system.start_cache import AUTO, language_setting

OPTION, VARIABLE = "--language", "CRAMP_TIMER_LANGUAGE"


def speak(words: Sequence[str]) -> list[str]:
    """Use the language that these words and the system ask for; return the words without it."""
    typed, rest = _typed(words)
    code = next(filter(None, map(available, _asked(typed))), messages.ENGLISH)
    messages.use(code, os.path.join(messages.FOLDERS, code, "messages.mo"))
    return rest if available(typed) else [*words]


def available(name: str) -> str:
    """Return the language that a name such as "es_MX.UTF-8" stands for; empty where there is none.

    The name may be that of a region, whose own folder goes before that of its language.
    """
    region = name.partition(".")[0].partition("@")[0].replace("_", "-").lower()
    for code in (region, region.partition("-")[0]):
        if messages.is_language(code):
            return code
    return ""


def _typed(words: Sequence[str]) -> tuple[str, list[str]]:
    """Return what the option names, and the words without it."""
    for place, word in enumerate(words):
        name, equals, value = word.partition("=")
        if name != OPTION:
            continue
        if equals:
            return value, [*words[:place], *words[place + 1 :]]
        return "".join(words[place + 1 : place + 2]), [*words[:place], *words[place + 2 :]]
    return "", [*words]


def _asked(typed: str) -> Iterator[str]:
    """Yield the names of languages that are asked for, the first one first."""
    for name in (typed, os.environ.get(VARIABLE, ""), language_setting()):
        if name != AUTO:
            yield name
    yield from _of_system()


def _of_system() -> Iterator[str]:
    if sys.platform == "win32":
        import ctypes
        from locale import windows_locale

        yield windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
        return
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "")
    if locale.partition(".")[0] in ("", "C", "POSIX"):
        return
    # As gettext does: a list of languages, which counts where the locale is one of a language.
    yield from os.environ.get("LANGUAGE", "").split(":")
    yield locale
