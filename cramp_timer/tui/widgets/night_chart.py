"""A bar chart of the cramps in six weeks of nights or more; a night not logged is a gap."""

from __future__ import annotations

from collections.abc import Sequence

from textual.reactive import var

from cramp_timer.diary.night import Night
from cramp_timer.languages.dates import night_name, short_name
from cramp_timer.tui.widgets.cell_canvas import CellCanvas

SIX_WEEKS = 42
_STRETCHED = {"done": "•", "part": "◦", "": " "}
AXIS = 3
"""Columns of the axis."""
_WIDEST = 5
"""The most columns of a night; the last one is a gap."""
_LEAST_MOST = 4
"""The axis reaches so many cramps at least, so that one does not look like many."""
_WIDE = ("▌", "█", "▔")
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
        """Return bars beside an axis, worst ratings, stretches, Mondays, and the chosen night."""
        room, step = self._columns(width)
        if not self.nights or room < 1:
            return []
        first = self._first(room)
        shown = self.nights[first : first + room]
        tall = max(1, height - _BELOW)
        most = max(_LEAST_MOST, *(night.count or 0 for night in shown))
        unit = max(1, tall // most)
        rows = [_row([_bar(night, level, tall, unit) for night in shown], step)
                for level in range(tall, 0, -1)]  # fmt: skip
        rows = [
            _axis(level, unit) + row for level, row in zip(range(tall, 0, -1), rows, strict=True)
        ]
        below = (
            _row(["▔" if night.logged else " " for night in shown], step),
            _row([_worst(night.worst) for night in shown], step),
            _row([_STRETCHED[night.stretched] for night in shown], step),
            _mondays(shown, step, width - AXIS),
            _cursor(night_name(self.nights[self.chosen].night), step * (self.chosen - first),
                    width - AXIS),
        )  # fmt: skip
        return [*rows, *(" " * AXIS + row for row in below)]

    def night_at(self, column: int) -> int:
        """Return the index of the night that is drawn in a column."""
        room, step = self._columns(self.content_size.width)
        place = self._first(room) + max(0, column - AXIS) // step
        return max(0, min(len(self.nights) - 1, place))

    def _columns(self, width: int) -> tuple[int, int]:
        """Return how many nights have room, and how many columns each has."""
        step = max(1, min(_WIDEST, (width - AXIS) // SIX_WEEKS))
        return (width - AXIS) // step, step

    def _first(self, room: int) -> int:
        return max(0, min(len(self.nights) - room, self.chosen - room // 2))


def _row(marks: Sequence[str], step: int) -> str:
    """Return one mark for each night, as wide as its column allows."""
    if step == 1:
        return "".join(marks)
    return "".join((mark * (step - 1) if mark in _WIDE else mark).ljust(step) for mark in marks)


def _axis(level: int, unit: int) -> str:
    """Return the number of cramps at which a row begins, beside the axis."""
    count, rest = divmod(level, unit)
    return f"{count:>2}┤" if not rest and count < 100 else "  │"


def _cursor(name: str, column: int, width: int) -> str:
    """Return the mark below a night with its date, on the side that has room."""
    if column + 2 + len(name) <= width:
        return f"{' ' * column}▲ {name}"
    return f"{name} ▲".rjust(column + 1) if len(name) + 2 <= column + 1 else f"{' ' * column}▲"


def _bar(night: Night, level: int, tall: int, unit: int) -> str:
    count = night.count
    if not count or count * unit < level:
        return "┊" if night.marks else " "
    if level == tall and count * unit > tall:
        return str(count) if count < 10 else "+"
    return "▌" if unit == 1 else "█"


def _worst(worst: int | None) -> str:
    if worst is None:
        return " "
    return str(worst) if worst < 10 else "X"


def _mondays(shown: Sequence[Night], step: int, width: int) -> str:
    """Return a row with the date of every Monday that has room for it."""
    line = ""
    for place, night in enumerate(shown):
        date = short_name(night.night)
        fits = len(line) <= step * place <= width - len(date)
        if night.night.weekday() == 0 and fits:
            line = f"{line:<{step * place}}{date} "
    return line.rstrip()
