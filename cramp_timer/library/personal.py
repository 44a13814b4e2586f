"""The person's own routines as files: names for them, saving, removing, and their speech."""

from __future__ import annotations

import json
import re
from pathlib import Path

from cramp_timer.errors import CrampTimerError
from cramp_timer.library import catalog as library
from cramp_timer.library.overrides import rename
from cramp_timer.library.schema import SCHEMA_FILE, routine_schema
from cramp_timer.system import atomic_file as atomic
from cramp_timer.system.atomic_file import ChangedMeanwhileError

_LONGEST_NAME = 60


def file_for(title: str) -> Path:
    """The file of a routine with this title; CrampTimerError where no name is left of it."""
    name = re.sub(r"[^\w]+", "-", title.casefold()).strip("-_")[:_LONGEST_NAME]
    if not name:
        raise CrampTimerError(f"{title!r}: has no letter or digit to name a file by")
    return library.personal_folder() / f"{name}.toml"


def free_file_for(title: str) -> Path:
    """The same, with a number where that name is taken by this folder or a built-in routine."""
    file = file_for(title)
    number = 2
    while file.exists() or file.stem in library.BUILT_IN:
        file = file_for(f"{title} {number}")
        number += 1
    return file


def save(file: Path, text: str, *, over: bytes | None) -> None:
    """Write a routine, and the schema beside it; CrampTimerError where that cannot be.

    `over` is what the file held when it was read; `None` for a new one.
    """
    atomic.write(file, text.encode(), over=over)
    beside = file.with_name(SCHEMA_FILE)
    schema = (json.dumps(routine_schema(), indent=1) + "\n").encode()
    try:
        held = beside.read_bytes() if beside.exists() else None
        if held != schema:
            atomic.write(beside, schema, over=held)
    except (OSError, CrampTimerError):
        return  # completion in an editor is a comfort; the routine is saved


def move(file: Path, to: Path, text: str, *, over: bytes | None) -> None:
    """Give a routine another name and text; CrampTimerError, and nothing changed, where not.

    `over` is what the file held when it was read.
    """
    if _held(file) != over:
        raise ChangedMeanwhileError(f"{file}: was changed meanwhile; nothing was overwritten")
    save(to, text, over=None)
    file.unlink(missing_ok=True)
    rename(file.stem, to.stem)


def _held(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def remove(file: Path) -> Path:
    """Set a routine aside where it can be taken back from; where it went."""
    aside = file.with_name(f".{file.stem}.removed.toml")
    try:
        return file.replace(aside)
    except OSError as error:
        raise CrampTimerError(f"{file}: cannot be removed ({error.strerror})") from error


def take_back(file: Path, aside: Path) -> None:
    """Undo `remove`, unless another file has that name by now."""
    if file.exists():
        raise CrampTimerError(f"{file}: exists again; the removed one is kept as {aside}")
    aside.rename(file)
