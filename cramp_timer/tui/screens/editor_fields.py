"""The fields of a routine and of an exercise in the editor, in the order of the form."""

from __future__ import annotations

from cramp_timer.core.routine import Exercise, Order
from cramp_timer.core.side import Side
from cramp_timer.languages.messages import _
from cramp_timer.languages.words import word
from cramp_timer.presentation.poses import POSES
from cramp_timer.tui.widgets.form import Field

NAME = Field(("name",), _("Name of the file"))
ROUTINE_FIELDS = (
    Field(("title",), _("Title")),
    NAME,
    Field(("position",), _("Position"), choices=("standing", "seated")),
    Field(("summary",), _("In a sentence"), prose=True),
    Field(("finish",), _("Last words")),
)
EXERCISE_FIELDS = (
    Field(("title",), _("Title")),
    Field(("side",), _("Legs"), choices=tuple(side.value for side in Side)),
    Field(("reps",), _("Reps"), int),
    Field(("sets",), _("Sets"), int),
    Field(("rest",), _("Rest after a set, seconds"), float),
    Field(("hold", "seconds"), _("Hold, seconds"), float),
    Field(("relax", "seconds"), _("Relax, seconds"), float),
    Field(("setup_seconds",), _("Set-up, seconds"), float),
    Field(("switch_seconds",), _("Change legs, seconds"), float),
    Field(("order",), _("Order of legs"), choices=tuple(order.value for order in Order)),
    Field(("pose",), _("Picture"), choices=("", *POSES)),
    Field(("instruction",), _("What to do"), prose=True),
    Field(("short",), _("In a few words"), prose=True),
    Field(("hold", "lead_in"), _("Said before a hold")),
    Field(("hold", "say"), _("Said as it begins")),
    Field(("relax", "say"), _("Said as it ends")),
)


def exercise_line(number: int, exercise: Exercise) -> str:
    """Return what the list of a routine says of an exercise, in two lines."""
    legs = "" if exercise.side is Side.NONE else f" {word(exercise.side)}"
    sets = f"{exercise.sets} × " if exercise.sets > 1 else ""
    return f"{number} {exercise.title}\n  {sets}{exercise.reps} × {exercise.hold.seconds:g} s{legs}"


def shown_value(fields: dict[str, object], spec: Field) -> str:
    """Return the value of a field, from a routine or an exercise as it is written."""
    value: object = fields
    for part in spec.path:
        value = value[part] if isinstance(value, dict) else ""
    return f"{value:g}" if isinstance(value, float) else str(value)
