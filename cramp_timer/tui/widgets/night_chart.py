"""A bar chart of the cramps in six weeks of nights or more; a night not logged is a gap."""

from __future__ import annotations

from collections.abc import Sequence

from textual.reactive import var

from cramp_timer.diary.night import Night
from cramp_timer.tui.widgets.cell_canvas import CellCanvas

SIX_WEEKS = 42
_STRETCHED = {"done": "•", "part": "◦", "": " "}
_BELOW = 5
"""Rows below the bars: baseline, worst rating, stretches, dates, mark of the chosen night."""


class NightChart(CellCanvas):
    """The nights around the chosen one; `nights` has one entry for each date, without gaps."""

    nights: var[Sequence[Night]] = var(())
    chosen: var[int] = var(0)

    def watch_nights(self) -> None:
        """Redraw when the nights change."""
        self.redraw()

    def watch_chosen(self) -> None:
        """Redraw when another night is chosen."""
        self.redraw()

    def draw(self, width: int, height: int) -> list[str]:
        """Return bars, worst ratings, stretches, Mondays, and a mark below the chosen night."""
        if not self.nights or not width:
            return []
        step = 2 if width >= 2 * SIX_WEEKS else 1
        room = width // step
        first = max(0, min(len(self.nights) - room, self.chosen - room // 2))
        shown = self.nights[first : first + room]
        tall = max(1, height - _BELOW)
        rows = [[_bar(night, level, tall) for night in shown] for level in range(tall, 0, -1)]
        rows.append(["▔" if night.logged else " " for night in shown])
        rows.append([_worst(night.worst) for night in shown])
        rows.append([_STRETCHED[night.stretched] for night in shown])
        lines = [(" " * (step - 1)).join(row) for row in rows]
        mark = " " * (step * (self.chosen - first)) + "▲"
        return [*lines, _mondays(shown, step, width), mark]

    def night_at(self, column: int) -> int:
        """Return the index of the night that is drawn in a column."""
        step = 2 if self.content_size.width >= 2 * SIX_WEEKS else 1
        room = self.content_size.width // step
        first = max(0, min(len(self.nights) - room, self.chosen - room // 2))
        return max(0, min(len(self.nights) - 1, first + column // step))


def _bar(night: Night, level: int, tall: int) -> str:
    count = night.count
    if not count or count < level:
        return "┊" if night.marks else " "
    if level == tall and count > tall:
        return str(count) if count < 10 else "+"
    return "▌"


def _worst(worst: int | None) -> str:
    if worst is None:
        return " "
    return str(worst) if worst < 10 else "X"


def _mondays(shown: Sequence[Night], step: int, width: int) -> str:
    """Return a row with the date of every Monday that has room for it."""
    line = ""
    for place, night in enumerate(shown):
        date = f"{night.night.day} {night.night:%b}"
        fits = len(line) <= step * place <= width - len(date)
        if night.night.weekday() == 0 and fits:
            line = f"{line:<{step * place}}{date} "
    return line
