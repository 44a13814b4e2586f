"""The nights as bars in SVG, legible in black and white."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape

from cramp_timer.diary.entries import Cramp
from cramp_timer.diary.night import Night
from cramp_timer.diary.text import night_line
from cramp_timer.languages.dates import night_name, short_name
from cramp_timer.languages.messages import _

ROW_NIGHTS = 42
CHART_NIGHTS = 2 * ROW_NIGHTS
STEP, UNIT, TALLEST = 16, 10, 5
"""Of one night, of one cramp, and how many cramps a bar can show before it is numbered."""
_TOP, _BELOW = 16, 34


def chart(nights: list[Night]) -> str:
    """Rows of six weeks; each night is a bar, a dot for none, or a gap."""
    rows = [nights[start : start + ROW_NIGHTS] for start in range(0, len(nights), ROW_NIGHTS)]
    return "\n".join(_row(row) for row in rows) + _LEGEND


def _row(nights: list[Night]) -> str:
    height = _TOP + TALLEST * UNIT + _BELOW
    marks = "".join(mark for place, night in enumerate(nights) for mark in _night(place, night))
    named = _(
        "Nights from {first} to {last}, described one by one on their bars",
        first=night_name(nights[0].night),
        last=night_name(nights[-1].night),
    )
    return (
        f'<svg viewBox="0 0 {ROW_NIGHTS * STEP} {height}" role="img" '
        f'aria-label="{escape(named)}">{marks}</svg>'
    )


def _night(place: int, night: Night) -> Iterator[str]:
    left, ground = place * STEP, _TOP + TALLEST * UNIT
    middle = left + STEP / 2
    yield f"<g><title>{escape(f'{night_name(night.night)}: {night_line(night)}')}</title>"
    yield f'<rect class="all" x="{left}" y="0" width="{STEP}" height="{ground + _BELOW}"/>'
    if night.marks:
        yield f'<path class="mark" d="M{left + 1} 0V{ground}"/>'
    if night.count:
        tall = UNIT * min(night.count, TALLEST)
        yield f'<rect class="bar" x="{left + 3}" y="{ground - tall}" width="{STEP - 6}" '
        yield f'height="{tall}"/>'
        if night.count > TALLEST:
            yield f'<text class="many" x="{middle}" y="{ground - 4}">{night.count}</text>'
        if night.worst is not None:
            yield f'<text x="{middle}" y="{ground - tall - 4}">{night.worst}</text>'
    elif night.logged:
        yield f'<path class="none" d="M{left + 3} {ground - 1}h{STEP - 6}"/>'
    if night.stretched:
        kind = night.stretched
        yield f'<circle class="{kind}" cx="{middle}" cy="{ground + 9}" r="3"/>'
    if night.night.weekday() == 0 and place < ROW_NIGHTS - 2:
        yield f'<path class="week" d="M{left} {ground + 2}v14"/>'
        yield f'<text class="date" x="{left + 3}" y="{ground + 27}">'
        yield f"{short_name(night.night)}</text>"
    yield "</g>"


def clock_chart(cramps: list[Cramp]) -> str:
    """Return when cramps strike, by the hour from noon to noon; nothing where none was timed."""
    hours = Counter(cramp.started.hour for cramp in cramps if cramp.started)
    if not hours:
        return ""
    most, width = max(hours.values()), ROW_NIGHTS * STEP / 24
    parts = []
    for place in range(24):
        hour = (12 + place) % 24
        left, count = place * width, hours[hour]
        tall = _CLOCK_TALL * count / most
        middle = left + width / 2
        parts.append(f"<g><title>{hour}:00–{hour}:59: {count}</title>")
        parts.append(
            f'<rect class="bar" x="{left + 3:g}" y="{_TOP + _CLOCK_TALL - tall:g}" '
            f'width="{width - 6:g}" height="{tall:g}"/>'
        )
        if count:
            top = _TOP + _CLOCK_TALL - tall - 3
            parts.append(f'<text x="{middle:g}" y="{top:g}">{count}</text>')
        below = _TOP + _CLOCK_TALL + 12
        parts.append(f'<text x="{middle:g}" y="{below}">{hour}</text></g>')
    size = f"0 0 {ROW_NIGHTS * STEP} {_TOP + _CLOCK_TALL + 18}"
    return (
        f"<h2>{_('When they began, by the hour')}</h2>\n"
        f'<svg class="clock" role="img" aria-label="{_("Cramps by hour")}" viewBox="{size}">'
        f"{''.join(parts)}</svg>"
    )


_CLOCK_TALL = 36

_LEGEND = (
    '\n<p class="legend">'
    + _(
        "A bar is a night with cramps, one step each, with the worst rating above it; a line on "
        "the ground is a night logged without; nothing is a night not logged. A dashed line is a "
        "mark. <b>●</b> a routine was done, <b>○</b> in part. Dates are Mondays."
    )
    + "</p>"
)
