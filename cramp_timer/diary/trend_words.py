"""The trend in sentences; none of them claims a cause, and none scolds."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from cramp_timer.diary.trend import (
    CANNOT_SHOW,
    ENOUGH_CRAMPS,
    ENOUGH_NIGHTS,
    WINDOW_NIGHTS,
    Trend,
    Window,
    Word,
)

_SEVERITY = {Word.FEWER: "milder", Word.SAME: "about the same", Word.MORE: "worse"}


def trend_lines(trend: Trend) -> Iterator[str]:
    """What may be said of the two windows."""
    if trend.baseline is None:
        yield (
            "Not enough nights yet to compare: that takes the first two weeks and two later ones, "
            f"with {ENOUGH_NIGHTS} nights logged in each."
        )
        if trend.recent.logged:
            yield _counted("Last two weeks", trend.recent, rate=False)
        yield from _done(trend)
        return
    rate = trend.word is not None
    first = "Two weeks before you began to stretch" if trend.before_stretching else _FIRST
    yield _counted(first, trend.baseline, rate=rate)
    yield _counted("Last two weeks", trend.recent, rate=rate)
    if not trend.baseline.enough or not trend.recent.enough:
        yield f"Not enough yet: {ENOUGH_NIGHTS} of {WINDOW_NIGHTS} nights must be logged in each."
    elif trend.word is None:
        yield f"Fewer than {ENOUGH_CRAMPS} cramps to begin with: too few to say more than this."
    else:
        yield f"{trend.word.value.capitalize()}. {CANNOT_SHOW}"
    if trend.severity:
        yield (
            f"How bad they were: median {median(trend.baseline.severities):g}, then "
            f"{median(trend.recent.severities):g} of 10: {_SEVERITY[trend.severity]}."
        )
    yield from _done(trend)


_FIRST = "First two weeks"


def advice_lines(trend: Trend) -> Iterator[str]:
    """What to ask whom; never to stretch more."""
    if trend.word is Word.MORE:
        yield (
            "More were logged than at first: ask your doctor or midwife. "
            "Cramps that disturb sleep are a reason to."
        )
    elif trend.six_weeks and _no_better(trend):
        yield "Six weeks, and no fewer: ask your doctor or midwife what else it may be."
    if trend.one_sided:
        yield (
            f"The last few were all in the {trend.one_sided.value} leg. If that leg is swollen, "
            "warm, tender or changed in colour, see the warning signs."
        )
    if trend.sore:
        yield "A leg was sore for more than a day: see the warning signs."


def _no_better(trend: Trend) -> bool:
    base, recent = trend.baseline, trend.recent
    if base is None or not base.enough or not recent.enough or not recent.cramps:
        return False
    return trend.word is Word.SAME or (trend.word is None and recent.cramps >= base.cramps)


def _counted(title: str, window: Window, *, rate: bool) -> str:
    counted = f"{title}: {cramps(window.cramps)} on {nights(window.logged)} logged"
    return f"{counted} ({window.in_seven:.1f} in seven)." if rate else f"{counted}."


def _done(trend: Trend) -> Iterator[str]:
    if trend.recent.done or trend.recent.part:
        part = f", in part on {trend.recent.part}" if trend.recent.part else ""
        yield f"A routine was done on {trend.recent.done} of the last {WINDOW_NIGHTS} nights{part}."


def cramps(count: int) -> str:
    """Counted: "1 cramp"."""
    return f"{count} cramp" if count == 1 else f"{count} cramps"


def nights(count: int) -> str:
    """Counted: "1 night"."""
    return f"{count} night" if count == 1 else f"{count} nights"
