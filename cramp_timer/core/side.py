"""The side of the body that an exercise is for."""

from enum import StrEnum

from cramp_timer.languages.messages import _


class Side(StrEnum):
    """The leg of an exercise; `EACH` is one leg after the other."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    EACH = "each"


_LEGS = {Side.LEFT: _("Left leg"), Side.RIGHT: _("Right leg"), Side.BOTH: _("Both legs")}


def leg_text(side: Side) -> str:
    """Return the leg as it is shown; empty for no leg."""
    return _LEGS.get(side, "")
