"""The day's list: a few things that may be good for the legs, each with what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path


class Item(StrEnum):
    """What can be ticked or counted (the seed's ways 3, 6 and 7)."""

    GLASS = "glass"
    FEET = "feet"
    FLEX = "flex"
    MEAL = "meal"
    HOSE = "hose"


@dataclass(frozen=True, slots=True)
class Told:
    """An item in words."""

    item: Item
    label: str
    """What is counted: "glasses of fluid"."""
    known: str
    """What is known of it."""
    source: str
    figure: int = 0
    """How many the seed names; 0 for none. Nothing here is a target."""


@cache
def day_list() -> dict[Item, Told]:
    """Every item with its words, from guide/day.toml."""
    import tomllib

    file = Path(__file__).parent.parent / "guide" / "day.toml"
    read = tomllib.loads(file.read_text(encoding="utf-8"))["items"]
    return {Item(each["item"]): Told(**{**each, "item": Item(each["item"])}) for each in read}


def sentence_of(tally: dict[Item, int]) -> str:
    """The list in one line; what was not done is not named."""
    parts = []
    for item, told in day_list().items():
        count = tally.get(item, 0)
        if count:
            parts.append(f"{told.label} {count}")
    return " · ".join(parts)
