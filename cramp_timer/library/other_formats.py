"""Routines from elsewhere: JSON and YAML of the shape of the TOML files, and tables.

A table has one exercise in a line. `parsing` checks what comes out like any routine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml

from cramp_timer.languages.messages import _
from cramp_timer.system.table_file import number_in, read_table

Fields = Mapping[str, Any]
_ONE_NUMBER = {"setup_seconds": 25.0, "switch_seconds": 8.0, "reps": 3, "sets": 1, "rest": 60.0}
_WORDS = ("title", "instruction", "short", "pose", "side", "order", "setup")
_DEEPEST = 20
_TOO_DEEP = _("is nested too deeply for a routine")
_HOLD, _RELAX = 10.0, 5.0
"""Seconds where a table has no such column: those of the wall stretch."""
COLUMNS = (*_WORDS, *_ONE_NUMBER, "hold", "relax", "lead_in", "say", "release")
_SAME = {
    "exercise": "title",
    "name": "title",
    "instructions": "instruction",
    "description": "instruction",
    "how": "instruction",
    "what to do": "instruction",
    "leg": "side",
    "legs": "side",
    "repetitions": "reps",
    "hold seconds": "hold",
    "seconds": "hold",
    "relax seconds": "relax",
    "pause": "relax",
    "rest seconds": "rest",
    "picture": "pose",
    "setup seconds": "setup_seconds",
    "set-up": "setup_seconds",
}
_SIDES = {
    "": "none", "no": "none", "l": "left", "r": "right", "both legs": "both", "left leg": "left",
    "right leg": "right", "each leg": "each", "each side": "each",
}  # fmt: skip


def json_fields(text: str) -> Fields:
    """Return the fields of a routine in JSON; ValueError, a reason in words."""
    try:
        return _mapping(json.loads(text))
    except json.JSONDecodeError as error:
        raise ValueError(
            _("line {line}: is not valid JSON: {msg}", line=error.lineno, msg=error.msg)
        ) from error
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error


def yaml_fields(text: str) -> Fields:
    """Return the fields of a routine in YAML; ValueError, a reason in words."""
    try:
        _check_events(text)
        return _mapping(yaml.safe_load(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = _("line {line}: ", line=mark.line + 1) if mark else ""
        raise ValueError(
            _(
                "{where}is not valid YAML: {value}",
                where=where,
                value=error.problem or error.context,
            )
        ) from error
    except yaml.YAMLError as error:
        raise ValueError(_("is not valid YAML: {error}", error=error)) from error


def _check_events(text: str) -> None:
    """Raise ValueError for what takes a small file too much time or memory."""
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise ValueError(
                _("uses aliases (*name), which a routine does not need; write them out")
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise ValueError(_TOO_DEEP)


def table_fields(content: bytes, title: str) -> tuple[Fields, list[int]]:
    """Return the fields of a routine in a table, and the line of each exercise.

    The routine has the title that is passed. ValueError, a reason in words.
    """
    table = read_table(content)
    names = {column: _column(column) for column in table.columns}
    missing = {"title", "instruction"} - set(names.values())
    if missing:
        raise ValueError(
            _(
                "line 1: has no column {min!r}; columns are {names}",
                min=min(missing),
                names=", ".join(COLUMNS),
            )
        )
    exercises = [
        _exercise({names[column]: cell for column, cell in row.cells.items()}, row.line)
        for row in table.rows
    ]
    return {"title": title, "exercises": exercises}, [row.line for row in table.rows]


def _column(column: str) -> str:
    """Return the field that a column is; ValueError for one that is not known."""
    plain = column.strip().lower().replace("_", " ")
    name = _SAME.get(plain, plain.replace(" ", "_"))
    if name not in COLUMNS:
        raise ValueError(
            _(
                "line 1: {column!r} is not a column that is known here; there are {names}",
                column=column,
                names=", ".join(COLUMNS),
            )
        )
    return name


def _exercise(cells: Mapping[str, str], line: int) -> dict[str, Any]:
    fields: dict[str, Any] = {name: cells[name] for name in _WORDS if cells.get(name)}
    side = cells.get("side", "").lower()
    fields["side"] = _SIDES.get(side, side)
    for name, usual in _ONE_NUMBER.items():
        number = _number(cells, name, float(usual), line)
        fields[name] = int(number) if isinstance(usual, int) and number.is_integer() else number
    fields["hold"] = {
        "seconds": _number(cells, "hold", _HOLD, line),
        "lead_in": cells.get("lead_in", ""),
        "say": cells.get("say") or _("Hold it."),
    }
    fields["relax"] = {
        "seconds": _number(cells, "relax", _RELAX, line),
        "say": cells.get("release") or _("And release."),
    }
    return fields


def _number(cells: Mapping[str, str], name: str, usual: float, line: int) -> float:
    cell = cells.get(name, "")
    if not cell:
        return usual
    number = number_in(cell.lower().removesuffix("seconds").removesuffix("s").strip())
    if number is None:
        raise ValueError(
            _("line {line}: {name}: {cell!r} is not a number", line=line, name=name, cell=cell)
        )
    return number


def _mapping(value: object) -> Fields:
    if not isinstance(value, dict):
        raise ValueError(_("must have named fields at its top, such as title and exercises"))
    return value
