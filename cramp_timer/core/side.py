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


_LEGS = {Side.LEFT: _("left leg"), Side.RIGHT: _("right leg"), Side.BOTH: _("both legs")}


def leg_text(side: Side) -> str:
    """Return the leg as it is shown within a sentence: "left leg"; empty for no leg."""
    return _LEGS.get(side, "")
