"""One night with everything that can be told of it; written as it is changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cramp_timer.core.side import Side
from cramp_timer.diary.entries import WORST, Muscle, Soreness
from cramp_timer.diary.night import Page
from cramp_timer.diary.storage.store import Store
from cramp_timer.diary.text import cramp_line, night_name
from cramp_timer.errors import DiaryError
from cramp_timer.tui.widgets.form import Field, Form, Value
from cramp_timer.tui.widgets.key_bar import Key, KeyBar

LONGEST_MINUTES = 1440
NIGHT_FIELDS = (
    Field(("sleep",), "Sleep disturbed, 0-10", int),
    Field(("sore",), "Sore afterwards", choices=("", *Soreness)),
)
CRAMP_FIELDS = (
    Field(("side",), "Leg", choices=("", Side.LEFT, Side.RIGHT, Side.BOTH)),
    Field(("worst",), "How bad, 0-10", int),
    Field(("minutes",), "Minutes", float),
    Field(("muscle",), "Where", choices=("", *Muscle)),
)


class NightScreen(Screen[None]):
    """The cramps of a night beside the fields of one."""

    CSS_PATH = "editor.tcss"
    AUTO_FOCUS = "#exercises"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "add", "One more cramp", priority=True, id="night.add"),
        Binding("ctrl+d", "remove", "Remove it", priority=True, id="night.remove"),
        Binding("escape", "dismiss", "Back", id="night.leave"),
    ]
    KEYS = (
        Key("esc", "back", "screen.dismiss"),
        Key("tab", "next field", "app.focus_next"),
        Key("ctrl+n", "one more", "screen.add"),
        Key("ctrl+d", "remove", "screen.remove"),
        Key("f2", "cramp", "app.now"),
        Key("f3", "warning signs", "app.signs"),
    )

    def __init__(self, store: Store, page: Page) -> None:
        super().__init__()
        self._store = store
        self._page = page

    def compose(self) -> ComposeResult:
        """The night and its cramps, and the fields of what is chosen."""
        yield Static(f"Night of {night_name(self._page.night)}", id="title")
        with Horizontal(id="both"):
            yield OptionList(id="exercises")
            yield Form(id="form")
        yield Static("", id="note", markup=False)
        yield KeyBar(self.KEYS, id="keys")

    async def on_mount(self) -> None:
        """The first cramp is chosen, or else the night."""
        self._show_list(min(1, len(self._page.cramps)))
        await self._fill()

    @property
    def _number(self) -> int:
        """The cramp that is chosen, from 1; 0 for the night itself."""
        return self.query_one(OptionList).highlighted or 0

    def _show_list(self, chosen: int) -> None:
        options = self.query_one(OptionList)
        lines = ["The night", *(f"{n} {cramp_line(c)}" for n, c in enumerate(self._page.cramps, 1))]
        with options.prevent(OptionList.OptionHighlighted):
            options.clear_options()
            options.add_options([Option(line) for line in lines])
            options.highlighted = min(chosen, len(lines) - 1)

    async def _fill(self) -> None:
        number = self._number
        source = self._page.cramps[number - 1] if number else self._page.said
        fields = CRAMP_FIELDS if number else NIGHT_FIELDS
        await self.query_one(Form).fill((f, _shown(getattr(source, _name(f)))) for f in fields)

    @on(OptionList.OptionHighlighted)
    async def show_chosen(self) -> None:
        """Another cramp: its fields."""
        await self._fill()

    @on(Form.Changed)
    def take(self, event: Form.Changed) -> None:
        """Write a value, or say in words why it cannot be."""
        try:
            told = {_name(event.field): _taken(event.field, event.value)}
        except ValueError as error:
            self.query_one(Form).mark(event.field, wrong=True)
            self._tell(f"{event.field.label}: {error}.")
            return
        self.query_one(Form).mark(event.field, wrong=False)
        if self._number:
            self._keep(self._page.told_of(self._number, **told))
        else:
            self._keep(replace(self._page, answers=replace(self._page.said, **told)))
        self._show_list(self._number)

    async def action_add(self) -> None:
        """One more cramp in this night."""
        self._keep(self._page.told(len(self._page.cramps) + 1))
        self._show_list(len(self._page.cramps))
        await self._fill()

    async def action_remove(self) -> None:
        """The chosen cramp was none; undo in the diary brings it back."""
        if self._number:
            kept = enumerate(self._page.cramps, 1)
            cramps = tuple(cramp for number, cramp in kept if number != self._number)
            self._keep(replace(self._page, cramps=cramps))
            self._show_list(self._number - 1)
            await self._fill()

    def _keep(self, page: Page) -> None:
        try:
            self._store.keep_page(page)
        except DiaryError as error:
            self._tell(f"{error}.")
            return
        self._page = page
        self._tell("")

    def _tell(self, sentence: str) -> None:
        self.query_one("#note", Static).update(sentence)


def _name(field: Field) -> str:
    return str(field.path[0])


def _shown(value: object) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _taken(field: Field, value: Value) -> Any:
    """What was entered; ValueError, in words, where it cannot be. Nothing is not known."""
    if value in ("", "nothing"):
        return None
    kinds = {"side": Side, "muscle": Muscle, "sore": Soreness}
    if _name(field) in kinds:
        return kinds[_name(field)](str(value))
    most = LONGEST_MINUTES if _name(field) == "minutes" else WORST
    if isinstance(value, str) or not 0 <= value <= most:
        raise ValueError(f"must be a number from 0 to {most}")
    return value
