"""What was typed for one start of the program, and the time of day where it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cramp_timer.audio.player.fork import ForkedPlayer


@dataclass(frozen=True)
class StartOptions:
    """What was typed on the command line for this start alone."""

    flags: Mapping[str, Any] = field(default_factory=dict)
    """Settings by name; `None` for one that was not typed."""
    overrides: Mapping[str, object] = field(default_factory=dict)
    """Fields of `RoutineOverrides`; `None` for one that was not typed."""
    muted: bool = False
    side: str = "none"
    """The leg of a cramp."""
    started_at: float | None = None
    """The monotonic clock's reading at the start of the process."""
    forked: ForkedPlayer | None = None
    """A player that speaks the first words of a cramp already."""


def local_now() -> datetime:
    """Return the time of day with the offset of this place."""
    return datetime.now().astimezone()
