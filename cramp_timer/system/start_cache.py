"""A tiny cache of the settings that a start needs before there is time to read them.

`settings` writes it whenever it reads or writes the settings file, with the identity of that file
beside the values. If the identity differs, the values are ignored and the file is read.
"""

from __future__ import annotations

import os
import sys

from cramp_timer.core.volume import DEFAULT_VOLUME

SETTINGS_FILE = "settings.toml"
CACHE_FILE = "start"
AUTO = "auto"
"""The language of the system."""
_VERSION = "2"
_MOST_BYTES, _LARGEST_FILE = 200, 1_000_000


class StartSettings:
    """The settings that the first sound and the first frame need."""

    def __init__(
        self,
        volume: int = DEFAULT_VOLUME,
        audio: str = "auto",
        theme: str = "night",
        routine: str = "bedtime",
        *,
        language: str = AUTO,
        plain: bool = True,
    ) -> None:
        """Store the values; `plain` is the built-in voice on the default device."""
        self.language = language
        self.volume = volume
        self.audio = audio
        self.theme = theme
        self.routine = routine
        self.plain = plain


def read_start_settings() -> StartSettings | None:
    """Return the cached settings, or `None` if the settings file has to be read.

    A setting in the environment, a settings file that has changed since, or anything unexpected
    gives `None`. No settings file at all gives the defaults.
    """
    if any(_changes_start(name) for name in os.environ):
        return None
    return _cached()


def language_setting() -> str:
    """Return the language that the settings file names, such as "es"; "auto" where it names none.

    Where the cache is out of date, the file itself is read; a fault in it is reported later.
    """
    cached = _cached()
    if cached is not None:
        return cached.language
    import tomllib

    try:
        content = _read(os.path.join(_folders()[0], SETTINGS_FILE), _LARGEST_FILE)
        named = tomllib.loads(content.decode("utf-8-sig")).get("language")
    except (OSError, ValueError, RecursionError):
        return AUTO
    return named if isinstance(named, str) else AUTO


def _changes_start(name: str) -> bool:
    """Return whether a variable of the environment may change the first words or the picture."""
    return name.startswith("CRAMP_TIMER_") and name != "CRAMP_TIMER_LANGUAGE"


def _cached() -> StartSettings | None:
    """Return the cached settings where the settings file is as it was then."""
    try:
        config, cache = _folders()
        identity = identity_of(os.path.join(config, SETTINGS_FILE))
        if identity is None:
            return StartSettings()
        version, *known, volume, audio, theme, routine, language, plain = (
            _read(os.path.join(cache, CACHE_FILE), _MOST_BYTES).decode("ascii").split()
        )
        if version != _VERSION or known != identity or int(volume) > 100:
            return None
        return StartSettings(
            int(volume), audio, theme, routine, language=language, plain=plain == "plain"
        )
    except (OSError, ValueError):
        return None


def cache_path(name: str) -> str:
    """Return the path of a file in the cache folder; OSError where there is none."""
    return os.path.join(_folders()[1], name)


def start_record(identity: list[str], settings: StartSettings) -> bytes:
    """Return the content of the cache file for a settings file of this identity."""
    plain = "plain" if settings.plain else "special"
    named = (settings.audio, settings.theme, settings.routine, settings.language)
    values = (str(settings.volume), *named, plain)
    return " ".join((_VERSION, *identity, *values)).encode()


def identity_of(file: str) -> list[str] | None:
    """Return time, size and inode of a file, to detect a change; `None` if there is no file."""
    try:
        found = os.stat(file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return [str(found.st_mtime_ns), str(found.st_size), str(found.st_ino)]


def _folders() -> tuple[str, str]:
    """Return the folders of settings and cache, on Linux without importing platformdirs."""
    system: str = sys.platform  # so that both branches are type-checked
    if system == "linux":
        return _xdg("XDG_CONFIG_HOME", "~/.config"), _xdg("XDG_CACHE_HOME", "~/.cache")
    from cramp_timer.errors import CrampTimerError
    from cramp_timer.system.paths import cache_folder, config_folder

    try:
        return str(config_folder()), str(cache_folder())
    except CrampTimerError as error:
        raise FileNotFoundError from error


def _xdg(variable: str, default: str) -> str:
    home = os.environ.get(variable, "").strip() or os.path.expanduser(default)
    return os.path.join(home, "cramp-timer")


def _read(file: str, most: int) -> bytes:
    """Return the beginning of a file; of one that is no regular file, what it has at once."""
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        return os.read(descriptor, most)
    finally:
        os.close(descriptor)
