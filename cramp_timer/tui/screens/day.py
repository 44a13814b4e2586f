"""A corner of the screen by day: what it is time for, and how long still."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import ScreenResume
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from cramp_timer.core.day_cycle import DaySnapshot
from cramp_timer.diary.checklist import ChecklistItem
from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.tui.bindings import key
from cramp_timer.tui.widgets.big_text import BigText
from cramp_timer.tui.widgets.key_bar import KeyBar
from cramp_timer.tui.widgets.note import Note
from cramp_timer.tui.widgets.plain_text import PlainText
from cramp_timer.tui.widgets.today import Today, checklist_bindings

if TYPE_CHECKING:
    from cramp_timer.sessions.day_session import DaySession
    from cramp_timer.sessions.services import Services

PLACE = "day"
DIGITS_FROM = 18
"""Rows of a terminal that has room for large digits."""


class DayScreen(Screen[None]):
    """Activity and rest in turn; nothing runs here between turns but one timer a minute."""

    @dataclass
    class FlexRequested(Message):
        """It is time to be led through a minute of flexes."""

    CSS_PATH = "day.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("space", "pause_or_resume", "pause", "Pause", "day.pause"),
        key("z", "snooze", "snooze", "Ten minutes more", "day.snooze"),
        key("right", "skip", "turn now", "Turn now", "day.skip"),
        key("enter", "flex", "flex now", "Flex now", "day.flex-now"),
        key("d", "app.diary", "diary", "Diary", "day.diary"),
        key("s", "app.settings", "settings", "Settings", "day.settings"),
        *checklist_bindings(PLACE),
        key("q", "app.leave", "leave", "Leave", "day.leave"),
        key("escape", "app.leave_if_meant", "leave", "Leave, if asked twice", "day.back"),
    ]
    KEY_BAR = ("day.leave", "day.pause", "day.snooze", "day.flex-now", "app.now")

    def __init__(self, services: Services, day: DaySession) -> None:
        super().__init__()
        self._services = services
        self._day = day
        self._next: Timer | None = None

    def compose(self) -> ComposeResult:
        """Yield what it is time for, the minutes, and the day's checklist."""
        yield PlainText("", id="phase")
        yield BigText(id="digits")
        yield PlainText("", id="minutes")
        yield Note()
        yield Today(PLACE, self._services.diary, self._services.now, asks=False)
        yield KeyBar(self.KEY_BAR)

    def on_screen_resume(self, _: ScreenResume) -> None:
        """Show what is now, when the screen is seen again."""
        self._day.hold_output()
        self.poll()
        self.query_one(Note).tell(self.query_one(Today).show())
        if self._services.remarks:
            self.query_one(Note).tell(f"{self._services.remarks[-1]}.")

    def poll(self) -> None:
        """Show the moment, lead a flex that is due, and come again when something changes."""
        snapshot = self._day.poll(announces=self.is_active)
        self._show(snapshot)
        if self._day.take_due_flex():
            self.action_flex()
        if self._next is not None:
            self._next.stop()
        waits = [self._day.seconds_until_event(snapshot)]
        if not snapshot.paused:
            waits.append(snapshot.remaining % 60)
        soonest = min((wait for wait in waits if wait is not None), default=None)
        self._next = None if soonest is None else self.set_timer(soonest + 0.05, self.poll)

    def _show(self, snapshot: DaySnapshot) -> None:
        minutes = max(1, ceil(snapshot.remaining / 60 - 0.01))
        quiet = _(" · quiet hours, nothing sounds") if self._day.is_quiet else ""
        left = (
            _("paused; space goes on")
            if snapshot.paused
            else _("{minutes} min{quiet}", minutes=minutes, quiet=quiet)
        )
        digits = self.query_one(BigText)
        digits.display = self.size.height >= DIGITS_FROM
        digits.text = str(minutes)
        self.query_one("#phase", PlainText).update(snapshot.phase.text())
        self.query_one("#minutes", PlainText).update(left)

    def action_flex(self) -> None:
        """Be led through a flex."""
        if self.is_active:
            self.post_message(self.FlexRequested())

    def action_pause_or_resume(self) -> None:
        """Pause, or go on."""
        self._day.pause_or_resume()
        self.poll()

    def action_snooze(self) -> None:
        """Give ten minutes more of activity."""
        self._day.snooze()
        self.poll()

    def action_skip(self) -> None:
        """Take the next turn at once."""
        self._day.skip()
        self.poll()

    def action_count_item(self, item: str, by: int) -> None:
        """Count one more of the day's checklist, or one fewer."""
        try:
            sentence = self.query_one(Today).count_item(ChecklistItem(item), by)
        except CrampTimerError as error:
            sentence = _("Not kept: {error}.", error=error)
        self.query_one(Note).tell(sentence)
