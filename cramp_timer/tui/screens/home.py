"""The first screen: the routines there are, what is known of each, and the commonest changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import ScreenResume
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cramp_timer.behind import Behind
from cramp_timer.core.number_text import clock_face
from cramp_timer.core.routine import Changes, Routine
from cramp_timer.diary.checklist import Item
from cramp_timer.errors import CrampTimerError
from cramp_timer.library import catalog as library
from cramp_timer.library import personal as shelf
from cramp_timer.library.overrides import remember, remembered, told
from cramp_timer.tui.widgets.key_bar import Key, KeyBar
from cramp_timer.tui.widgets.today import Today, tick_bindings

SIDES = ("both", "left", "right")


class HomeScreen(Screen[None]):
    """A list of routines; posts the name of the one that was chosen."""

    @dataclass
    class Chosen(Message):
        """A routine was chosen to be started."""

        name: str

    @dataclass
    class Export(Message):
        """A routine was chosen to be written as a file."""

        name: str

    @dataclass
    class Edit(Message):
        """A routine was chosen to be changed."""

        name: str

    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012  # Textual's type
    AUTO_FOCUS = "#routines"
    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,equals_sign", "change('reps', 1)", "More reps", id="home.more"),
        Binding("minus", "change('reps', -1)", "Fewer reps", id="home.fewer"),
        Binding("h", "change('hold', 1)", "Hold longer", id="home.longer-hold"),
        Binding("H", "change('hold', -1)", "Hold shorter", id="home.shorter-hold"),
        Binding("r", "change('relax', 1)", "Relax longer", id="home.longer-relax"),
        Binding("R", "change('relax', -1)", "Relax shorter", id="home.shorter-relax"),
        Binding("l", "turn_legs", "Which legs", id="home.legs"),
        Binding("o", "original", "As it was made", id="home.original"),
        Binding("e", "edit", "Edit", id="home.edit"),
        Binding("t", "export", "Take it to bed, as a file", id="home.export"),
        Binding("D,delete", "remove", "Delete one of your own", id="home.delete"),
        Binding("u", "take_back", "Undo the last answer or deletion", id="home.undo"),
        Binding("d", "app.diary", "Diary", id="home.diary"),
        *(
            Binding(str(number), f"count({number})", f"{number} cramps", show=False)
            for number in range(10)
        ),
        Binding("x", "skip", "No answer", show=False, id="home.skip"),
        *tick_bindings("home"),
        Binding("s", "app.settings", "Settings", id="home.settings"),
        Binding("c", "app.sound_check", "Sound check", id="home.sound-check"),
        Binding("g", "app.guide", "Guide", id="home.guide"),
        Binding("q,escape", "app.leave", "Leave", id="home.leave"),
    ]

    KEYS = (
        Key("enter", "start", "screen.start"),
        Key("n", "cramp", "app.now"),
        Key("w", "signs", "app.signs"),
        Key("d", "diary", "app.diary"),
        Key("e", "edit", "screen.edit"),
        Key("s", "settings", "app.settings"),
        Key("g", "guide", "app.guide"),
        Key("q", "leave", "app.leave"),
        Key("+-", "reps", "screen.change('reps', 1)"),
        Key("t", "to a phone", "screen.export"),
        Key("h", "hold", "screen.change('hold', 1)"),
        Key("l", "legs", "screen.turn_legs"),
    )

    def __init__(self, behind: Behind) -> None:
        super().__init__()
        self._behind = behind
        self._routines, self._problems = library.load_all()
        self._changes = remembered()
        self._removed: list[tuple[Path, Path]] = []
        self._told_about = ""

    def compose(self) -> ComposeResult:
        """The list, what is known of the chosen one, and the keys."""
        yield Static("cramp-timer", id="title")
        yield OptionList(*self._options(), id="routines")
        yield Static("", id="about")
        yield Static("", id="note", markup=False)
        yield Today(self._behind.diary, self._behind.now)
        yield KeyBar(self.KEYS, id="keys")

    def _options(self) -> list[Option]:
        return [Option(self._line(name), id=name) for name in self._routines]

    def _changed(self, name: str) -> Routine:
        """A routine with what is remembered of it."""
        try:
            return self._changes.get(name, Changes()).applied_to(self._routines[name])
        except ValueError:  # it has become another since
            return self._routines[name]

    def _line(self, name: str) -> Content:
        routine = self._changed(name)
        mine = told(self._changes.get(name, Changes()))
        return Content.from_markup(
            "[bold]$title[/]  [dim]$length · $position$mine[/]",
            title=f"{routine.title:<18}",
            length=f"{clock_face(routine.seconds):>5}",
            position=routine.position,
            mine=f" · {mine}" if mine else "",
        )

    def on_mount(self) -> None:
        """The first routine is chosen: enter starts it."""
        self.query_one(OptionList).highlighted = 0
        if self._problems:
            self._tell(self._problems[0])

    def on_screen_resume(self, _: ScreenResume) -> None:
        """There may be more routines, or others, than before; and what is asked today."""
        self._show_again()
        self.call_after_refresh(self._show_today)

    def _show_today(self) -> None:
        problem = self.query_one(Today).show()
        if problem:
            self._tell(problem)

    @property
    def _chosen(self) -> str:
        options = self.query_one(OptionList)
        place = options.highlighted
        return "" if place is None else options.get_option_at_index(place).id or ""

    def _show_again(self, chosen: str | None = None) -> None:
        self._routines, self._problems = library.load_all()
        self._changes = remembered()
        options = self.query_one(OptionList)
        name = self._chosen if chosen is None else chosen
        with options.prevent(OptionList.OptionHighlighted):
            options.clear_options()
            options.add_options(self._options())
        there = list(self._routines)
        self._told_about = ""
        options.highlighted = there.index(name) if name in there else 0

    def _tell(self, sentence: str) -> None:
        self.query_one("#note", Static).update(sentence)

    @on(OptionList.OptionHighlighted)
    def show_about(self, event: OptionList.OptionHighlighted) -> None:
        """Tell what the routine is, where it comes from and what is known of it."""
        name = event.option.id or ""
        if name not in self._routines:  # it was deleted since
            return
        routine = self._routines[name]
        if name != self._told_about and self._told_about:
            self._tell("")
        self._told_about = name
        self.query_one("#about", Static).update(
            Content.from_markup(
                "$summary\n\n[dim]From:[/] $source\n[dim]Known:[/] $evidence",
                summary=routine.summary,
                source=routine.source or "You",
                evidence=routine.evidence or "Nothing is known of it here.",
            )
        )

    @on(OptionList.OptionSelected)
    def start_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin it."""
        self.post_message(self.Chosen(event.option.id or ""))

    def action_start(self) -> None:
        """Begin the chosen one, by mouse."""
        self.query_one(OptionList).action_select()

    def action_change(self, what: str, by: int) -> None:
        """A rep or a second more or less, in every exercise; remembered."""
        first = self._changed(self._chosen).exercises[0]
        now = {"reps": first.reps, "hold": first.hold.seconds, "relax": first.relax.seconds}[what]
        self._remember({what: now + by})

    def action_turn_legs(self) -> None:
        """Both legs, the left one, the right one."""
        now = self._changes.get(self._chosen, Changes()).side or "both"
        self._remember({"side": SIDES[(SIDES.index(now) + 1) % len(SIDES)]})

    def action_original(self) -> None:
        """Forget the changes."""
        self._keep(Changes())

    def _remember(self, change: dict[str, object]) -> None:
        before = self._changes.get(self._chosen, Changes())
        try:
            changes = Changes.model_validate({**before.model_dump(), **change})
            changes.applied_to(self._routines[self._chosen])
        except ValueError:
            both = "This routine is for both legs at once; e makes one of your own."
            self._tell(both if "side" in change else "No further in this direction.")
            return
        self._keep(changes)

    def _keep(self, changes: Changes) -> None:
        name = self._chosen
        try:
            remember(name, changes)
        except CrampTimerError as error:
            self._tell(f"Not remembered: {error}.")
            return
        self._show_again(name)
        self._tell(f"{told(changes).capitalize()}; o takes it back." if told(changes) else "")

    def action_edit(self) -> None:
        """Change it; a built-in one is copied."""
        self.post_message(self.Edit(self._chosen))

    def action_export(self) -> None:
        """Write it as a file that a phone plays."""
        self.post_message(self.Export(self._chosen))

    def action_remove(self) -> None:
        """Set one of one's own aside; undo brings it back."""
        if self._chosen not in library.personal_names():
            self._tell("The built-in routines stay; your own can be deleted.")
            return
        file = library.find(self._chosen)
        try:
            self._removed.append((file, shelf.remove(file)))
        except CrampTimerError as error:
            self._tell(f"{error}.")
            return
        self._show_again("")
        self._tell(f"{file.stem} is deleted; u brings it back.")

    def action_count(self, number: int) -> None:
        """The answer of the morning."""
        self._answer(lambda today: today.count(number))

    def action_skip(self) -> None:
        """No answer."""
        self._answer(Today.skip)

    def action_tick(self, item: str, by: int) -> None:
        """One more of the day's list, or one fewer."""
        self._answer(lambda today: today.tick(Item(item), by))

    def _answer(self, given: Callable[[Today], str]) -> None:
        try:
            told = given(self.query_one(Today))
        except CrampTimerError as error:
            told = f"Not kept: {error}."
        if told:
            self._tell(told)

    def action_take_back(self) -> None:
        """Undo the last deletion, or else the last answer."""
        if not self._removed:
            self._answer(Today.undo)
            return
        file, aside = self._removed.pop()
        try:
            shelf.take_back(file, aside)
        except (CrampTimerError, OSError) as error:
            self._tell(f"{error}.")
            return
        self._show_again(file.stem)
