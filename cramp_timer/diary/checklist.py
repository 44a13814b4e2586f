"""The day's checklist: a few things that may be good for the legs, ticked or counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from annotated_types import Ge, Le


class ChecklistItem(StrEnum):
    """What can be counted (ways 3, 6 and 7 of the article that the guide follows)."""

    GLASS = "glass"
    FEET = "feet"
    FLEX = "flex"
    MEAL = "meal"
    HOSE = "hose"


@dataclass(frozen=True, slots=True)
class ChecklistCount:
    """How often one item was done on one day."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    day: date
    item: ChecklistItem
    count: Annotated[int, Ge(0), Le(1000)]


@dataclass(frozen=True, slots=True)
class ItemText:
    """An item in words."""

    item: ChecklistItem
    label: str
    """What is counted: "glasses of fluid"."""
    known: str
    """What is known of it."""
    source: str
    figure: int = 0
    """How many the article names; 0 for none. Nothing here is a target."""
