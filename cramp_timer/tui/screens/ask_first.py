"""What comes before the first routine ever: who should ask first, and four questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from cramp_timer.guide.lines import ask_first_lines, question_lines
from cramp_timer.guide.texts import guide
from cramp_timer.languages.folder import wording
from cramp_timer.languages.messages import _
from cramp_timer.tui.bindings import group, key
from cramp_timer.tui.screens.text import ScrollingText
from cramp_timer.tui.widgets.hanging_text import HangingText
from cramp_timer.tui.widgets.key_bar import KeyBar
from cramp_timer.tui.widgets.note import Note

if TYPE_CHECKING:
    from cramp_timer.sessions.services import Services

_ANSWER = group("answer")


class AskFirstScreen(Screen[bool]):
    """Four questions, each one key, each of which may stay open; dismissed with `True` to begin."""

    CSS_PATH = "text.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "dismiss(True)", "begin", "Begin", "ask.begin"),
        *(
            key(str(number), f"answer({number})", "answer", f"Question {number}",
                f"ask.answer-{number}", _ANSWER)
            for number in range(1, 5)
        ),
        key("escape,q", "dismiss(False)", "back", "Back", "ask.back"),
    ]  # fmt: skip
    KEY_BAR = ("ask.begin", "ask.answer-1", "ask.back", "text.up", "app.signs", "app.now")

    def __init__(self, services: Services, name: str) -> None:
        super().__init__(name=name)
        self._services = services

    def compose(self) -> ComposeResult:
        """Yield the questions, then who should ask a clinician first."""
        with ScrollingText(id="text"):
            yield HangingText(id="questions")
            yield HangingText(("", *ask_first_lines()))
        yield Note()
        yield KeyBar(self.KEY_BAR)

    def on_mount(self) -> None:
        """Show what is answered already, and read out who should ask first."""
        self._show()
        self._services.read_out(f"{guide().ask_first_spoken.text} {wording().begin}")

    async def action_dismiss(self, result: bool | None = None) -> None:
        """End the reading before what follows begins to speak."""
        self._services.output.silence()
        await super().action_dismiss(result)

    def _show(self) -> None:
        questions = self.query_one("#questions", HangingText)
        questions.lines = tuple(question_lines(self._services.settings))

    def action_answer(self, number: int) -> None:
        """Answer a question with yes, no, or leave it open, in turn."""
        problem = self._services.toggle_answer(guide().questions[number - 1].name)
        if problem:
            self.query_one(Note).tell(_("For this time alone: {problem}.", problem=problem))
        self._show()
