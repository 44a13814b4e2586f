"""The first screen: the routines there are, what is known of each, and the commonest changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import ScreenResume, ScreenSuspend
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cramp_timer.core.number_text import clock_text
from cramp_timer.core.routine import Routine
from cramp_timer.diary.checklist import ChecklistItem
from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _, capital
from cramp_timer.languages.words import word
from cramp_timer.library import catalog, personal
from cramp_timer.library.offered import OfferedRoutines
from cramp_timer.library.overrides import describe
from cramp_timer.tui.bindings import group, key
from cramp_timer.tui.widgets.choose_list import ChooseList
from cramp_timer.tui.widgets.key_bar import KeyBar
from cramp_timer.tui.widgets.note import Note
from cramp_timer.tui.widgets.paragraphs import Paragraphs
from cramp_timer.tui.widgets.plain_text import PlainText
from cramp_timer.tui.widgets.pose_picture import PosePicture
from cramp_timer.tui.widgets.today import Today, answer_bindings, checklist_bindings

if TYPE_CHECKING:
    from cramp_timer.sessions.services import Services

PLACE = "home"
_REPS, _HOLD, _RELAX = group("reps"), group("hold"), group("relax")
RECORDED_SECONDS = 0.3
"""When a withdrawn cramp is out of the diary: the recorder writes in a thread of its own."""
LONGEST_TITLE = 28
"""The width of the column of titles, in cells; a longer title moves what follows it."""


class HomeScreen(Screen[None]):
    """A list of routines; posts the one that was chosen, with what was changed about it."""

    @dataclass
    class RoutineChosen(Message):
        """A routine was chosen to be started."""

        name: str
        routine: Routine

    @dataclass
    class ExportRequested(Message):
        """A routine should be written as a file."""

        name: str
        routine: Routine

    @dataclass
    class EditRequested(Message):
        """A routine should be edited; `routine` is as its file was when it was read."""

        name: str
        routine: Routine

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  # Textual's type
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012  # Textual's type
    AUTO_FOCUS = "#routines"
    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the list takes it, so that the key bar shows it as one of ours.
        key("enter", "start", "start", "Start", "home.start", priority=True),
        key("plus,equals_sign", "change('reps', 1)", "more", "More reps", "home.more", _REPS),
        key("minus", "change('reps', -1)", "fewer", "Fewer reps", "home.fewer", _REPS),
        key("h", "change('hold', 1)", "longer", "Hold longer", "home.longer-hold", _HOLD),
        key("H", "change('hold', -1)", "shorter", "Hold shorter", "home.shorter-hold", _HOLD),
        key("r", "change('relax', 1)", "longer", "Relax longer", "home.longer-relax", _RELAX),
        key("R", "change('relax', -1)", "shorter", "Relax shorter", "home.shorter-relax", _RELAX),
        key("l", "turn_legs", "legs", "Which legs", "home.legs"),
        key("o", "original", "as it was", "As it was made", "home.original"),
        key("e", "edit", "edit", "Edit", "home.edit"),
        key("t", "export", "to a phone", "Take it to bed, as a file", "home.export"),
        key("D,delete", "remove", "delete", "Delete one of your own", "home.delete"),
        key("u", "undo", "undo", "Undo the last answer, cramp or deletion", "home.undo"),
        key("d", "app.diary", "diary", "Diary", "home.diary"),
        *answer_bindings(PLACE),
        *checklist_bindings(PLACE),
        key("s", "app.settings", "settings", "Settings", "home.settings"),
        key("c", "app.sound_check", "sound", "Sound check", "home.sound-check"),
        key("g", "app.guide", "guide", "Guide", "home.guide"),
        key("q", "app.leave", "leave", "Leave", "home.leave"),
        key("escape", "app.leave_if_meant", "leave", "Leave, if asked twice", "home.back"),
    ]
    KEY_BAR = (
        "home.start", "app.now", "app.signs", "home.diary", "home.edit", "home.settings",
        "home.guide", "home.leave", "home.more", "home.export", "home.longer-hold", "home.legs",
    )  # fmt: skip

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._undo: list[Callable[[], str]] = []
        self._described = ""
        self._was_left = False
        self._offered = OfferedRoutines(services.offers)
        self._problems = self._offered.read()

    def compose(self) -> ComposeResult:
        """Yield the list, what is known of the chosen routine, and the keys."""
        yield PlainText("cramp-timer", id="title")
        with Horizontal(id="middle"):
            with Vertical(id="words"):
                yield ChooseList(*self._options(), id="routines")
                yield Paragraphs(id="about")
            yield PosePicture(id="picture")
        yield Note()
        yield Today(PLACE, self._services.diary, self._services.now)
        yield KeyBar(self.KEY_BAR)

    def _options(self) -> list[Option]:
        names = self._offered.names
        longest = max(len(self._offered.unchanged(name).title) for name in names)
        width = min(LONGEST_TITLE, longest)
        return [Option(self._line(name, width), id=name) for name in names]

    def _line(self, name: str, width: int) -> Content:
        routine = self._offered.changed(name)
        changes = describe(self._offered.overrides(name))
        return Content.from_markup(
            "[bold]$title[/]  [$dim]$length · $position$changes[/]",
            title=f"{routine.title:<{width}}",
            length=f"{clock_text(routine.seconds):>5}",
            position=word(routine.position),
            changes=f" · {changes}" if changes else "",
        )

    def on_mount(self) -> None:
        """Choose the routine that is right for this person: enter starts it."""
        default = self._services.default_routine
        names = self._offered.names
        self.query_one(OptionList).highlighted = names.index(default) if default in names else 0
        if self._problems:
            self._tell(self._problems[0])

    def on_screen_suspend(self, _: ScreenSuspend) -> None:
        """Remember that routines may be changed meanwhile."""
        self._was_left = True

    def on_screen_resume(self, _: ScreenResume) -> None:
        """Read the routines again after another screen, and show what is asked today."""
        if self._was_left:
            self._refresh_list()
        self.call_after_refresh(self._show_today)

    def _show_today(self) -> None:
        today = self.query_one(Today)
        problem = today.show()
        default = self._services.default_routine
        if not problem and default in self._offered.names:
            suggested = today.tonight(self._offered.unchanged(default).title)
            self.query_one("#title", PlainText).update(suggested or "cramp-timer")
        if problem:
            self._tell(problem)
        elif self._services.remarks:
            self._tell(f"{self._services.remarks[-1]}.")

    @property
    def _chosen(self) -> str:
        options = self.query_one(OptionList)
        place = options.highlighted
        return "" if place is None else options.get_option_at_index(place).id or ""

    def _refresh_list(self, chosen: str | None = None) -> None:
        self._problems = self._offered.read()
        options = self.query_one(OptionList)
        name = self._chosen if chosen is None else chosen
        with options.prevent(OptionList.OptionHighlighted):
            options.clear_options()
            options.add_options(self._options())
        names = self._offered.names
        self._described = ""
        options.highlighted = names.index(name) if name in names else 0

    def _tell(self, sentence: str) -> None:
        self.query_one(Note).tell(sentence)

    @on(OptionList.OptionHighlighted)
    def show_about(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the routine is, where it comes from and what is known of it."""
        name = event.option.id or ""
        if name not in self._offered.names:  # it was deleted since
            return
        routine = self._offered.unchanged(name)
        picture = self.query_one(PosePicture)
        picture.pose, picture.moved = routine.exercises[0].pose, 1.0
        if name != self._described and self._described:
            self._tell("")
        self._described = name
        self.query_one(Paragraphs).paragraphs = _about(routine)

    @on(OptionList.OptionSelected)
    def start_selected(self, event: OptionList.OptionSelected) -> None:
        """Start the routine that was selected."""
        name = event.option.id or ""
        self.post_message(self.RoutineChosen(name, self._offered.changed(name)))

    def action_start(self) -> None:
        """Start the chosen routine."""
        self.query_one(OptionList).action_select()

    def action_change(self, what: str, by: int) -> None:
        """Give each exercise one rep or one second more or less than it has, and save that."""
        further = _("No further in this direction.")
        self._change(lambda name: self._offered.step(name, what, by), further)

    def action_turn_legs(self) -> None:
        """Choose both legs, the left one, or the right one in turn."""
        both = _("This routine is for both legs at once; e makes one of your own.")
        self._change(self._offered.turn_legs, both)

    def action_original(self) -> None:
        """Forget what was changed about the routine."""
        self._change(self._offered.restore, "")

    def _change(self, change: Callable[[str], None], refusal: str) -> None:
        """Change the chosen routine, or tell that it does not allow it."""
        name = self._chosen
        try:
            change(name)
        except ValueError:
            self._tell(refusal)
            return
        except CrampTimerError as error:
            self._tell(_("Not remembered: {error}.", error=error))
            return
        self._refresh_list(name)
        changes = capital(describe(self._offered.overrides(name)))
        self._tell(_("{changes}; o takes it back.", changes=changes) if changes else "")

    def action_edit(self) -> None:
        """Edit the chosen routine; a built-in one is copied."""
        name = self._chosen
        self.post_message(self.EditRequested(name, self._offered.unchanged(name)))

    def action_export(self) -> None:
        """Write the chosen routine as a file that a phone plays."""
        name = self._chosen
        self.post_message(self.ExportRequested(name, self._offered.changed(name)))

    def action_remove(self) -> None:
        """Delete one of the person's own routines; undo restores it."""
        if self._chosen not in catalog.personal_names():
            self._tell(_("The built-in routines stay; your own can be deleted."))
            return
        file = catalog.find(self._chosen)
        try:
            personal.remove(file)
        except CrampTimerError as error:
            self._tell(f"{error}.")
            return
        self.offer_undo(partial(self._restore, file))
        self._refresh_list("")
        self._tell(_("{stem} is deleted; u brings it back.", stem=file.stem))

    def action_undo(self) -> None:
        """Take back what was done last; after a restart, the last deletion."""
        if not self._undo and (removed := personal.last_removed()) is not None:
            self.offer_undo(partial(self._restore, removed))
        if not self._undo:
            self._tell(_("There is nothing to undo."))
            return
        try:
            self._tell(self._undo.pop()())
            self.set_timer(RECORDED_SECONDS, self.query_one(Today).show)
        except CrampTimerError as error:
            self._tell(f"{error}.")

    def offer_undo(self, undo: Callable[[], str]) -> None:
        """Let the next undo do this; it returns a sentence, or raises CrampTimerError."""
        self._undo.append(undo)

    def _restore(self, file: Path) -> str:
        personal.restore(file)
        self._refresh_list(file.stem)
        return _("{stem} is back.", stem=file.stem)

    def action_answer(self, count: int) -> None:
        """Answer the question of the morning."""
        self._answer(lambda today: today.answer(count), undo=True)

    def action_skip(self) -> None:
        """Give no answer to the question of the morning."""
        self._answer(Today.skip, undo=True)

    def action_count_item(self, item: str, by: int) -> None:
        """Count one more of the day's checklist, or one fewer."""
        self._answer(lambda today: today.count_item(ChecklistItem(item), by))

    def _answer(self, give: Callable[[Today], str], *, undo: bool = False) -> None:
        try:
            sentence = give(self.query_one(Today))
            if undo and sentence:
                self.offer_undo(self.query_one(Today).undo)
        except CrampTimerError as error:
            sentence = _("Not kept: {error}.", error=error)
        if sentence:
            self._tell(sentence)


def _about(routine: Routine) -> list[Content]:
    """Return what a routine is, what is known of it and where it comes from, a paragraph each."""
    named = {
        _("Known"): routine.evidence or _("Nothing is known of it here."),
        _("From"): routine.source or _("You"),
    }
    sources = (
        Content.from_markup("[$dim]$name:[/] $text", name=name, text=text)
        for name, text in named.items()
    )
    return [Content(routine.summary), *sources]
