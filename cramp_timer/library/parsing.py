"""The parser of routine files, which reports each problem with line, field and reason.

The name of a file says its format: TOML, or JSON, YAML or a table from elsewhere.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from cramp_timer.core.routine import Routine
from cramp_timer.errors import one_line, reason_of
from cramp_timer.languages.messages import _
from cramp_timer.library.toml_lines import Path as Place
from cramp_timer.library.toml_lines import line_of, lines_of

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LARGEST_FILE_BYTES = 1_000_000
OTHER_ENDINGS = (".json", ".yaml", ".yml", ".csv")
"""Endings of routine files that are read, and never written."""
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of a routine file: `line` from 1, `field` as a dotted path."""

    line: int | None
    field: str
    reason: str

    def __str__(self) -> str:
        where = _("line {line}: ", line=self.line) if self.line else ""
        return one_line(where + (f"{self.field}: {self.reason}" if self.field else self.reason))


def parse_routine(
    content: bytes, name: str = "routine.toml"
) -> tuple[Routine | None, list[Problem]]:
    """Return the routine in a file's content, or every problem that prevents it.

    `name` is that of the file: its ending is the format, and a table is titled by it.
    """
    if len(content) > LARGEST_FILE_BYTES:
        return None, [Problem(None, "", _("larger than a megabyte, so it is no routine"))]
    if name.lower().endswith(OTHER_ENDINGS):
        return _parse_other(content, PurePath(name))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = content[: error.start].count(b"\n") + 1
        return None, [Problem(broken, "", _("is not text in UTF-8; save it as UTF-8"))]
    try:
        fields = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # invalid TOML, or numbers of 5000 digits
        return None, [_broken(error, text)]
    return _validated(fields, partial(lines_of, text))


def _parse_other(content: bytes, name: PurePath) -> tuple[Routine | None, list[Problem]]:
    from cramp_timer.library import other_formats

    lines: dict[Place, int] = {}
    try:
        if name.suffix.lower() == ".csv":
            title = " ".join(name.stem.replace("_", " ").replace("-", " ").split())
            fields, rows = other_formats.table_fields(content, title.capitalize()[:60])
            lines = {("exercises", index): line for index, line in enumerate(rows)}
        else:
            is_json = name.suffix.lower() == ".json"
            read = other_formats.json_fields if is_json else other_formats.yaml_fields
            fields = read(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None, [Problem(None, "", _("is not text in UTF-8; save it as UTF-8"))]
    except ValueError as error:
        return None, [Problem(None, "", str(error))]
    return _validated(fields, lambda: lines)


def _validated(
    fields: Mapping[str, Any], lines: Callable[[], dict[Place, int]]
) -> tuple[Routine | None, list[Problem]]:
    if isinstance(version := fields.get("schema_version", 1), int) and version > 1:
        line = line_of(("schema_version",), lines())
        return None, [
            Problem(line, "schema_version", _("is of a newer cramp-timer; update this one"))
        ]
    try:
        return Routine.model_validate(fields), []
    except ValidationError as error:
        return None, problems_of(error, lines())


def problems_of(error: ValidationError, lines: dict[Place, int] | None = None) -> list[Problem]:
    """Return Pydantic's errors as problems, with the lines of their fields."""
    lines = lines or {}
    details = error.errors(include_url=False, include_input=False)
    found = [
        Problem(line_of(detail["loc"], lines), _field(detail["loc"]), reason_of(detail))
        for detail in details
        if not _is_consequence(detail["loc"], details)
    ]
    return sorted(found, key=lambda problem: problem.line or 0)


def _is_consequence(loc: Place, details: list[ErrorDetails]) -> bool:
    """Return whether an inner field is wrong: a list of bad items is also reported as empty."""
    return any(len(each["loc"]) > len(loc) and each["loc"][: len(loc)] == loc for each in details)


def _field(loc: tuple[str | int, ...]) -> str:
    """Return a field counted from 1: "exercises.2.hold.seconds" is the second exercise."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in loc)


def _broken(error: Exception, text: str) -> Problem:
    reason = str(error)
    found = _PLACE.search(reason)
    line = int(found[1] or len(text.splitlines()) or 1) if found else None
    return Problem(line, "", _("is not valid TOML: {reason}", reason=_PLACE.sub("", reason)))
