"""Is it getting better? The first weeks against the last ones, and no more than that can say.

Fewer cramps are looked for in four weeks against four, more in two against two, with at least ten
cramps in both together. It is judged once a fortnight, and a word is said only where two looks in a
row agree: looked at more often, luck alone would be called a change (health review, part 4; the
rates are simulated in tests/diary/test_simulation.py). It never shows why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from cramp_timer.core.side import Side
from cramp_timer.diary.comparison import chance
from cramp_timer.diary.entries import Mark, Soreness
from cramp_timer.diary.night import ONE_NIGHT, Night, between
from cramp_timer.languages.messages import _

FORTNIGHT = 14
FOUR_WEEKS = 28
NIGHTS_NEEDED = FOUR_WEEKS + FORTNIGHT + FORTNIGHT
"""How many of the last nights a trend reads: two looks, and the nights since the last one."""
ENOUGH_SHARE = 5 / 7
"""The share of the nights of a window that must be logged (Sebo 2019: ten of fourteen)."""
ENOUGH_CRAMPS = 10
ENOUGH_RATED = 5
POINTS = 2.0
"""A change of severity that is worth a word (Salaffi 2004: two points are "much better")."""
LIKELY = 0.05
SIX_WEEKS = timedelta(days=42)
SAME_SIDE = 6
"""So many cramps in a row in one leg are pointed out."""
SEVERE = 8
"""A rating of a cramp, or of disturbed sleep, from which asking is suggested."""

CANNOT_SHOW = _(
    "This can't show why. Cramps come and go; people on dummy tablets in studies also logged "
    "about a quarter fewer."
)


class Word(StrEnum):
    """What may be said of how many were logged."""

    FEWER = "fewer logged"
    FEWER_ONCE = "fewer logged at this look; the next one must agree"
    UNCLEAR = "too close to tell"
    MORE_ONCE = "more logged at this look; the next one must agree"
    MORE = "more logged"


class SeverityWord(StrEnum):
    """What may be said of how bad they were."""

    MILDER = "milder"
    UNCLEAR = "too close to tell"
    WORSE = "worse"
    FEW_RATED = "too few rated to compare"


@dataclass(frozen=True, slots=True)
class Window:
    """A run of nights, counted."""

    first: date
    last: date
    counts: tuple[int, ...]
    """The cramps of each logged night."""
    severities: tuple[int, ...]
    """The rating of every cramp that was rated."""
    done: int
    """Nights on which a routine was done to its end."""
    part: int

    @property
    def nights(self) -> int:
        """How many nights it has, logged or not."""
        return (self.last - self.first).days + 1

    @property
    def logged(self) -> int:
        """How many nights are logged."""
        return len(self.counts)

    @property
    def cramps(self) -> int:
        """How many cramps were logged."""
        return sum(self.counts)

    @property
    def enough(self) -> bool:
        """Whether enough nights are logged to compare."""
        return self.logged >= ENOUGH_SHARE * self.nights

    @property
    def in_seven(self) -> float:
        """Cramps in seven logged nights."""
        return 7 * self.cramps / self.logged if self.logged else 0.0


@dataclass(frozen=True, slots=True)
class Trend:
    """What the first nights and the last ones say together."""

    baseline: Window | None
    recent: Window
    mark: Mark | None
    """The mark from which on nights are compared."""
    before_stretching: bool
    """Whether the first routine came after the first window."""
    word: Word | None
    """`None` where there is not enough to say any of the three."""
    severity: SeverityWord | None
    next_look: date | None
    """The night after which it is judged again."""
    six_weeks: bool
    """Whether it has gone on for six weeks."""
    one_sided: Side | None
    """The leg that all of the last few cramps were in."""
    sore: bool
    """Whether a leg was sore for more than a day in the last fortnight."""
    severe: bool
    """Whether cramps came most nights, or one or the sleep was rated severe, in that time."""


def window(found: Mapping[date, Night], first: date, count: int) -> Window:
    """Return so many nights from one on."""
    last = first + timedelta(days=count - 1)
    nights = between(found, first, last)
    severities = (cramp.worst for night in nights for cramp in night.cramps)
    return Window(
        first,
        last,
        counts=tuple(night.count for night in nights if night.count is not None),
        severities=tuple(worst for worst in severities if worst is not None),
        done=sum(night.stretched == "done" for night in nights),
        part=sum(night.stretched == "part" for night in nights),
    )


def trend(
    found: Mapping[date, Night],
    first: date | None,
    first_run: date | None,
    last: date,
    mark: Mark | None = None,
) -> Trend:
    """Return the trend up to the last night that is over.

    `found` holds at least the first four weeks and the last `NIGHTS_NEEDED` nights, `first` is the
    first night that is logged, `first_run` the first with a routine. A mark starts it anew.
    """
    start = max(first, mark.night) if mark and first else first
    fortnights = ((last - start).days + 1) // FORTNIGHT if start else 0
    word, baseline, recent = None, None, window(found, _ago(last, FORTNIGHT), FORTNIGHT)
    if start and fortnights >= 2:
        word, baseline, recent = _judged(found, start, fortnights)
    began = max(start, first_run or start) if start else first_run
    nights = between(found, _ago(last, FOUR_WEEKS), last)
    latest = nights[-FORTNIGHT:]
    return Trend(
        baseline,
        recent,
        mark,
        before_stretching=bool(baseline and first_run and first_run > baseline.last),
        word=word,
        severity=_severity(baseline, recent),
        next_look=start + timedelta(days=(fortnights + 1) * FORTNIGHT - 1) if start else None,
        six_weeks=began is not None and last - began >= SIX_WEEKS,
        one_sided=_one_sided(nights),
        sore=any(night.answers and night.answers.sore is Soreness.LONGER for night in latest),
        severe=_is_severe(latest),
    )


def _ago(last: date, count: int) -> date:
    """Return the first of so many nights that end with one."""
    return last - timedelta(days=count - 1)


def _judged(
    found: Mapping[date, Night], start: date, fortnights: int
) -> tuple[Word | None, Window, Window]:
    """Return the word that two looks agree on, with the windows that it is about."""
    now = _look(found, start, fortnights)
    before = _look(found, start, fortnights - 1)
    if now[0] in (Word.FEWER, Word.MORE) and now[0] is not before[0]:
        once = Word.FEWER_ONCE if now[0] is Word.FEWER else Word.MORE_ONCE
        return once, *now[1:]
    return now


def _look(
    found: Mapping[date, Night], start: date, fortnights: int
) -> tuple[Word | None, Window, Window]:
    """Return what one look says, after so many fortnights."""
    end = start + timedelta(days=fortnights * FORTNIGHT - 1)
    short = _pair(found, start, end, FORTNIGHT)
    long = _pair(found, start, end, FOUR_WEEKS) if fortnights >= 4 else short
    more, fewer = compared(*short), compared(*long)
    if more is Word.MORE:
        return more, *short
    if fewer is Word.FEWER and fortnights >= 4:
        return fewer, *long
    return (Word.UNCLEAR if fewer else None), *long


def _pair(found: Mapping[date, Night], start: date, end: date, count: int) -> tuple[Window, Window]:
    return window(found, start, count), window(found, _ago(end, count), count)


def compared(baseline: Window, recent: Window) -> Word | None:
    """Return what two windows say by themselves; `None` where too little is logged."""
    if baseline.last >= recent.first or not baseline.enough or not recent.enough:
        return None
    if baseline.cramps + recent.cramps < ENOUGH_CRAMPS:
        return None
    if chance(baseline.counts, recent.counts) >= LIKELY:
        return Word.UNCLEAR
    return Word.FEWER if recent.in_seven < baseline.in_seven else Word.MORE


def _severity(baseline: Window | None, recent: Window) -> SeverityWord | None:
    """Compare medians over cramps that were rated, never over nights; a rise is always reported."""
    if not baseline or not baseline.severities or not recent.severities:
        return None
    change = median(recent.severities) - median(baseline.severities)
    if change >= POINTS:
        return SeverityWord.WORSE
    if min(len(baseline.severities), len(recent.severities)) < ENOUGH_RATED:
        return SeverityWord.FEW_RATED
    return SeverityWord.MILDER if change <= -POINTS else SeverityWord.UNCLEAR


def _one_sided(nights: Iterable[Night]) -> Side | None:
    named = [cramp.side for night in nights for cramp in night.cramps if cramp.side]
    last = set(named[-SAME_SIDE:])
    if len(named) < SAME_SIDE or len(last) != 1:
        return None
    side = last.pop()
    return side if side in (Side.LEFT, Side.RIGHT) else None


def _is_severe(nights: list[Night]) -> bool:
    """Return whether cramps came on most nights of two weeks, or were rated severe."""
    most = sum(bool(night.count) for night in nights) > len(nights) / 2
    rated = [night.worst or 0 for night in nights]
    sleep = [night.answers.sleep or 0 for night in nights if night.answers]
    return most or max((*rated, *sleep)) >= SEVERE


def needed(first: date | None, last: date) -> list[tuple[date, date]]:
    """Return the spans of nights that a trend reads, first and last of each."""
    spans = [(_ago(last, NIGHTS_NEEDED), last)]
    if first is not None:
        spans.append((first, first + FOUR_WEEKS * ONE_NIGHT))
    return spans
