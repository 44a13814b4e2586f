"""The side of the body that an exercise is for."""

from enum import StrEnum


class Side(StrEnum):
    """The leg of an exercise; `EACH` is one leg after the other."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    EACH = "each"
