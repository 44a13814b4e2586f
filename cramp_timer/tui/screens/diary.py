"""The diary screen: a chart of nights, one of them in words, and the trend of the weeks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click, ScreenResume
from textual.screen import Screen

from cramp_timer.diary.night import ONE_NIGHT, Night, between, last_night
from cramp_timer.diary.storage.queries import last_shown, trend_of
from cramp_timer.diary.storage.store import Store
from cramp_timer.diary.text import advice_lines, counted, night_lines, trend_lines
from cramp_timer.errors import DiaryError
from cramp_timer.languages.dates import night_name
from cramp_timer.languages.messages import _, plural
from cramp_timer.tui.bindings import group, key
from cramp_timer.tui.widgets.key_bar import KeyBar
from cramp_timer.tui.widgets.night_chart import NightChart
from cramp_timer.tui.widgets.note import Note
from cramp_timer.tui.widgets.plain_text import PlainText

CHUNK = 180
"""The number of nights that are read at first; going further back reads more."""


_LEGEND = Content.from_markup(
    "$title  [$dim]$legend[/]",
    title=_("Diary"),
    legend=_("▌ cramp  7 worst  ▔ logged  • routine  ◦ in part  ┊ mark"),
)
_EMPTY = _(
    "Nothing is logged yet. Go back with ← to where you want to begin, and type how many "
    "cramps there were, one digit a night: it goes on to the next night by itself."
)


_NIGHT, _COUNT = group("night"), group("cramps")


class DiaryScreen(Screen[None]):
    """A screen on which nights are read, filled in and corrected."""

    CSS_PATH = "diary.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall"), (30, "-very-tall")]  # noqa: RUF012  # Textual's type
    BINDINGS: ClassVar[list[BindingType]] = [
        key("left", "go(-1)", "night", "The night before", "diary.back", _NIGHT),
        key("right", "go(1)", "night", "The night after", "diary.next", _NIGHT),
        key("shift+left,pageup", "go(-7)", "week", "A week back", "diary.week-back"),
        key("shift+right,pagedown", "go(7)", "week", "A week on", "diary.week-on"),
        key("home", "go_first", "first", "The first night", "diary.first"),
        key("end", "go_last", "last", "Last night", "diary.last"),
        *(
            key(
                str(each),
                f"count({each})",
                "cramps",
                plural("{count} cramp", "{count} cramps", each),
                f"diary.count-{each}",
                _COUNT,
            )
            for each in range(10)
        ),
        key("e,enter", "details", "tell more", "Tell more of it", "diary.details"),
        key("m", "mark", "mark", "Mark: compare anew", "diary.mark"),
        key("D,delete", "clear", "delete", "Delete what was said", "diary.delete"),
        key("u", "undo", "undo", "Undo", "diary.undo"),
        key("escape,q", "dismiss", "back", "Back", "diary.leave"),
    ]
    KEY_BAR = (
        "diary.leave", "diary.back", "diary.count-0", "diary.details", "diary.mark",
        "diary.undo", "diary.delete", "app.signs",
    )  # fmt: skip

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        """Choose the last night; `now` returns the time of day with its UTC offset."""
        super().__init__()
        self._store = store
        self._last = last_night(now())
        self._first = self._beginning(self._last)
        self._before: list[Night] = []

    def compose(self) -> ComposeResult:
        """Yield the chart, the chosen night, and the trend of the weeks."""
        yield PlainText(_LEGEND, id="title")
        yield NightChart(id="chart")
        with VerticalScroll(id="words", can_focus=False):
            yield PlainText("", id="night")
            yield PlainText("", id="trend")
        yield Note()
        yield KeyBar(self.KEY_BAR)

    def on_screen_resume(self, _: ScreenResume) -> None:
        """Read the nights, at first and whenever another screen may have changed one."""
        self._read()

    @property
    def _chart(self) -> NightChart:
        return self.query_one(NightChart)

    @property
    def _night(self) -> Night:
        return self._chart.nights[self._chart.chosen]

    def _read(self) -> None:
        """Read the nights and the trend; the chosen night remains chosen."""
        chart = self._chart
        chosen = self._night.night if chart.nights else self._last
        try:
            end = last_shown(self._store, self._last)
            found = self._store.nights(self._first, end)
            trend = trend_of(self._store, self._last)
        except DiaryError as error:
            self._tell(f"{error}.")
            if not chart.nights:
                chart.nights = (Night(self._last),)
            return
        lines = (*trend_lines(trend), *advice_lines(trend))
        if not any(night.logged for night in found.values()):
            lines = (_EMPTY, "", *lines)
        self.query_one("#trend", PlainText).update("\n".join(lines))
        chart.nights = between(found, self._first, end)
        self._choose(chosen)

    @staticmethod
    def _beginning(night: date) -> date:
        return night - timedelta(days=CHUNK - 1)

    def _choose(self, night: date) -> None:
        place = (night - self._chart.nights[0].night).days
        self._chart.chosen = max(0, min(len(self._chart.nights) - 1, place))
        self._show_night()

    def _show_night(self) -> None:
        self.query_one("#night", PlainText).update("\n".join(night_lines(self._night)))

    def action_go(self, nights: int) -> None:
        """Go forward by a number of nights, or back by a negative one."""
        self._go_to(self._night.night + timedelta(days=nights))

    def action_go_first(self) -> None:
        """Go to the first night that was logged."""
        try:
            self._go_to(self._store.first_logged() or self._last)
        except DiaryError as error:
            self._tell(f"{error}.")

    def action_go_last(self) -> None:
        """Go to the last night that is over."""
        self._go_to(self._last)

    def _go_to(self, night: date) -> None:
        self._tell("")
        if night < self._first:
            self._first = self._beginning(night)
            self._read()
        self._choose(night)

    @on(Click, "#chart")
    def choose(self, event: Click) -> None:
        """Go to the night that was clicked."""
        self.action_go(self._chart.night_at(event.x) - self._chart.chosen)

    def action_count(self, count: int) -> None:
        """Log the number of cramps in the chosen night; one that was open leads to the next."""
        before = self._night
        night = before.with_total(count)
        goes_on = not before.logged and before.night < self._last
        more = (
            _("; {which}e tells more of it", which=_("← and ") if goes_on else "") if count else ""
        )
        said = _(
            "{night}: {counted}; u takes it back{more}.",
            night=night_name(night.night),
            counted=counted(night),
            more=more,
        )
        if self._keep(night, said) and goes_on:
            self._choose(night.night + ONE_NIGHT)

    def action_details(self) -> None:
        """Open the screen with all details of the chosen night."""
        from cramp_timer.tui.screens.night import NightScreen

        self._before.append(self._night)
        self.app.push_screen(NightScreen(self._store, self._night))

    def action_mark(self) -> None:
        """Draw a dated line at the chosen night, from which on nights are compared anew."""
        from cramp_timer.tui.screens.night import NightScreen

        self._before.append(self._night)
        self.app.push_screen(NightScreen(self._store, self._night, marking=True))

    def action_clear(self) -> None:
        """Delete the cramps and answers of the chosen night, but not its runs."""
        if self._night.cramps or self._night.answers or self._night.marks:
            empty = replace(self._night, cramps=(), answers=None, marks=())
            self._keep(empty, _("Deleted; u brings it back."))

    def action_undo(self) -> None:
        """Restore the night that was changed last."""
        if not self._before:
            self._tell(_("There is nothing to undo."))
            return
        before = self._before.pop()
        if self._write(before):
            self._read()
            self._choose(before.night)
            self._tell(_("As it was before."))

    def _keep(self, night: Night, sentence: str) -> bool:
        before = self._night
        if not self._write(night):
            return False
        self._before.append(before)
        self._read()
        self._tell(sentence)
        return True

    def _write(self, night: Night) -> bool:
        try:
            self._store.save_night(night)
        except DiaryError as error:
            self._tell(f"{error}.")
            return False
        return True

    def _tell(self, sentence: str) -> None:
        self.query_one(Note).tell(sentence)
