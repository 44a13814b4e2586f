"""The exercises that a routine can be given: those of the built-in routines, and a blank one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cramp_timer.core.profile import Profile
from cramp_timer.core.routine import Exercise
from cramp_timer.languages.messages import _
from cramp_timer.library import catalog, toml_edit
from cramp_timer.tui.bindings import key
from cramp_timer.tui.widgets.choose_list import ChooseList
from cramp_timer.tui.widgets.key_bar import KeyBar
from cramp_timer.tui.widgets.plain_text import PlainText
from cramp_timer.tui.widgets.pose_picture import PosePicture

BLANK = _("A blank one")

Fields = Mapping[str, Any]


def pickable(profile: Profile) -> dict[str, Fields]:
    """Return the fields of each exercise that suits a person by what the list says of it."""
    found: dict[str, Fields] = {}
    for name in catalog.BUILT_IN:
        routine = catalog.load(name)
        if not routine.is_offered_to(profile):
            continue
        for exercise in routine.worded_for(profile).exercises:
            fields = exercise.model_dump(mode="json", exclude_defaults=True)
            if fields not in found.values():
                found[_label(exercise, routine.title)] = fields
    return {**found, BLANK: toml_edit.NEW_EXERCISE}


def _label(exercise: Exercise, routine: str) -> str:
    return f"{exercise.title} · {exercise.reps} × {exercise.hold.seconds:g} s · {routine}"


class PickExerciseScreen(Screen[Fields | None]):
    """A list to choose from; closes with the fields of an exercise, or `None`."""

    CSS_PATH = "editor.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (84, "-wide")]  # noqa: RUF012  # Textual's type
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "pick", "add it", "Add it", "pick.add", priority=True),
        key("escape", "dismiss(None)", "back", "Back", "pick.back"),
    ]
    KEY_BAR = ("pick.add", "pick.back", "app.now", "app.signs")

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._fields = pickable(profile)

    def compose(self) -> ComposeResult:
        """Yield the list beside the figure of what is chosen."""
        yield PlainText(_("Add which exercise?"), id="title")
        with Horizontal(id="both"):
            yield ChooseList(*(Option(label) for label in self._fields), id="exercises")
            yield PosePicture(id="picture")
        yield KeyBar(self.KEY_BAR)

    @on(OptionList.OptionHighlighted)
    def show_pose(self, event: OptionList.OptionHighlighted) -> None:
        """Show the figure of the exercise."""
        fields = list(self._fields.values())[event.option_index]
        picture = self.query_one(PosePicture)
        picture.pose, picture.moved = str(fields.get("pose", "")), 1.0

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """Close with the exercise."""
        self.dismiss(list(self._fields.values())[event.option_index])

    def action_pick(self) -> None:
        """Close with the chosen exercise."""
        self.query_one(OptionList).action_select()
