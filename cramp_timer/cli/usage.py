"""What is wrong with the words of a command line, in one sentence with a suggestion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cramp_timer.languages.messages import _

_TOLD = (
    (r"argument ([^:]+): invalid int value: (.+)", _(r"\1: \2 is no whole number")),
    (r"argument ([^:]+): invalid float value: (.+)", _(r"\1: \2 is no number")),
    (r"argument ([^:]+): expected one argument", _(r"\1: a value is missing")),
    (r"argument ([^:]+): not allowed with argument (.+)", _(r"\1: not together with \2")),
    (r"the following arguments are required: (.+)", _(r"\1: is missing")),
    (r"unrecognized arguments: (.+)", _(r"\1: is not understood here")),
    (r"argument ([^:]+): (.+)", _(r"\1: \2")),
)
_CHOICE = re.compile(r"argument ([^:]+): invalid choice: '(.*?)' \(choose from (.*)\)")
_WORD = re.compile(r"'([^']+)'|([\w-]+)")


class UsageError(Exception):
    """Words that cannot be obeyed; its text is a sentence for the person."""


def usage_sentence(message: str, command: str) -> str:
    """Return what argparse says, in plain words, and where to read more."""
    more = _("{command} --help shows what can be typed", command=command)
    if chosen := _CHOICE.fullmatch(message):
        words = [quoted or plain for quoted, plain in _WORD.findall(chosen[3])]
        return f"{chosen[1]}: {suggestion(chosen[2], words)}"
    for pattern, plain in _TOLD:
        if re.fullmatch(pattern, message):
            return f"{re.sub(pattern, plain, message)}; {more}"
    return f"{message}; {more}"


def suggestion(word: str, known: Sequence[str]) -> str:
    """Return that a word is none of those that are known, and which one may be meant."""
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), known, n=1)
    if near:
        return _("{word!r} is not known; did you mean {near!r}?", word=word, near=near[0])
    return _("{word!r} is none of {names}", word=word, names=", ".join(known))


def as_meant(words: Sequence[str], commands: Iterable[str]) -> list[str]:
    """Return the words as they are meant; UsageError where their command is not known.

    Capitals do not matter, `help` asks for help, and a routine alone is started.
    """
    words = list(words)
    if not words or words[0].startswith("-") or words[0] in commands:
        return words
    first = words[0].lower()
    if first in commands:
        return [first, *words[1:]]
    if first == "help":
        return [*words[1:2], "--help"]
    from cramp_timer.errors import CrampTimerError
    from cramp_timer.library import catalog

    try:
        catalog.find(words[0])
    except CrampTimerError:
        raise UsageError(suggestion(words[0], [*commands, *catalog.names()])) from None
    return ["start", *words]
