"""The clip of the first words in a cramp, and the folders of the built-in packs."""

from __future__ import annotations

import os

from cramp_timer.languages import messages

FIRST_WORDS_FILE = "now.wav"
"""The file name in every pack: a WAV of 48 kHz, mono, 16 bits, which needs no decoder."""


def pack_folder(language: str) -> str:
    """Return where a language's built-in pack would be: in the package, or beside it."""
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    folders = os.path.join(package, "sounds")
    if not os.path.isdir(folders):
        folders = os.path.join(os.path.dirname(package), "sounds")
    return os.path.join(folders, language)


def has_pack() -> bool:
    """Return whether there is a built-in pack in the language of this process."""
    return os.path.isdir(pack_folder(messages.language()))


def built_in_folder() -> str:
    """Return the built-in pack, for a language that has none the English one, for its chimes."""
    return pack_folder(messages.language() if has_pack() else messages.ENGLISH)


def first_words_file() -> str:
    """Return the path of the clip of the first words; empty where the language has no pack."""
    return os.path.join(built_in_folder(), FIRST_WORDS_FILE) if has_pack() else ""
