"""The routines there are, by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cramp_timer.errors import RoutineError

if TYPE_CHECKING:
    from pydantic import ValidationError

    from cramp_timer.routine import Routine

DEFAULT = "bedtime"
_FOLDER = Path(__file__).parent / "routines"
_ORDER = ("bedtime", "wall-stretch", "ankle-flex", "trial", "seated", "foot-exercise")
_LARGEST_FILE_BYTES = 1_000_000


def names() -> tuple[str, ...]:
    """Every routine that `load` knows, the default first."""
    return _ORDER


def find(name: str) -> Path:
    """The file of a routine: by its name, or the path of a TOML file; RoutineError for neither."""
    if name in _ORDER:
        return _FOLDER / f"{name}.toml"
    if name.endswith(".toml") or "/" in name or "\\" in name:
        return Path(name)
    from difflib import get_close_matches

    near = [known for known in _ORDER if known.startswith(name.lower())] if name else []
    near = near or get_close_matches(name.lower(), _ORDER, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(_ORDER)}"
    raise RoutineError(f"{name}: no routine of this name; {hint}")


def load(name: str) -> Routine:
    """A routine by its name or path; RoutineError where it cannot be."""
    return read(find(name))


def read(file: Path) -> Routine:
    """A routine from a file; RoutineError with file, field or line, and reason."""
    import tomllib

    from pydantic import ValidationError

    from cramp_timer.routine import Routine

    try:
        with file.open("rb") as stream:
            content = stream.read(_LARGEST_FILE_BYTES + 1)
    except OSError as error:
        raise RoutineError(f"{file}: cannot be read ({error.strerror})") from error
    if len(content) > _LARGEST_FILE_BYTES:
        raise RoutineError(f"{file}: larger than a megabyte, so it is no routine")
    try:
        fields = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RoutineError(f"{file}: is not text in UTF-8; save it as UTF-8") from error
    except (ValueError, RecursionError) as error:  # beside broken TOML, numbers of 5000 digits
        raise RoutineError(f"{file}: is not valid TOML: {error}") from error
    try:
        return Routine.model_validate(fields)
    except ValidationError as error:
        raise RoutineError(f"{file}: {first_problem(error)}") from error


def first_problem(error: ValidationError) -> str:
    """The first thing that is wrong as "field: reason", and how many more there are."""
    problem = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in problem["loc"])
    reason = problem["msg"].removeprefix("Value error, ").replace("Input should be", "must be")
    if problem["type"] == "extra_forbidden":
        reason = "is not a field that is known here; check its spelling"
    elif problem["type"] == "missing":
        reason = "is missing"
    reason = reason[0].lower() + reason[1:]
    more = error.error_count() - 1
    also = f" (and {more} more)" if more else ""
    return f"{where}: {reason}{also}" if where else f"{reason}{also}"
