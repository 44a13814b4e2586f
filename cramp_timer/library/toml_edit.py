"""Edits of a routine file, from text to text, that preserve comments and order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array, Item

from cramp_timer.core.routine import Routine
from cramp_timer.languages.messages import _
from cramp_timer.library.schema import DIRECTIVE
from cramp_timer.library.toml_lines import Path

Value = str | int | float

NEW_EXERCISE: Mapping[str, Any] = {
    "title": _("New exercise"),
    "instruction": "",
    "side": "each",
    "setup_seconds": 15,
    "switch_seconds": 8,
    "reps": 3,
    "hold": {"seconds": 10, "lead_in": _("Get ready."), "say": _("Hold it.")},
    "relax": {"seconds": 5, "say": _("And release.")},
}


def routine_text(routine: Routine) -> str:
    """Return a routine as readable TOML, without default values."""
    fields = routine.model_dump(mode="json", exclude_defaults=True, exclude={"exercises"})
    document = tomlkit.document()
    document.add(tomlkit.comment(DIRECTIVE.removeprefix("#")))
    document.add("schema_version", tomlkit.item(1))
    for name, value in fields.items():
        document.add(name, tomlkit.item(value))
    exercises = tomlkit.aot()
    for exercise in routine.exercises:
        exercises.append(_table(exercise.model_dump(mode="json", exclude_defaults=True)))
    document.add("exercises", exercises)
    return tomlkit.dumps(document).replace(f"# {DIRECTIVE[1:]}", DIRECTIVE, 1)


def set_field(text: str, path: Path, value: Value) -> str:
    """Return the text with one field changed; an empty value removes an optional field."""
    document = tomlkit.parse(text)
    *way, name = path
    place: Any = document
    for part in way:
        if isinstance(part, str) and part not in place:
            place[part] = tomlkit.inline_table()
        place = place[part]
    if value == "" and name in place:
        del place[name]
    elif value != "":
        place[name] = _number(value) if isinstance(value, float) else value
    return tomlkit.dumps(document)


def insert_exercise(text: str, index: int, fields: Mapping[str, Any]) -> str:
    """Return the text with an exercise inserted at an index from 0."""
    document = tomlkit.parse(text)
    exercises = _exercises(document)
    exercises.insert(index, _in_kind(exercises, fields))
    return tomlkit.dumps(document)


def remove_exercise(text: str, index: int) -> str:
    """Return the text without the exercise at an index from 0."""
    document = tomlkit.parse(text)
    del _exercises(document)[index]
    return tomlkit.dumps(document)


def move_exercise(text: str, index: int, by: int) -> str:
    """Return the text with an exercise moved up or down, comments in it and all.

    It stops at either end.
    """
    # Without a line feed at its end, the last one could not stand before another.
    document = tomlkit.parse(text if text.endswith("\n") else f"{text}\n")
    exercises = _exercises(document)
    to = max(0, min(len(exercises) - 1, index + by))
    if to != index:
        moved = exercises[index]
        del exercises[index]
        exercises.insert(to, moved)
    return tomlkit.dumps(document)


def _exercises(document: tomlkit.TOMLDocument) -> Any:
    return document["exercises"]


def _in_kind(exercises: AoT | Array, fields: Mapping[str, Any]) -> Item:
    """Return an exercise as a table, or inline like the others."""
    if isinstance(exercises, AoT):
        return _table(fields)
    inline = tomlkit.inline_table()
    inline.update(fields)
    return inline


def _table(fields: Mapping[str, Any]) -> Item:
    table = tomlkit.table()
    for name, value in fields.items():
        if isinstance(value, Mapping):
            inline = tomlkit.inline_table()
            inline.update({key: _number(each) for key, each in value.items()})
            table.add(name, inline)
        else:
            table.add(name, _number(value))
    return table


def _number(value: Any) -> Any:
    """Return a whole float as an integer: 10.0 as 10."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
