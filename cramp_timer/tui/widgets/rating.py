"""The severity rating of a cramp, from 0 to 10 or unanswered."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from cramp_timer.diary.entries import WORST
from cramp_timer.languages.messages import _

TEN_SECONDS = 1.5
"""A 1 and then a 0 within this make a 10."""


class Rating(Widget):
    """A row of the numbers 0 to 10; the chosen one is in brackets, visible without colour."""

    @dataclass
    class RatingChosen(Message):
        """A click on one of the numbers."""

        worst: int

    worst: reactive[int | None] = reactive(None)
    _typed_at = float("-inf")

    def render(self) -> RenderResult:
        """Return the question and the numbers, in the longest wording that fits."""
        wide, narrow = self._numbers(" {} "), self._numbers("{} ")
        looks = (
            Content(_("How bad was it?  ")) + wide + Content(_("  No answer is fine.")),
            Content(_("How bad was it? ")) + wide,
            Content(_("How bad? ")) + narrow,
        )
        fitting = (look for look in looks if look.cell_length <= self.content_size.width)
        return next(fitting, narrow)

    def _numbers(self, look: str) -> Content:
        return Content("").join(self._number(number, look) for number in range(WORST + 1))

    def _number(self, number: int, look: str) -> Content:
        chosen = number == self.worst
        return Content.from_markup(
            f"[@click=rate({number})]{'[bold $primary]$text[/]' if chosen else '$text'}[/]",
            text=f"[{number}]" if chosen else look.format(number),
        )

    def typed(self, key: str, now: float) -> int | None:
        """Return the rating after a digit was typed at a time; `None` for other keys."""
        before = self.worst if now - self._typed_at < TEN_SECONDS else None
        self._typed_at = now
        if not (len(key) == 1 and key in "0123456789"):
            return None
        return WORST if (before, key) == (1, "0") else int(key)

    def action_rate(self, worst: int) -> None:
        """Post the number that was clicked."""
        self.post_message(self.RatingChosen(worst))
