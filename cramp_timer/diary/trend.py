"""Is it getting better? The first two weeks against the last two, and no more than that can say.

The rules are those of Sebo 2019's daily log and of exact small-number tests: a comparison wants ten
logged nights of fourteen on either side, six cramps to begin with, and it never shows why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import comb
from statistics import median

from cramp_timer.core.side import Side
from cramp_timer.diary.entries import Soreness
from cramp_timer.diary.night import Night, between

WINDOW_NIGHTS = 14
WINDOW = timedelta(days=WINDOW_NIGHTS)
ENOUGH_NIGHTS = 10
ENOUGH_CRAMPS = 6
ENOUGH_RATED = 5
POINTS = 2.0
"""A change of severity that is worth a word (Salaffi 2004: two points are "much better")."""
LIKELY = 0.05
SIX_WEEKS = timedelta(days=42)
SAME_SIDE = 3
"""So many cramps in a row in one leg are pointed out."""

CANNOT_SHOW = (
    "This can't show why. Cramps come and go; people on dummy tablets in studies also logged "
    "about a quarter fewer."
)


class Word(StrEnum):
    """The three things that may be said."""

    FEWER = "fewer logged"
    SAME = "about the same"
    MORE = "more logged"


@dataclass(frozen=True, slots=True)
class Window:
    """Fourteen nights, counted."""

    first: date
    last: date
    logged: int
    cramps: int
    severities: tuple[int, ...]
    """The rating of every cramp that was rated."""
    done: int
    """Nights on which a routine was done to its end."""
    part: int

    @property
    def enough(self) -> bool:
        """Whether enough nights are logged to compare."""
        return self.logged >= ENOUGH_NIGHTS

    @property
    def in_seven(self) -> float:
        """Cramps in seven logged nights."""
        return 7 * self.cramps / self.logged


@dataclass(frozen=True, slots=True)
class Trend:
    """What two windows say together."""

    baseline: Window | None
    recent: Window
    before_stretching: bool
    """Whether the first routine came after the first window."""
    word: Word | None
    """`None` where there is not enough to say any of the three."""
    severity: Word | None
    six_weeks: bool
    """Whether it has gone on for six weeks."""
    one_sided: Side | None
    """The leg that all of the last few cramps were in."""
    sore: bool
    """Whether a leg was sore for more than a day in the last window."""


def window(found: Mapping[date, Night], first: date) -> Window:
    """The fourteen nights from one on."""
    last = first + timedelta(days=WINDOW_NIGHTS - 1)
    nights = between(found, first, last)
    severities = (cramp.worst for night in nights for cramp in night.cramps)
    return Window(
        first,
        last,
        logged=sum(night.logged for night in nights),
        cramps=sum(night.count or 0 for night in nights),
        severities=tuple(worst for worst in severities if worst is not None),
        done=sum(night.stretched == "done" for night in nights),
        part=sum(night.stretched == "part" for night in nights),
    )


def trend(
    found: Mapping[date, Night], first: date | None, first_run: date | None, last: date
) -> Trend:
    """The trend up to the last night that is over.

    `found` holds at least the nights of both windows, `first` is the first night that is logged,
    `first_run` the first with a routine.
    """
    recent = window(found, last - timedelta(days=WINDOW_NIGHTS - 1))
    baseline = window(found, first) if first and first + WINDOW <= recent.first else None
    began = first_run or first
    nights = between(found, recent.first, recent.last)
    return Trend(
        baseline,
        recent,
        before_stretching=bool(baseline and first_run and first_run > baseline.last),
        word=_word(baseline, recent),
        severity=_severity(baseline, recent),
        six_weeks=began is not None and last - began >= SIX_WEEKS,
        one_sided=_one_sided(nights),
        sore=any(night.answers and night.answers.sore is Soreness.LONGER for night in nights),
    )


def _word(baseline: Window | None, recent: Window) -> Word | None:
    if not baseline or not baseline.enough or not recent.enough:
        return None
    if baseline.cramps < ENOUGH_CRAMPS:
        return None
    if chance(baseline.cramps, recent.cramps, baseline.logged, recent.logged) >= LIKELY:
        return Word.SAME
    return Word.FEWER if recent.in_seven < baseline.in_seven else Word.MORE


def chance(before: int, after: int, nights_before: int, nights_after: int) -> float:
    """How likely counts so far apart are where nothing has changed: the exact two-sided test.

    Given all cramps, each falls into a window in proportion to its nights. Cramps come in
    clusters, so the true chance is higher still.
    """
    total, share = before + after, nights_after / (nights_before + nights_after)

    def tail(numbers: Iterable[int]) -> float:
        return sum(comb(total, k) * share**k * (1 - share) ** (total - k) for k in numbers)

    return min(1.0, 2 * min(tail(range(after + 1)), tail(range(after, total + 1))))


def _severity(baseline: Window | None, recent: Window) -> Word | None:
    """The median over cramps that were rated, never over nights."""
    if not baseline or not baseline.enough or not recent.enough:
        return None
    if not baseline.severities or not recent.severities:
        return None
    change = median(recent.severities) - median(baseline.severities)
    enough = min(len(baseline.severities), len(recent.severities)) >= ENOUGH_RATED
    if not enough or abs(change) < POINTS:
        return Word.SAME
    return Word.FEWER if change < 0 else Word.MORE


def _one_sided(nights: Iterable[Night]) -> Side | None:
    named = [cramp.side for night in nights for cramp in night.cramps if cramp.side]
    last = set(named[-SAME_SIDE:])
    if len(named) < SAME_SIDE or len(last) != 1:
        return None
    side = last.pop()
    return side if side in (Side.LEFT, Side.RIGHT) else None
