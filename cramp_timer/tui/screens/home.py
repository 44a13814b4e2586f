"""The first screen: the routines there are, and what is known of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cramp_timer.numbers import clock_face
from cramp_timer.routine import Routine
from cramp_timer.tui.widgets.key_bar import Key, KeyBar


class HomeScreen(Screen[None]):
    """A list of routines; posts the name of the one that was chosen."""

    @dataclass
    class Chosen(Message):
        """A routine was chosen to be started."""

        name: str

    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012  # Textual's type
    AUTO_FOCUS = "#routines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "app.guide", "Guide", id="home.guide"),
        Binding("q,escape", "app.leave", "Leave", id="home.leave"),
    ]

    KEYS = (
        Key("enter", "start", "screen.start"),
        Key("↑↓", "choose", "screen.choose_next"),
        Key("w", "warning signs", "app.signs"),
        Key("g", "guide", "app.guide"),
        Key("q", "leave", "app.leave"),
    )

    def __init__(self, routines: Mapping[str, Routine]) -> None:
        super().__init__()
        self._routines = routines

    def compose(self) -> ComposeResult:
        """The list, what is known of the chosen one, and the keys."""
        yield Static("cramp-timer", id="title")
        yield OptionList(
            *(Option(self._line(routine), id=name) for name, routine in self._routines.items()),
            id="routines",
        )
        yield Static("", id="about")
        yield KeyBar(self.KEYS, id="keys")

    @staticmethod
    def _line(routine: Routine) -> Content:
        return Content.from_markup(
            "[bold]$title[/]  [dim]$length · $position[/]",
            title=f"{routine.title:<18}",
            length=f"{clock_face(routine.seconds):>5}",
            position=routine.position,
        )

    def on_mount(self) -> None:
        """The first routine is chosen: enter starts it."""
        self.query_one(OptionList).highlighted = 0

    @on(OptionList.OptionHighlighted)
    def show_about(self, event: OptionList.OptionHighlighted) -> None:
        """Tell what the routine is, where it comes from and what is known of it."""
        routine = self._routines[event.option.id or ""]
        self.query_one("#about", Static).update(
            Content.from_markup(
                "$summary\n\n[dim]From:[/] $source\n[dim]Known:[/] $evidence",
                summary=routine.summary,
                source=routine.source,
                evidence=routine.evidence,
            )
        )

    @on(OptionList.OptionSelected)
    def start_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin it."""
        self.post_message(self.Chosen(event.option.id or ""))

    def action_choose_next(self) -> None:
        """The next routine, by mouse."""
        self.query_one(OptionList).action_cursor_down()

    def action_start(self) -> None:
        """Begin the chosen one, by mouse."""
        self.query_one(OptionList).action_select()
