"""Six weeks of nights and more as bars, one beside the other; a night not logged is a gap."""

from __future__ import annotations

from collections.abc import Sequence

from textual.reactive import var

from cramp_timer.diary.night import Page
from cramp_timer.tui.widgets.cells import Cells

SIX_WEEKS = 42
_STRETCHED = {"done": "•", "part": "◦", "": " "}
_BELOW = 5
"""Rows under the bars: the ground, severity, stretches, dates, the chosen night."""


class NightChart(Cells):
    """The nights around the chosen one; `pages` are whole nights without a gap in their dates."""

    pages: var[Sequence[Page]] = var(())
    chosen: var[int] = var(0)

    def watch_pages(self) -> None:
        """Other nights."""
        self.redraw()

    def watch_chosen(self) -> None:
        """Another one of them."""
        self.redraw()

    def draw(self, width: int, height: int) -> list[str]:
        """Bars, their worst rating, what was stretched, Mondays, and a mark under the chosen."""
        if not self.pages or not width:
            return []
        step = 2 if width >= 2 * SIX_WEEKS else 1
        room = width // step
        first = max(0, min(len(self.pages) - room, self.chosen - room // 2))
        shown = self.pages[first : first + room]
        tall = max(1, height - _BELOW)
        rows = [[_bar(page.count, level, tall) for page in shown] for level in range(tall, 0, -1)]
        rows.append(["▔" if page.logged else " " for page in shown])
        rows.append([_worst(page.worst) for page in shown])
        rows.append([_STRETCHED[page.stretched] for page in shown])
        lines = [(" " * (step - 1)).join(row) for row in rows]
        mark = " " * (step * (self.chosen - first)) + "▲"
        return [*lines, _mondays(shown, step, width), mark]

    def night_at(self, column: int) -> int:
        """The place of the night that is drawn in a column."""
        step = 2 if self.content_size.width >= 2 * SIX_WEEKS else 1
        room = self.content_size.width // step
        first = max(0, min(len(self.pages) - room, self.chosen - room // 2))
        return max(0, min(len(self.pages) - 1, first + column // step))


def _bar(count: int | None, level: int, tall: int) -> str:
    if not count or count < level:
        return " "
    if level == tall and count > tall:
        return str(count) if count < 10 else "+"
    return "▌"


def _worst(worst: int | None) -> str:
    if worst is None:
        return " "
    return str(worst) if worst < 10 else "X"


def _mondays(shown: Sequence[Page], step: int, width: int) -> str:
    """The date of every Monday that has room before the next."""
    line = ""
    for place, page in enumerate(shown):
        date = f"{page.night.day} {page.night:%b}"
        fits = len(line) <= step * place <= width - len(date)
        if page.night.weekday() == 0 and fits:
            line = f"{line:<{step * place}}{date} "
    return line
