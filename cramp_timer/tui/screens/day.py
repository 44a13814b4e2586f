"""A corner of the screen by day: what it is time for, and how long still."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import ScreenResume
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from cramp_timer.audio.score import announced
from cramp_timer.behind import Behind
from cramp_timer.core.day_cycle import SPOKEN, DayTimer, Glance, Phase, Quiet
from cramp_timer.diary.checklist import Item
from cramp_timer.errors import CrampTimerError
from cramp_timer.system.notifications import notify
from cramp_timer.system.suspend import asleep_seconds
from cramp_timer.tui.widgets.key_bar import Key, KeyBar
from cramp_timer.tui.widgets.today import Today, tick_bindings

SOUNDING_SECONDS = 8.0
"""After a turn the device is held so long, and then let go until the next."""
FLEX_SECONDS = 5.0
"""From the turn to the led flex: the line has been said."""
SLEPT_SECONDS = 60.0


class DayScreen(Screen[None]):
    """Activity and rest in turn; nothing runs here between turns but one timer a minute."""

    @dataclass
    class Flex(Message):
        """It is time to be led through a minute of flexes."""

    CSS_PATH = "day.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pause_or_resume", "Pause", id="day.pause"),
        Binding("z", "snooze", "Ten minutes more", id="day.snooze"),
        Binding("right", "skip", "Turn now", id="day.skip"),
        Binding("enter", "flex", "Flex now", id="day.flex"),
        Binding("d", "app.diary", "Diary", id="day.diary"),
        Binding("s", "app.settings", "Settings", id="day.settings"),
        *tick_bindings("day"),
        Binding("q,escape", "app.leave", "Leave", id="day.leave"),
    ]
    KEYS = (
        Key("q", "leave", "app.leave"),
        Key("space", "pause", "screen.pause_or_resume"),
        Key("z", "snooze", "screen.snooze"),
        Key("enter", "flex now", "screen.flex"),
        Key("n", "a cramp, now", "app.now"),
    )

    def __init__(self, behind: Behind, timer: DayTimer) -> None:
        super().__init__()
        self._behind = behind
        self._day = timer
        self._asleep = asleep_seconds()
        self._next: Timer | None = None

    def compose(self) -> ComposeResult:
        """What it is time for, the minutes, and the day's list."""
        yield Static("", id="phase")
        yield Static("", id="minutes")
        yield Static("", id="note", markup=False)
        yield Today(self._behind.diary, self._behind.now, asks=False)
        yield KeyBar(self.KEYS, id="keys")

    def on_screen_resume(self, _: ScreenResume) -> None:
        """Back from whatever was shown over it."""
        self.look()
        problem = self.query_one(Today).show()
        self.query_one("#note", Static).update(problem)
        self.set_timer(SOUNDING_SECONDS, self._let_go)

    def look(self) -> None:
        """Show the moment, and come again when it will be another minute."""
        asleep = asleep_seconds()
        if asleep - self._asleep > SLEPT_SECONDS:
            self._day.slept()
        self._asleep = asleep
        glance = self._day.look()
        self._show(glance)
        if glance.turned and self.is_active:
            self._announce(glance.phase)
        if self._next is not None:
            self._next.stop()
        self._next = None
        if not glance.paused:
            self._next = self.set_timer(glance.remaining % 60 + 0.05, self.look)

    def _show(self, glance: Glance) -> None:
        minutes = max(1, ceil(glance.remaining / 60 - 0.01))
        quiet = " · quiet hours, nothing sounds" if self._is_quiet() else ""
        left = "paused; space goes on" if glance.paused else f"{minutes} min{quiet}"
        self.query_one("#phase", Static).update(glance.phase.value.capitalize())
        self.query_one("#minutes", Static).update(left)

    def _announce(self, phase: Phase) -> None:
        """A chime, a line, a word on the desktop; in quiet hours nothing."""
        if self._is_quiet():
            return
        notify(SPOKEN[phase])
        try:
            self._behind.sound.play_soon(announced(self._behind.pack(), SPOKEN[phase]))
        except CrampTimerError as error:
            self.query_one("#note", Static).update(f"{error}.")
        if phase is Phase.FLEX:
            self.set_timer(FLEX_SECONDS, self._flex)
        self.set_timer(SOUNDING_SECONDS, self._let_go)

    def _is_quiet(self) -> bool:
        now = self._behind.now()
        quiet = Quiet.parsed(self._behind.settings().quiet_hours)
        return quiet is not None and quiet.holds(now.hour, now.minute)

    def _let_go(self) -> None:
        if self.is_active:
            self._behind.let_go()

    def _flex(self) -> None:
        """Unless it was snoozed, paused or skipped meanwhile."""
        glance = self._day.look()
        if glance.phase is Phase.FLEX and not glance.paused:
            self.action_flex()

    def action_flex(self) -> None:
        """Be led through it."""
        if self.is_active:
            self.post_message(self.Flex())

    def action_pause_or_resume(self) -> None:
        """Stand still, or go on."""
        self._day.pause_or_resume()
        self.look()

    def action_snooze(self) -> None:
        """Ten minutes more of activity."""
        self._day.snooze()
        self._behind.sound.silence()
        self.look()

    def action_skip(self) -> None:
        """The next turn, at once."""
        self._day.skip()
        self._announce(self._day.look().phase)
        self.look()

    def action_tick(self, item: str, by: int) -> None:
        """One more of the day's list, or one fewer."""
        try:
            told = self.query_one(Today).tick(Item(item), by)
        except CrampTimerError as error:
            told = f"Not kept: {error}."
        self.query_one("#note", Static).update(told)
