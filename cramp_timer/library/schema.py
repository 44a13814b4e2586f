"""The format of routine files as a JSON Schema, for editors that complete and validate."""

from __future__ import annotations

from typing import Any

from cramp_timer.core.routine import Routine

SCHEMA_FILE = "routine.schema.json"
DIRECTIVE = f"#:schema ./{SCHEMA_FILE}"
"""The first line of every file written here, for TOML editors."""


def routine_schema() -> dict[str, Any]:
    """Return the schema, with the docstrings of the models as descriptions."""
    schema = Routine.model_json_schema()
    schema["$schema"] = "http://json-schema.org/draft-07/schema#"
    schema["title"] = "A routine of cramp-timer"
    return schema
