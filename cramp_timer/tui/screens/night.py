"""One night with every field that it has; saved as it is changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cramp_timer.core.side import Side
from cramp_timer.diary.entries import LONGEST_MINUTES, LONGEST_TEXT, WORST, Mark, Muscle, Soreness
from cramp_timer.diary.night import MOST_CRAMPS, Night
from cramp_timer.diary.storage.store import Store
from cramp_timer.diary.text import cramp_line
from cramp_timer.errors import DiaryError
from cramp_timer.languages.dates import night_name
from cramp_timer.languages.messages import _
from cramp_timer.tui.bindings import key
from cramp_timer.tui.widgets.choose_list import ChooseList
from cramp_timer.tui.widgets.form import NARROW_FORM, NEXT_FIELD, Field, Form, Value
from cramp_timer.tui.widgets.key_bar import KeyBar
from cramp_timer.tui.widgets.note import Note
from cramp_timer.tui.widgets.plain_text import PlainText

MARK = Field(("mark",), _("Mark: compare anew"))
NIGHT_FIELDS = (
    Field(("sleep",), _("Sleep disturbed, 0-10"), int),
    Field(("sore",), _("Sore afterwards"), choices=("", *Soreness)),
    Field(("by_day",), _("Cramps by day"), int),
    Field(("note",), _("Note")),
    MARK,
)
CRAMP_FIELDS = (
    Field(("side",), _("Leg"), choices=("", Side.LEFT, Side.RIGHT, Side.BOTH)),
    Field(("worst",), _("How bad, 0-10"), int),
    Field(("minutes",), _("Minutes"), float),
    Field(("muscle",), _("Where"), choices=("", *Muscle)),
    Field(("woke",), _("Woke you"), choices=("", "yes", "no")),
    Field(("tried",), _("What you tried")),
    Field(("helped",), _("It helped"), choices=("", "yes", "no")),
    Field(("note",), _("Note")),
)
_KINDS: dict[str, type[Side] | type[Muscle] | type[Soreness]] = {
    "side": Side, "muscle": Muscle, "sore": Soreness,
}  # fmt: skip
_TEXTS, _ANSWERS = {"note": LONGEST_TEXT, "tried": LONGEST_TEXT, "mark": 80}, {"woke", "helped"}


class NightScreen(Screen[None]):
    """The cramps of a night beside the fields of one."""

    CSS_PATH = "editor.tcss"
    HORIZONTAL_BREAKPOINTS = NARROW_FORM
    AUTO_FOCUS = "#items"
    BINDINGS: ClassVar[list[BindingType]] = [
        NEXT_FIELD,
        key("ctrl+n", "add", "one more", "One more cramp", "night.add", priority=True),
        key("ctrl+d", "remove", "remove", "Remove it", "night.remove", priority=True),
        key("escape", "leave", "back", "Back", "night.leave"),
    ]
    KEY_BAR = ("night.leave", "form.next", "night.add", "night.remove", "app.now", "app.signs")

    def __init__(self, store: Store, night: Night, *, marking: bool = False) -> None:
        """`marking`: begin in the field of the mark."""
        super().__init__()
        self._store = store
        self._night = night
        self._is_marking = marking
        self._asked_to_leave = False

    def compose(self) -> ComposeResult:
        """Yield the night and its cramps, and the fields of what is chosen."""
        yield PlainText(_("Night of {night}", night=night_name(self._night.night)), id="title")
        with Horizontal(id="both"):
            yield ChooseList(id="items")
            yield Form(id="form")
        yield Note()
        yield KeyBar(self.KEY_BAR)

    async def on_mount(self) -> None:
        """Choose the first cramp, or else the night."""
        self._show_list(0 if self._is_marking else min(1, len(self._night.cramps)))
        await self._fill()
        if self._is_marking:
            self.query_one(Form).focus_field(MARK)

    @property
    def _number(self) -> int:
        """The cramp that is chosen, from 1; 0 for the night itself."""
        return self.query_one(OptionList).highlighted or 0

    def _show_list(self, chosen: int) -> None:
        options = self.query_one(OptionList)
        cramps = (f"{n} {cramp_line(c)}" for n, c in enumerate(self._night.cramps, 1))
        lines = [_("The night"), *cramps]
        with options.prevent(OptionList.OptionHighlighted):
            options.clear_options()
            options.add_options([Option(line) for line in lines])
            options.highlighted = min(chosen, len(lines) - 1)

    async def _fill(self) -> None:
        number = self._number
        source = self._night.cramps[number - 1] if number else self._night.answers_or_empty
        fields = CRAMP_FIELDS if number else NIGHT_FIELDS
        mark = ", ".join(mark.text for mark in self._night.marks)
        values = {each: mark if each is MARK else getattr(source, _name(each)) for each in fields}
        await self.query_one(Form).fill((each, _shown(value)) for each, value in values.items())

    @on(OptionList.OptionHighlighted)
    async def show_chosen(self) -> None:
        """Show the fields of another cramp."""
        await self._fill()

    @on(Form.FieldChanged)
    def save_field(self, event: Form.FieldChanged) -> None:
        """Save a value, or say why it cannot be."""
        problem = self._take(event)
        if problem:
            self._tell(_("{problem} The value before is kept.", problem=problem))

    @on(Form.FieldTyped)
    def check_field(self, event: Form.FieldTyped) -> None:
        """Say what is wrong with what is typed so far."""
        problem = _problem_of(event.field, event.value)
        self.query_one(Form).mark(event.field, wrong=bool(problem))
        self._tell(problem)

    def action_leave(self) -> None:
        """Save what is typed and go back; where it cannot be taken, say so first."""
        problem = self._take_all()
        if problem and not self._asked_to_leave:
            self._asked_to_leave = True
            self._tell(_("{problem} The value before is kept; esc again leaves.", problem=problem))
        else:
            self.dismiss()

    def _take_all(self) -> str:
        """Take what is typed and not left yet; return what is wrong with the first of it."""
        problems = [self._take(each) for each in self.query_one(Form).untaken()]
        return next(filter(None, problems), "")

    def _take(self, event: Form.FieldChanged) -> str:
        """Save a value; return why it cannot be, in a sentence."""
        if problem := _problem_of(event.field, event.value):
            self.query_one(Form).mark(event.field, wrong=True)
            return problem
        change = {_name(event.field): _parsed(event.field, event.value)}
        self.query_one(Form).take(event.field)
        if event.field is MARK:
            text = change["mark"]
            marks = (Mark.on(self._night.night, text),) if text else ()
            if self._night.marks and text:
                marks = (replace(self._night.marks[0], text=text),)
            self._save(replace(self._night, marks=marks))
        elif self._number:
            self._save(self._night.with_details(self._number, **change))
        else:
            answers = replace(self._night.answers_or_empty, **change)
            self._save(replace(self._night, answers=answers))
        self._show_list(self._number)
        return ""

    async def action_add(self) -> None:
        """Add one more cramp to this night."""
        self._take_all()
        self._save(self._night.with_count(len(self._night.cramps) + 1))
        self._show_list(len(self._night.cramps))
        await self._fill()

    async def action_remove(self) -> None:
        """Remove the chosen cramp; undo in the diary restores it."""
        number = self._number
        if number:
            self._take_all()
            self._save(self._night.without_cramp(number))
            self._show_list(number - 1)
            await self._fill()

    def _save(self, night: Night) -> None:
        try:
            self._store.save_night(night)
        except DiaryError as error:
            self._tell(f"{error}.")
            return
        self._night = night
        self._tell("")

    def _tell(self, sentence: str) -> None:
        self.query_one(Note).tell(sentence)


def _problem_of(field: Field, value: Value) -> str:
    """Return why a field cannot have a value, in a sentence; an empty text where it can."""
    try:
        _parsed(field, value)
    except ValueError as error:
        return f"{field.label}: {error}."
    return ""


def _name(field: Field) -> str:
    return str(field.path[0])


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _parsed(field: Field, value: Value) -> Any:
    """Return what was entered, `None` for nothing; ValueError, in words, where it is no value."""
    name = _name(field)
    if name in _TEXTS:
        if len(str(value or "")) > _TEXTS[name]:
            raise ValueError(_("must have at most {most} characters", most=_TEXTS[name]))
        return str(value or "")
    if value in (None, "", "nothing"):
        return None
    if name in _ANSWERS:
        return value == "yes"
    if name in _KINDS:
        return _KINDS[name](str(value))
    most = {"minutes": LONGEST_MINUTES, "by_day": MOST_CRAMPS}.get(name, WORST)
    if value is None or isinstance(value, str) or not 0 <= value <= most:
        raise ValueError(_("must be a number from 0 to {most}", most=most))
    return value
