"""The editor of a routine: fields that are validated while typing, and the total duration."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cramp_timer.core.compiler import compile_timeline
from cramp_timer.core.number_text import clock_text
from cramp_timer.core.routine import Exercise, Routine
from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.library import toml_edit
from cramp_timer.library.draft import RoutineDraft
from cramp_timer.system.atomic_file import ChangedMeanwhileError
from cramp_timer.tui.bindings import group, key
from cramp_timer.tui.screens.editor_fields import (
    EXERCISE_FIELDS,
    NAME,
    ROUTINE_FIELDS,
    exercise_line,
    shown_value,
)
from cramp_timer.tui.screens.pick_exercise import PickExerciseScreen
from cramp_timer.tui.screens.text import TextScreen
from cramp_timer.tui.widgets.choose_list import ChooseList
from cramp_timer.tui.widgets.form import NARROW_FORM, NEXT_FIELD, Field, Form
from cramp_timer.tui.widgets.key_bar import KeyBar
from cramp_timer.tui.widgets.note import Note
from cramp_timer.tui.widgets.plain_text import PlainText
from cramp_timer.tui.widgets.timeline_strip import TimelineStrip

if TYPE_CHECKING:
    from cramp_timer.sessions.services import Services

_MOVE = group("move")


class EditorScreen(Screen[None]):
    """A screen that edits one routine; only a valid routine can be saved."""

    @dataclass
    class TrialRequested(Message):
        """A request to play the routine in its current state."""

        routine: Routine

    @dataclass
    class ExportRequested(Message):
        """A request to export the routine in its current state."""

        routine: Routine
        name: str

    @dataclass
    class RoutineSaved(Message):
        """A report that the routine was saved to a file."""

        file: Path

    CSS_PATH = "editor.tcss"
    HORIZONTAL_BREAKPOINTS = NARROW_FORM
    AUTO_FOCUS = "#items"
    BINDINGS: ClassVar[list[BindingType]] = [
        NEXT_FIELD,
        key("ctrl+s", "save", "save", "Save", "editor.save", priority=True),
        key("ctrl+n", "add", "add", "Add an exercise", "editor.add", priority=True),
        key("ctrl+d", "remove", "remove", "Remove it", "editor.remove", priority=True),
        key("ctrl+up", "move(-1)", "move", "Move it up", "editor.up", _MOVE, priority=True),
        key("ctrl+down", "move(1)", "move", "Move it down", "editor.down", _MOVE, priority=True),
        key("ctrl+z", "undo", "undo", "Undo", "editor.undo", priority=True),
        key("ctrl+e", "export", "to a phone", "To a phone", "editor.export", priority=True),
        key("ctrl+r", "try", "try", "Try it from here", "editor.try", priority=True),
        key("escape", "leave", "back", "Back", "editor.leave"),
    ]
    KEY_BAR = (
        "editor.save", "form.next", "editor.try", "editor.add", "editor.remove", "editor.up",
        "editor.undo", "editor.leave", "app.now", "app.signs",
    )  # fmt: skip

    def __init__(
        self,
        draft: RoutineDraft,
        services: Services,
        first_note: str = "",
    ) -> None:
        super().__init__()
        self._draft = draft
        self._services = services
        self._profile = services.settings.profile
        self._pack = services.pack()
        self._first_note = first_note
        self._asked_to_leave = False
        self._before_field: tuple[Field, str] | None = None

    def compose(self) -> ComposeResult:
        """Yield the exercises beside the fields of one, and the timeline below them."""
        yield PlainText("", id="title")
        with Horizontal(id="both"):
            yield ChooseList(id="items")
            yield Form(id="form")
        yield TimelineStrip(id="strip")
        yield Note()
        yield KeyBar(self.KEY_BAR)

    async def on_mount(self) -> None:
        """Choose the first exercise, and show the note on the file."""
        self._show_list(1)
        await self._fill()
        self._tell(self._first_note)

    @property
    def _routine(self) -> Routine:
        return self._draft.routine

    @property
    def _index(self) -> int:
        """The index of the chosen exercise, from 0; -1 for the routine itself."""
        return (self.query_one("#items", OptionList).highlighted or 0) - 1

    def _show_list(self, chosen: int) -> None:
        options = self.query_one("#items", OptionList)
        lines = [
            _("The routine"),
            *(exercise_line(number, e) for number, e in enumerate(self._exercises, 1)),
        ]
        with options.prevent(OptionList.OptionHighlighted):
            if len(lines) != options.option_count:
                options.clear_options()
                options.add_options([Option(line) for line in lines])
            else:
                for number, line in enumerate(lines):
                    options.replace_option_prompt_at_index(number, line)
            options.highlighted = max(0, min(len(lines) - 1, chosen))
        timeline = compile_timeline(self._routine, self._pack)
        self.query_one(TimelineStrip).timeline = timeline
        changed = "" if self._draft.is_saved else _(" · not saved")
        self.query_one("#title", PlainText).update(
            f"{self._routine.title} · {clock_text(timeline.duration)}{changed}"
        )

    @property
    def _exercises(self) -> tuple[Exercise, ...]:
        return self._routine.exercises

    async def _fill(self) -> None:
        index = self._index
        source = self._routine if index < 0 else self._exercises[index]
        fields = {**source.model_dump(mode="json"), "name": self._draft.name}
        specs = ROUTINE_FIELDS if index < 0 else EXERCISE_FIELDS
        await self.query_one(Form).fill((spec, shown_value(fields, spec)) for spec in specs)

    @on(OptionList.OptionHighlighted)
    async def show_chosen(self) -> None:
        """Show the fields of the chosen exercise."""
        await self._fill()

    @on(OptionList.OptionSelected)
    def enter_form(self) -> None:
        """Move the focus to the first field of the form."""
        self.query_one(Form).query("Input").first().focus()

    @on(Form.FieldTyped)
    @on(Form.FieldChanged)
    def take(self, event: Form.FieldTyped | Form.FieldChanged) -> None:
        """Apply the value of a field, or show why it is invalid and keep the one before.

        What is typed is shown at once in the list and the timeline; a half of a number that is
        valid by itself is taken back when the whole is not.
        """
        index = self._index
        if event.field is NAME:
            reason = self._draft.rename(str(event.value))
        else:
            path = event.field.path if index < 0 else ("exercises", index, *event.field.path)
            value = "" if event.value is None else event.value
            changed = toml_edit.set_field(self._draft.text, path, value)
            problem = self._draft.change(changed, path)
            reason = problem.reason if problem else ""
        self.query_one(Form).mark(event.field, wrong=bool(reason))
        if reason:
            self._restore_before(event.field)
        self._tell(
            _(
                "{label}: {reason}. The value before is kept.",
                label=event.field.label,
                reason=reason,
            )
            if reason
            else ""
        )
        self._follow(self._index)

    @on(Form.FieldFocused)
    def remember_before(self, event: Form.FieldFocused) -> None:
        """Remember the routine as it is before a field is changed."""
        self._before_field = event.field, self._draft.text

    def _restore_before(self, field: Field) -> None:
        if self._before_field and self._before_field[0] == field and field is not NAME:
            self._draft.change(self._before_field[1])

    def _follow(self, chosen: int) -> None:
        """Update the list, the timeline and the title from the draft."""
        self._asked_to_leave = False
        self._show_list(chosen + 1)

    async def _restructure(self, text: str, chosen: int, done: str = "") -> None:
        """Change which exercises there are; tell what was done, or why it cannot be."""
        problem = self._draft.change(text)
        if problem:
            self._tell(f"{problem.reason}.")
            return
        self._follow(chosen)
        await self._fill()
        self._tell(done)

    @work
    async def action_add(self) -> None:
        """Insert an exercise that is picked from a list below the chosen one."""
        fields = await self.app.push_screen_wait(PickExerciseScreen(self._profile))
        if fields is not None:
            place = self._index + 1
            text = toml_edit.insert_exercise(self._draft.text, place, fields)
            await self._restructure(text, place)

    async def action_remove(self) -> None:
        """Remove the chosen exercise, unless it is the only one."""
        if self._index < 0 or len(self._exercises) == 1:
            self._tell(_("A routine needs an exercise."))
            return
        title = self._exercises[self._index].title
        without = toml_edit.remove_exercise(self._draft.text, self._index)
        removed = _("{title} is removed; ctrl+z brings it back.", title=title)
        await self._restructure(without, self._index, removed)

    async def action_move(self, by: int) -> None:
        """Move the chosen exercise up (-1) or down (1)."""
        if self._index >= 0:
            to = max(0, min(len(self._exercises) - 1, self._index + by))
            await self._restructure(toml_edit.move_exercise(self._draft.text, self._index, by), to)

    async def action_undo(self) -> None:
        """Restore the routine before the last change."""
        if not self._draft.undo():
            self._tell(_("There is nothing to undo."))
            return
        self._follow(self._index)
        await self._fill()
        self._tell("")

    def action_save(self) -> None:
        """Save the routine, and render its phrases in a worker thread."""
        if self.query_one(Form).is_wrong:
            self._tell(_("Not saved: a field holds what cannot be taken."))
            return
        try:
            file = self._draft.save()
        except ChangedMeanwhileError as error:
            self._tell(_("{error}. ctrl+s again saves yours under another name.", error=error))
            self.app.push_screen(TextScreen(self._draft.differences(), "differences"))
            return
        except CrampTimerError as error:
            self._tell(_("Not saved: {error}.", error=error))
            return
        self._follow(self._index)
        self._tell(_("Saved as {stem}.", stem=file.stem))
        self.post_message(self.RoutineSaved(file))
        self.run_worker(self._spoken, thread=True, exclusive=True)

    def _spoken(self) -> None:
        problems = self._services.make_speech(self._routine)
        if problems:
            self.app.call_from_thread(self._tell, f"{problems[0]}.")

    def action_try(self) -> None:
        """Request a trial of the routine from the chosen exercise on."""
        rest = self._exercises[max(0, self._index) :]
        self.post_message(self.TrialRequested(self._routine.model_copy(update={"exercises": rest})))

    def action_export(self) -> None:
        """Request the export of the whole routine for a phone."""
        self.post_message(self.ExportRequested(self._routine, self._draft.name))

    def action_leave(self) -> None:
        """Go back; warn once about unsaved changes."""
        if not self._draft.is_saved and not self._asked_to_leave:
            self._asked_to_leave = True
            self._tell(_("Not saved. ctrl+s saves, esc again leaves without."))
            return
        self.dismiss()

    def _tell(self, note: str) -> None:
        self.query_one(Note).tell(note)
