"""The folders of the languages: guide, routines, voice and texts of each, as data.

A folder is named by a language, such as "es". `messages.mo` holds what the program says, which
English needs not; `voice.toml` what a voice says; `guide/` and `routines/` are translated files.
"""

from __future__ import annotations

import tomllib
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from cramp_timer.languages import messages
from cramp_timer.languages.wording import Wording


def folder(code: str = "") -> Path:
    """Return the folder of a language, by default that of this process."""
    return Path(messages.FOLDERS, code or messages.language())


def guide_file(name: str) -> dict[str, Any]:
    """Return the content of a file of the guide in the language of this process."""
    return tomllib.loads((folder() / "guide" / name).read_text(encoding="utf-8"))


def voice_file(code: str = "") -> dict[str, Any]:
    """Return the content of a language's voice.toml, by default that of this process."""
    return tomllib.loads((folder(code) / "voice.toml").read_text(encoding="utf-8"))


def wording(code: str = "") -> Wording:
    """Return what a voice says in a language, by default that of this process."""
    return _wording(code or messages.language())


@cache
def _wording(code: str) -> Wording:
    read = voice_file(code)
    values = {field.name: read[field.name] for field in fields(Wording)}
    return Wording(**values | {"numbers": tuple(values["numbers"])})
