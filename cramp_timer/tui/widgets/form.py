"""A form: rows with a label and a place to type or to choose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import DescendantBlur, Key
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, TextArea

from cramp_timer.languages.messages import _
from cramp_timer.languages.words import word
from cramp_timer.library.toml_lines import Path
from cramp_timer.tui.bindings import group, key
from cramp_timer.tui.widgets.plain_text import PlainText

Value = str | int | float | None
NARROW_FORM = [(0, "-narrow"), (64, "-wide")]
"""Widths from which a list stands beside its form; below, it stands above it."""
_CHOOSE = group("choose")
NEXT_FIELD = key("tab", "app.focus_next", "next field", "Next field", "form.next")
"""For the screens that have a form."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be set: where it stands, what it is called, and what it may be."""

    path: Path
    label: str
    kind: type[str] | type[int] | type[float] = str
    choices: tuple[str, ...] = ()
    help: str = ""
    prose: bool = False
    """Whether it is a few sentences, which want more than one line."""

    def parsed(self, text: str) -> Value:
        """Return what was typed as a value; text where a number was wanted stays text."""
        if self.kind is str:
            return text
        try:
            return int(text) if self.kind is int else float(text)
        except ValueError:
            return text or "nothing"


class Choice(Widget, can_focus=True):
    """One of a few words; arrows, space and a click go to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("left", "turn(-1)", "choose", "Choose", "choice.previous", _CHOOSE),
        key("right,space,enter", "turn(1)", "choose", "Choose", "choice.next", _CHOOSE),
    ]
    chosen: reactive[str] = reactive("")

    @dataclass
    class WordChosen(Message):
        """Another word was chosen."""

        choice: Choice
        word: str

    def __init__(self, words: Sequence[str], chosen: str) -> None:
        super().__init__()
        self._words = words
        self.set_reactive(Choice.chosen, chosen)

    def render(self) -> RenderResult:
        """Render the word between arrows."""
        return Content(f"‹ {word(self.chosen)} ›")

    def action_turn(self, by: int) -> None:
        """Choose the next word, or the one before."""
        place = self._words.index(self.chosen) if self.chosen in self._words else 0
        self.chosen = self._words[(place + by) % len(self._words)]
        self.post_message(self.WordChosen(self, self.chosen))

    def on_click(self) -> None:
        """Choose the next word, as space does."""
        self.action_turn(1)

    def on_key(self, event: Key) -> None:
        """Choose the next word that begins with a letter; a field is what gets letters."""
        if event.character is None or not event.character.isalnum():
            return
        event.stop()
        event.prevent_default()
        letter = event.character.casefold()
        place = self._words.index(self.chosen) if self.chosen in self._words else 0
        after = [*self._words[place + 1 :], *self._words[: place + 1]]
        chosen = next((each for each in after if word(each).casefold().startswith(letter)), None)
        if chosen is not None:
            self.chosen = chosen
            self.post_message(self.WordChosen(self, chosen))


class Prose(TextArea):
    """A few sentences, broken where the line ends and nowhere else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the text area takes it for a new line.
        Binding("enter", "app.focus_next", _("Next"), show=False, priority=True),
    ]

    def __init__(self, text: str) -> None:
        super().__init__(text, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False


class Row(Horizontal):
    """One field with its label."""

    def __init__(self, field: Field, value: str) -> None:
        super().__init__()
        self.field = field
        self._value = value
        self.taken = value
        """The text that was taken last."""

    def compose(self) -> ComposeResult:
        """Yield the label, and what can be changed."""
        yield PlainText(self.field.label, classes="label")
        if self.field.choices:
            yield Choice(self.field.choices, self._value)
        elif self.field.prose:
            yield Prose(self._value)
        else:
            field = Input(self._value, compact=True)
            field.cursor_blink = False  # nothing flashes here
            yield field

    @property
    def text(self) -> str:
        """What is typed here now; the text that was taken, where words are chosen."""
        for typed in self.query(Input):
            return typed.value
        for written in self.query(Prose):
            return " ".join(written.text.split("\n"))
        return self.taken


class Form(VerticalScroll, can_focus=False):
    """Fields from top to bottom; posts what is typed, what was changed, and what has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", _("Next field"), show=False),
        Binding("up", "app.focus_previous", _("Field before"), show=False),
    ]

    @dataclass
    class FieldTyped(Message):
        """A value is being typed and may be half of one: it can be checked, and is not kept."""

        field: Field
        value: Value

    @dataclass
    class FieldChanged(Message):
        """A field was given another value: a word was chosen, or what was typed was left."""

        field: Field
        value: Value

    @dataclass
    class FieldFocused(Message):
        """A field has the focus now."""

        field: Field

    async def fill(self, fields: Iterable[tuple[Field, str]]) -> None:
        """Show these fields, and no others."""
        with self.prevent(Input.Changed, TextArea.Changed):
            await self.remove_children()
            await self.mount_all(Row(field, value) for field, value in fields)

    def focus_field(self, field: Field) -> None:
        """Move the focus to where a field is typed."""
        for row in self.query(Row):
            if row.field == field:
                row.query_one(Input).focus()

    def mark(self, field: Field, *, wrong: bool) -> None:
        """Show that the value in a field cannot be used, or that it can again."""
        for row in self.query(Row):
            if row.field == field:
                row.set_class(wrong, "-wrong")

    def untaken(self) -> list[FieldChanged]:
        """Return what was typed and not left yet, or could not be taken when it was."""
        rows = [row for row in self.query(Row) if row.text != row.taken]
        return [self.FieldChanged(row.field, row.field.parsed(row.text)) for row in rows]

    def take(self, field: Field) -> None:
        """Note that the value of a field was taken."""
        for row in self.query(Row):
            if row.field == field:
                row.taken = row.text
                row.remove_class("-wrong")

    @property
    def is_wrong(self) -> bool:
        """Whether some field holds a value that cannot be used."""
        return bool(self.query("Row.-wrong"))

    @on(Input.Changed)
    def post_typed(self, event: Input.Changed) -> None:
        """Post what was typed."""
        event.stop()
        row = event.input.parent
        if isinstance(row, Row) and event.input.has_focus:
            self.post_message(self.FieldTyped(row.field, row.field.parsed(event.value)))

    @on(Input.Blurred)
    def post_left(self, event: Input.Blurred) -> None:
        """Post what was typed, now that it is whole."""
        event.stop()
        self._post_left(event.input.parent)

    @on(Input.Submitted)
    def go_on(self, event: Input.Submitted) -> None:
        """Go to the next field by enter."""
        event.stop()
        self.app.action_focus_next()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Post a few sentences, now that they are whole."""
        if isinstance(event.widget, Prose):
            self._post_left(event.widget.parent)

    def _post_left(self, row: object) -> None:
        if isinstance(row, Row) and row.text != row.taken:
            self.post_message(self.FieldChanged(row.field, row.field.parsed(row.text)))

    @on(TextArea.Changed)
    def post_written(self, event: TextArea.Changed) -> None:
        """Post what was written; what was pasted may have brought line ends."""
        event.stop()
        row = event.text_area.parent
        if isinstance(row, Row) and event.text_area.has_focus:
            self.post_message(self.FieldTyped(row.field, row.text))

    @on(Choice.WordChosen)
    def post_chosen(self, event: Choice.WordChosen) -> None:
        """Post what was chosen; yes and no are truth values."""
        event.stop()
        if isinstance(event.choice.parent, Row):
            field = event.choice.parent.field
            value: Value = event.word
            if {"yes", "no"} <= set(field.choices):
                value = event.word == "yes" if event.word else None
            self.post_message(self.FieldChanged(field, value))

    def on_descendant_focus(self) -> None:
        """Post which field has the focus."""
        row = self.screen.focused.parent if self.screen.focused else None
        if isinstance(row, Row):
            self.post_message(self.FieldFocused(row.field))
