"""Tests that every screen can be read in every language: nothing is left in English or cut off."""

from __future__ import annotations

import gettext
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from cramp_timer.languages import folder, messages

WALK = Path(__file__).with_name("walk.py")
SIZES = {"es": ("80x24", "40x12")}
"""The other languages take long."""
WORD = re.compile(r"[^\W\d_]{3,}")
PLACEHOLDER = re.compile(r"(\{[^}]*\}|<[^>]*>)")
KEYS = {"enter", "esc", "tab", "ctrl", "del", "html", "bedtime", "pgup", "pgdn", "cramp", "timer"}
LONGER = str.maketrans(
    "aeiouncyAEIOUNCY", "äëïöüñçÿÄËÏÖÜÑÇŸ"
)  # each translated word can be told from an English one


def walked(language: str, catalogue: Path | str, *sizes: str) -> dict[str, list[str]]:
    """The rows of every screen, by its name and size."""
    done = subprocess.run(
        [sys.executable, str(WALK), language, str(catalogue), *sizes],
        capture_output=True, text=True, timeout=150, check=True,
    )  # fmt: skip
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


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


def strangers(screens: dict[str, list[str]], known: set[str], data: set[str]) -> set[str]:
    """The words on the screens that are no whole words of the program."""
    found = set()
    for name, rows in screens.items():
        for word in (word.lower() for row in rows for word in WORD.findall(row)):
            if word in known:
                continue
            # In a form, a text that somebody types scrolls in its field.
            typed = name.startswith(("editor", "night", "settings")) and any(
                each.startswith(word) or each.endswith(word) for each in data
            )
            if not typed:
                found.add(f"{name}: {word}")
    return found


@pytest.mark.parametrize(
    "language",
    [
        pytest.param(each, marks=[] if each in SIZES else pytest.mark.long)
        for each in messages.codes()
    ],
)
def test_no_word_on_any_screen_is_cut_off(language: str) -> None:
    texts = catalogue() if language == "en" else chain(*catalogue(language).values())
    data = data_words(language) | KEYS
    known = {word.lower() for text in texts for word in WORD.findall(text)} | data
    screens = walked(
        language, folder.folder(language) / "messages.mo", *SIZES.get(language, ("40x12",))
    )
    assert not strangers(screens, known, data)
    assert not [name for name, rows in screens.items() if any("…" in row for row in rows)]


def longer(text: str) -> str:
    """A text in no language, four tenths longer, with everything that is replaced in it."""
    parts = PLACEHOLDER.split(text)
    spelt = [each if PLACEHOLDER.match(each) else each.translate(LONGER) for each in parts]
    more = round(0.4 * len(text))
    return "".join(spelt) + (" " + "öë" * (more // 2))[:more] if more > 3 else "".join(spelt)


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of texts that are longer than those of any language."""
    made = Catalog("en")
    for text, forms in catalogue().items():
        said = longer(text)
        made.add(
            text if len(forms) == 1 else (text, text), said if len(forms) == 1 else (said, said)
        )
    stream = BytesIO()
    write_mo(stream, made)
    file = tmp_path_factory.mktemp("pseudo") / "messages.mo"
    file.write_bytes(stream.getvalue())
    return file


def test_no_text_on_any_screen_is_left_untranslated(pseudo: Path) -> None:
    screens = walked("en", pseudo, "80x24")
    plain = re.compile(r"[A-Za-z]{3,}")
    data = data_words("en") | KEYS
    left = {
        f"{name}: {word}"
        for name, rows in screens.items()
        for row in rows
        for word in plain.findall(row)
        if word.lower() not in data and set(word.lower()) & set("aeiounc")
    }
    assert not left
