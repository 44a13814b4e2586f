"""Texts in no language: longer than any, and each word told from an English one."""

from __future__ import annotations

import gettext
import re
import tomllib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from cramp_timer.languages import folder

WORD = re.compile(r"[^\W\d_]{3,}")
PLACEHOLDER = re.compile(r"(\{[^}]*\}|<[^>]*>)")
PLAIN = re.compile(r"[A-Za-z]{3,}")
KEYS = {"enter", "esc", "tab", "ctrl", "del", "html", "bedtime", "pgup", "pgdn", "cramp", "timer"}
LONGER = str.maketrans(
    "aeiouncyAEIOUNCY", "äëïöüñçÿÄËÏÖÜÑÇŸ"
)  # each translated word can be told from an English one


def data_words(language: str) -> set[str]:
    """Every word of guide, routines and voice."""
    files = folder.folder(language).rglob("*.toml")
    texts = (each for file in files for each in _texts(tomllib.loads(file.read_text("utf-8"))))
    return {word.lower() for text in texts for word in WORD.findall(text)}


def _texts(read: Any) -> Iterator[str]:
    if isinstance(read, str):
        yield read
    elif isinstance(read, dict):
        yield from (text for each in read.values() for text in _texts(each))
    elif isinstance(read, list):
        yield from (text for each in read for text in _texts(each))


def catalogue(language: str = "es") -> dict[str, list[str]]:
    """The texts of a language, of which some have plural forms, by the English ones."""
    found: dict[str, list[str]] = {}
    with (folder.folder(language) / "messages.mo").open("rb") as stream:
        texts: dict[str | tuple[str, int], str] = gettext.GNUTranslations(stream)._catalog  # type: ignore[attr-defined]  # no other way to all of them
    for text, translated in texts.items():
        found.setdefault(text if isinstance(text, str) else text[0], []).append(translated)
    return {text: forms for text, forms in found.items() if text}


def longer(text: str) -> str:
    """A text in no language, four tenths longer, with everything that is replaced in it."""
    parts = PLACEHOLDER.split(text)
    spelt = [each if PLACEHOLDER.match(each) else each.translate(LONGER) for each in parts]
    more = round(0.4 * len(text))
    said = "".join(spelt)
    words = said.rstrip()  # what a text ends with parts it from the next
    # The last letter is in no other word, so that a text that is cut off is told by its want.
    return f"{words} {'öë' * (more // 2)}ß{said[len(words) :]}" if more > 3 else said


def pseudo_catalogue() -> bytes:
    """Return a compiled catalogue of texts that are longer than those of any language."""
    made = Catalog("en")
    for text, forms in catalogue().items():
        said = longer(text)
        made.add(
            text if len(forms) == 1 else (text, text), said if len(forms) == 1 else (said, said)
        )
    stream = BytesIO()
    write_mo(stream, made)
    return stream.getvalue()


def left_in_english(text: str, known: set[str]) -> set[str]:
    """Return the words of a text that are neither translated nor known as data."""
    return {
        word
        for word in PLAIN.findall(text)
        if word.lower() not in known and set(word.lower()) & set("aeiounc")
    }
