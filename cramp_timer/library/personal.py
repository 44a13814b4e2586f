"""The personal routines as files: their names, saving, renaming, removing and restoring."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path

from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.library import catalog
from cramp_timer.library.overrides import rename_override
from cramp_timer.library.schema import SCHEMA_FILE, routine_schema
from cramp_timer.system import atomic_file
from cramp_timer.system.atomic_file import ChangedMeanwhileError
from cramp_timer.system.paths import is_there

LONGEST_NAME = 60
"""The maximum characters in the name of a routine file, without its suffix."""


def path_for_title(title: str) -> Path:
    """Return the file of a routine with this title; CrampTimerError if it yields no name."""
    name = re.sub(r"[^\w]+", "-", title.casefold()).strip("-_")[:LONGEST_NAME]
    if not name:
        raise CrampTimerError(_("{title!r}: has no letter or digit to name a file by", title=title))
    return catalog.personal_folder() / f"{name}.toml"


def unused_path_for_title(title: str) -> Path:
    """Return the same, with a number if a personal or built-in routine has the name."""
    file = path_for_title(title)
    name, number = file.stem, 2
    while is_there(file) or file.stem in catalog.BUILT_IN:
        ending = f"-{number}"
        file = file.with_name(f"{name[: LONGEST_NAME - len(ending)]}{ending}.toml")
        number += 1
    return file


def save(file: Path, text: str, *, expected: bytes | None) -> None:
    """Write a routine, and the schema beside it; CrampTimerError if that is impossible.

    `expected` is the content that was read before; `None` for a new file.
    """
    atomic_file.write(file, text.encode(), expected=expected)
    beside = file.with_name(SCHEMA_FILE)
    schema = (json.dumps(routine_schema(), indent=1) + "\n").encode()
    # The schema only helps editors to complete; the routine itself is saved by now.
    with suppress(OSError, CrampTimerError):
        before = atomic_file.read_or_none(beside)
        if before != schema:
            atomic_file.write(beside, schema, expected=before)


def move(file: Path, to: Path, text: str, *, expected: bytes | None) -> None:
    """Write a routine under another name; CrampTimerError, with nothing changed, if impossible.

    `expected` is the content of the file that was read before.
    """
    try:
        content = atomic_file.read_or_none(file)
    except OSError:
        content = None
    if content != expected:
        raise ChangedMeanwhileError(
            _("{file}: was changed meanwhile; nothing was overwritten", file=file)
        )
    save(to, text, expected=None)
    file.unlink(missing_ok=True)
    with suppress(CrampTimerError):  # what is remembered of it is unreadable, and told elsewhere
        rename_override(file.stem, to.stem)


def remove(file: Path) -> Path:
    """Rename a routine so that it is no longer listed, and return the file to restore it from."""
    aside = file.with_name(f".{file.stem}.removed.toml")
    try:
        return file.replace(aside)
    except OSError as error:
        raise CrampTimerError(
            _("{file}: cannot be removed ({reason})", file=file, reason=error.strerror)
        ) from error


def last_removed() -> Path | None:
    """Return the file that `remove` took away last and whose name is free; `None` for none."""
    try:
        aside = max(
            catalog.personal_folder().glob(".*.removed.toml"), key=lambda each: each.stat().st_ctime
        )
    except (CrampTimerError, OSError, ValueError):  # no home, or none was removed
        return None
    file = aside.with_name(f"{aside.name[1:].removesuffix('.removed.toml')}.toml")
    return None if is_there(file) else file


def restore(file: Path) -> None:
    """Undo `remove`; CrampTimerError if another file has the name or it is impossible."""
    aside = file.with_name(f".{file.stem}.removed.toml")
    if is_there(file):
        raise CrampTimerError(
            _("{file}: exists again; the removed one is kept as {aside}", file=file, aside=aside)
        )
    try:
        aside.rename(file)
    except OSError as error:
        raise CrampTimerError(
            _("{file}: cannot be restored ({reason})", file=file, reason=error.strerror)
        ) from error
