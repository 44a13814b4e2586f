"""Tests that every screen can be read in every language: nothing is left in English or cut off."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
from languages.pseudo import KEYS, WORD, catalogue, data_words, left_in_english, longer

from cramp_timer.languages import folder, messages

WALK = Path(__file__).with_name("walk.py")
SIZES = {"es": ("80x24", "40x12")}
"""The other languages take long."""


def walked(language: str, catalogue: Path | str, *sizes: str) -> dict[str, list[str]]:
    """The rows of every screen, by its name and size."""
    done = subprocess.run(
        [sys.executable, str(WALK), language, str(catalogue), *sizes],
        capture_output=True, encoding="utf-8", timeout=400, check=True,
    )  # fmt: skip
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


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
    ("language", "size"),
    [
        pytest.param(each, size, marks=[] if each in SIZES else pytest.mark.long)
        for each in messages.codes()
        for size in SIZES.get(each, ("40x12",))
    ],
)
def test_no_word_on_any_screen_is_cut_off(language: str, size: str) -> None:
    texts = catalogue() if language == "en" else chain(*catalogue(language).values())
    data = data_words(language) | KEYS
    known = {word.lower() for text in texts for word in WORD.findall(text)} | data
    screens = walked(language, folder.folder(language) / "messages.mo", size)
    assert not strangers(screens, known, data)
    assert not [name for name, rows in screens.items() if any("…" in row for row in rows)]


def test_texts_four_tenths_longer_are_shown_whole_and_none_is_left_in_english(
    pseudo: Path,
) -> None:
    screens = walked("en", pseudo, "80x24")
    data = data_words("en") | KEYS
    known = {word.lower() for text in catalogue() for word in WORD.findall(longer(text))} | data
    assert not strangers(screens, known, data)
    left = {
        f"{name}: {word}"
        for name, rows in screens.items()
        for word in left_in_english("\n".join(rows), data)
    }
    assert not left
