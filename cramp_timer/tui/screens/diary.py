"""The diary: six weeks of nights and more, one of them to read, and what they say together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Click, ScreenResume
from textual.screen import Screen
from textual.widgets import Static

from cramp_timer.diary.morning import last_night
from cramp_timer.diary.night import Page, between
from cramp_timer.diary.storage.queries import last_shown, trend_of
from cramp_timer.diary.storage.store import Store
from cramp_timer.diary.text import page_lines
from cramp_timer.diary.trend_words import advice_lines, trend_lines
from cramp_timer.errors import DiaryError
from cramp_timer.tui.widgets.key_bar import Key, KeyBar
from cramp_timer.tui.widgets.night_chart import NightChart

CHUNK = 180
"""So many nights are read at once; more when one goes further back."""


_LEGEND = "Diary   [dim]▌ a cramp   7 the worst rating   ▔ logged   • a routine   ◦ in part[/]"


class DiaryScreen(Screen[None]):
    """Nights to look at, to fill in and to correct."""

    CSS_PATH = "diary.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012  # Textual's type
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "go(-1)", "The night before", id="diary.back"),
        Binding("right", "go(1)", "The night after", id="diary.next"),
        Binding("shift+left,pageup", "go(-7)", "A week back", id="diary.week-back"),
        Binding("shift+right,pagedown", "go(7)", "A week on", id="diary.week-on"),
        Binding("home", "go_first", "The first night", id="diary.first"),
        Binding("end", "go_last", "Last night", id="diary.last"),
        *(
            Binding(str(number), f"count({number})", f"{number} cramps", show=False)
            for number in range(10)
        ),
        Binding("e,enter", "details", "Tell more of it", id="diary.details"),
        Binding("delete,D", "clear", "Delete what was said", id="diary.delete"),
        Binding("u", "undo", "Undo", id="diary.undo"),
        Binding("q,escape", "dismiss", "Back", id="diary.leave"),
    ]
    KEYS = (
        Key("esc", "back", "screen.dismiss"),
        Key("←→", "night", "screen.go_back"),
        Key("0-9", "cramps", "screen.count(0)"),
        Key("e", "tell more", "screen.details"),
        Key("u", "undo", "screen.undo"),
        Key("D", "delete", "screen.clear"),
        Key("w", "warning signs", "app.signs"),
    )

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        """`now` is the time of day with its offset."""
        super().__init__()
        self._store = store
        self._last = last_night(now())
        self._first = self._beginning(self._last)
        self._before: list[Page] = []

    def compose(self) -> ComposeResult:
        """The chart, the chosen night, and what the weeks say."""
        yield Static(_LEGEND, id="title")
        yield NightChart(id="chart")
        with VerticalScroll(id="words", can_focus=False):
            yield Static("", id="page", markup=False)
            yield Static("", id="trend", markup=False)
        yield Static("", id="note", markup=False)
        yield KeyBar(self.KEYS, id="keys")

    def on_screen_resume(self, _: ScreenResume) -> None:
        """Read the nights, at first and whenever another screen may have changed one."""
        self._read()

    @property
    def _chart(self) -> NightChart:
        return self.query_one(NightChart)

    @property
    def _page(self) -> Page:
        return self._chart.pages[self._chart.chosen]

    def _read(self) -> None:
        """Read the nights; the chosen night stays chosen."""
        chart = self._chart
        chosen = self._page.night if chart.pages else self._last
        try:
            end = last_shown(self._store, self._last)
            found = self._store.pages(self._first, end)
            trend = trend_of(self._store, self._last)
        except DiaryError as error:
            self._tell(f"{error}.")
            if not chart.pages:
                chart.pages = (Page(self._last),)
            return
        lines = (*trend_lines(trend), *advice_lines(trend))
        self.query_one("#trend", Static).update("\n".join(lines))
        chart.pages = between(found, self._first, end)
        self._choose(chosen)

    @staticmethod
    def _beginning(night: date) -> date:
        return night - timedelta(days=CHUNK - 1)

    def _choose(self, night: date) -> None:
        place = (night - self._chart.pages[0].night).days
        self._chart.chosen = max(0, min(len(self._chart.pages) - 1, place))
        self._show_page()

    def _show_page(self) -> None:
        self.query_one("#page", Static).update("\n".join(page_lines(self._page)))

    def action_go(self, nights: int) -> None:
        """So many nights on, or back; further back more are read."""
        self._go_to(self._page.night + timedelta(days=nights))

    def action_go_first(self) -> None:
        """The first night that was logged."""
        try:
            self._go_to(self._store.first_logged() or self._last)
        except DiaryError as error:
            self._tell(f"{error}.")

    def action_go_last(self) -> None:
        """The last night that is over."""
        self._go_to(self._last)

    def _go_to(self, night: date) -> None:
        self._tell("")
        if night < self._first:
            self._first = self._beginning(night)
            self._read()
        self._choose(night)

    def action_go_back(self) -> None:
        """The night before, by mouse."""
        self.action_go(-1)

    @on(Click, "#chart")
    def choose(self, event: Click) -> None:
        """The night that was clicked."""
        self.action_go(self._chart.night_at(event.x) - self._chart.chosen)

    def action_count(self, count: int) -> None:
        """There were so many cramps in the chosen night."""
        try:
            page = self._page.told(count)
        except DiaryError as error:
            self._tell(f"{error}.")
            return
        more = " e tells more of it." if count else ""
        self._keep(page, f"Logged.{more}")

    def action_details(self) -> None:
        """Everything that can be told of the chosen night."""
        from cramp_timer.tui.screens.night import NightScreen

        self._before.append(self._page)
        self.app.push_screen(NightScreen(self._store, self._page))

    def action_clear(self) -> None:
        """Delete what was said of the chosen night; what was stretched stays."""
        if self._page.cramps or self._page.answers:
            self._keep(replace(self._page, cramps=(), answers=None), "Deleted; u brings it back.")

    def action_undo(self) -> None:
        """Make the night that was changed last what it was."""
        if not self._before:
            self._tell("There is nothing to undo.")
            return
        before = self._before.pop()
        if self._write(before):
            self._read()
            self._choose(before.night)
            self._tell("As it was before.")

    def _keep(self, page: Page, told: str) -> None:
        before = self._page
        if self._write(page):
            self._before.append(before)
            self._read()
            self._tell(told)

    def _write(self, page: Page) -> bool:
        try:
            self._store.keep_page(page)
        except DiaryError as error:
            self._tell(f"{error}.")
            return False
        return True

    def _tell(self, sentence: str) -> None:
        self.query_one("#note", Static).update(sentence)
