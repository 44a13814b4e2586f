"""The first words in a cramp: where they are, and how they sound before anything else is ready."""

from __future__ import annotations

import os

from cramp_timer.core.volume import DEFAULT_VOLUME

OPENING_FILE = "now.wav"
"""By this name in every pack: 48 kHz, mono, 16 bits, so that it needs no decoder."""


_AS_EVER = {
    "voice": ("true",),
    "pack": ('""', "''"),
    "device": ('""', "''"),
    "audio": ('"auto"', '"simpleaudio"', '"miniaudio"'),
}
"""What may be written about sound in the settings without changing what is said first."""


def built_in_folder() -> str:
    """Where the built-in pack is: inside the package, or beside it in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    inside = os.path.join(package, "sounds")
    if os.path.isdir(inside):
        return inside
    return os.path.join(os.path.dirname(package), "sounds", "pack")


def opening_file() -> str:
    """The clip of the first words, in the built-in pack."""
    return os.path.join(built_in_folder(), OPENING_FILE)


def opening_sound() -> tuple[int, str] | None:
    """The volume and the library that are set, read in a hurry; `None` where more is set.

    Whatever is not plain to see here is left to `settings`, which takes ten times as long.
    """
    if any(name.startswith("CRAMP_TIMER_") for name in os.environ):
        return None
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    try:
        with open(os.path.join(home, "cramp-timer", "settings.toml"), encoding="utf-8") as file:
            lines = file.read(100_000).splitlines()
    except FileNotFoundError:
        return DEFAULT_VOLUME, "auto"
    except (OSError, UnicodeDecodeError):
        return None
    volume, library = DEFAULT_VOLUME, "auto"
    for line in lines:
        name, _, value = line.partition("=")
        name, value = name.strip(), value.split("#")[0].strip()
        if name in _AS_EVER and value not in _AS_EVER[name]:
            return None
        if name == "volume":
            if not value.isdecimal() or int(value) > 100:
                return None
            volume = int(value)
        if name == "audio":
            library = value.strip("\"'")
    return volume, library
