"""Which leg."""

from enum import StrEnum


class Side(StrEnum):
    """Which leg an exercise is for; `EACH` is one leg after the other."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    EACH = "each"
