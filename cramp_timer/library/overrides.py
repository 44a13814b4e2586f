"""What a person has changed about a routine from the home screen, kept for every other night."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from cramp_timer.core.routine import Changes
from cramp_timer.errors import CrampTimerError
from cramp_timer.system import atomic_file as atomic
from cramp_timer.system.paths import config_folder

FILE = "remembered.json"


def remembered() -> dict[str, Changes]:
    """The changes by the routine's name; what cannot be read is as good as none."""
    try:
        read = json.loads((config_folder() / FILE).read_bytes())
        return {name: Changes.model_validate(each) for name, each in dict(read).items()}
    except (CrampTimerError, OSError, ValueError, TypeError, ValidationError):
        return {}


def remember(name: str, changes: Changes) -> None:
    """Keep the changes of one routine; CrampTimerError where they cannot be written."""
    _keep({**remembered(), name: changes})


def rename(name: str, to: str) -> None:
    """A routine has another name now, and keeps its changes; CrampTimerError as above."""
    every = remembered()
    if name in every:
        _keep({to: every.pop(name), **every})


def _keep(every: dict[str, Changes]) -> None:
    kept = {each: found.model_dump(exclude_none=True) for each, found in every.items()}
    content = json.dumps({each: found for each, found in kept.items() if found}, indent=1)
    file = config_folder() / FILE
    atomic.write(file, content.encode() + b"\n", over=_held(file))


def _held(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def told(changes: Changes) -> str:
    """The changes in a few words; nothing where there are none."""
    parts = []
    if changes.reps is not None:
        parts.append(f"{changes.reps} {'rep' if changes.reps == 1 else 'reps'}")
    if changes.hold is not None:
        parts.append(f"hold {changes.hold:g} s")
    if changes.relax is not None:
        parts.append(f"relax {changes.relax:g} s")
    if changes.side is not None:
        parts.append("both legs" if changes.side == "both" else f"{changes.side} leg")
    return ", ".join(parts)
