"""The clip of the first words in a cramp, and the folder of the built-in pack."""

from __future__ import annotations

import os

FIRST_WORDS_FILE = "now.wav"
"""The file name in every pack: a WAV of 48 kHz, mono, 16 bits, which needs no decoder."""


def built_in_folder() -> str:
    """Return the folder of the built-in pack: in the package, or beside it in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    inside = os.path.join(package, "sounds")
    if os.path.isdir(inside):
        return inside
    return os.path.join(os.path.dirname(package), "sounds", "pack")


def first_words_file() -> str:
    """Return the path of the clip of the first words in the built-in pack."""
    return os.path.join(built_in_folder(), FIRST_WORDS_FILE)
