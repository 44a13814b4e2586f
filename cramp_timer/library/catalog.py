"""The catalog of routines by name: the built-in ones, and those in the personal folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cramp_timer.errors import CrampTimerError, RoutineError
from cramp_timer.languages.folder import folder
from cramp_timer.languages.messages import _
from cramp_timer.system.bounded_read import read_regular
from cramp_timer.system.paths import config_folder

if TYPE_CHECKING:
    from cramp_timer.core.routine import Routine
    from cramp_timer.library.parsing import Problem

DEFAULT = "bedtime"
BUILT_IN = (
    "bedtime", "wall-stretch", "ankle-flex", "seated", "calf-hamstring", "calf-hamstring-seated",
    "foot-exercise", "day-flex",
)  # fmt: skip
RENAMED = {"trial": "calf-hamstring"}
"""Names of built-in routines that had another name before."""


def built_in_folder() -> Path:
    """Return the folder of the built-in routines."""
    return folder() / "routines"


def personal_folder() -> Path:
    """Return the folder of the personal routines; CrampTimerError if there is no home."""
    return config_folder() / "routines"


def names() -> tuple[str, ...]:
    """Return the names of all routines: the default first, the personal ones last."""
    return (*BUILT_IN, *(name for name in personal_names() if name not in BUILT_IN))


def personal_names() -> tuple[str, ...]:
    """Return the names of the personal routines; none if their folder is unreadable."""
    try:
        files = sorted(personal_folder().glob("*.toml"))
        return tuple(file.stem for file in files if file.is_file() and _is_listed(file.stem))
    except (CrampTimerError, OSError):
        return ()


def _is_listed(stem: str) -> bool:
    """Return whether a file is listed: hidden ones are being edited, or were removed."""
    return stem.isprintable() and not stem.startswith(".")


def find(name: str) -> Path:
    """Return the file of a routine, from its name or path; RoutineError if it is neither.

    A personal routine precedes a built-in one, and both precede a file of that name.
    """
    if name in personal_names():
        return personal_folder() / f"{name}.toml"
    name = RENAMED.get(name, name)
    if name in BUILT_IN:
        return built_in_folder() / f"{name}.toml"
    if _is_path(name):
        return Path(name)
    from difflib import get_close_matches

    known = names()
    near = [each for each in known if each.startswith(name.lower())] if name else []
    near = near or get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    hint = (
        _("did you mean {near!r}?", near=near[0])
        if near
        else _("there are: {names}", names=", ".join(known))
    )
    raise RoutineError(_("{name}: no routine of this name; {hint}", name=name, hint=hint))


def _is_path(name: str) -> bool:
    """Return whether a name is a path: it has the form of one, or such a file exists."""
    if name.lower().endswith(".toml") or "/" in name or "\\" in name:
        return True
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # too long for a file name, or with a null byte
        return False


def load(name: str) -> Routine:
    """Load a routine by its name or path; RoutineError if it cannot be used."""
    return read(find(name))


def read(file: Path) -> Routine:
    """Read a routine from a file; RoutineError with file, line, field and reason."""
    from cramp_timer.library.parsing import parse_routine

    routine, problems = parse_routine(content_of(file), file.name)
    if routine is None:
        raise RoutineError(f"{file}: {first_of(problems)}")
    return routine


def load_all() -> tuple[dict[str, Routine], list[str]]:
    """Load every routine by its name; return a sentence for each that cannot be used."""
    routines, problems = {}, []
    for name in names():
        try:
            routines[name] = load(name)
        except RoutineError as error:
            problems.append(str(error))
    return routines, problems


def content_of(file: Path) -> bytes:
    """Read a file that may be a routine; RoutineError if it is unreadable or too large."""
    from cramp_timer.library.parsing import LARGEST_FILE_BYTES

    try:
        return read_regular(file, LARGEST_FILE_BYTES)
    except OSError as error:
        raise RoutineError(
            _("{file}: cannot be read ({reason})", file=file, reason=error.strerror)
        ) from error


def first_of(problems: list[Problem]) -> str:
    """Return the first problem in words, and how many more there are."""
    more = len(problems) - 1
    return (
        _("{problems} (and {more} more)", problems=problems[0], more=more)
        if more
        else str(problems[0])
    )
