"""What a period of nights adds up to, as the lines of the report: a name, and a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf
from statistics import median

from cramp_timer.core.routine import Routine
from cramp_timer.diary.entries import Cramp, Soreness
from cramp_timer.diary.night import Night
from cramp_timer.diary.text import cramps_text, nights_text
from cramp_timer.languages.dates import day_name
from cramp_timer.languages.messages import _, plural
from cramp_timer.languages.words import word

TRIED_SHOWN = 5


@dataclass(frozen=True, slots=True)
class About:
    """What the report says of the person beside the diary; each may be missing."""

    answers: tuple[tuple[str, str], ...] = ()
    """The questions about the person that were answered, with yes or no."""
    medicines: str = ""
    tried: str = ""
    questions: tuple[str, ...] = ()
    """What to ask at the appointment."""
    routine: Routine | None = None
    """The routine that was done most, whose exercises are drawn."""


NOBODY = About()


def facts_of_nights(period: list[Night]) -> Iterator[tuple[str, str]]:
    """Yield how often, where, how bad and how long, and how the nights were otherwise."""
    logged = [night for night in period if night.logged]
    every = [cramp for night in period for cramp in night.cramps]
    with_any = sum(bool(night.count) for night in logged)
    rate = _("{count:.1f} in seven nights; ", count=7 * len(every) / len(logged)) if logged else ""
    yield (
        _("Cramps"),
        _(
            "{rate}{cramps}, on {nights}",
            rate=rate,
            cramps=cramps_text(len(every)),
            nights=nights_text(with_any),
        ),
    )
    yield _("Nights"), _("{count} of {of} logged", count=len(logged), of=len(period))
    if every:
        yield _("Leg"), _tally(cramp.side for cramp in every)
        if any(cramp.muscle for cramp in every):
            yield _("Where"), _tally(cramp.muscle for cramp in every)
        yield _("How bad, 0 to 10"), _middle([c.worst for c in every if c.worst is not None])
        yield _("Minutes"), _minutes(every)
        if any(cramp.woke is not None for cramp in every):
            yield _("Woke the person"), _tally(_yes_no(cramp.woke) for cramp in every)
    answers = [night.answers for night in period if night.answers]
    sleep = [each.sleep for each in answers if each.sleep is not None]
    if sleep:
        yield _("Sleep disturbed, 0 to 10"), _middle(sleep)
    sore = Counter(each.sore for each in answers if each.sore)
    if sore:
        longer = sore[Soreness.LONGER]
        yield (
            _("Sore afterwards"),
            _(
                "up to a day {sore}, more than a day {longer}",
                sore=sore[Soreness.DAY],
                longer=longer,
            ),
        )
    by_day = [each.by_day for each in answers if each.by_day is not None]
    if by_day:
        yield (
            _("Cramps by day"),
            _("{cramps} on {count} days that were recorded", cramps=sum(by_day), count=len(by_day)),
        )
    marks = [f"{day_name(mark.night)} {mark.text}" for night in period for mark in night.marks]
    if marks:
        yield _("Marks"), "; ".join(marks)
    done = sum(night.stretched == "done" for night in period)
    part = sum(night.stretched == "part" for night in period)
    yield (
        _("Routine"),
        _(
            "done on {done} of {nights}, in part on {part}",
            done=done,
            nights=nights_text(len(period)),
            part=part,
        ),
    )


def _minutes(every: list[Cramp]) -> str:
    """Return the middle of how long they lasted; one that did not ease counts as the longest."""
    lasted = [round(cramp.lasted, 1) for cramp in every if cramp.lasted is not None]
    open_ended = sum(cramp.eased is False and cramp.lasted is None for cramp in every)
    if not open_ended:
        return _middle(lasted)
    middle = median([*lasted, *[inf] * open_ended])
    known = _("not known") if middle == inf else f"{middle:g}"
    return _(
        "median {known}; {open_ended} of {count} had not eased at the end",
        known=known,
        open_ended=open_ended,
        count=len(lasted) + open_ended,
    )


def facts_of_person(about: About, every: list[Cramp]) -> Iterator[tuple[str, str]]:
    """Yield what was typed about the person, and what was tried against single cramps."""
    yield from about.answers
    yield _("Medicines"), about.medicines or _("not written down")
    tried: dict[str, list[bool | None]] = {}
    for cramp in every:
        if cramp.tried:
            tried.setdefault(cramp.tried, []).append(cramp.helped)
    counted = [
        _("{what} (helped {count} of {of})", what=what, count=helped.count(True), of=len(helped))
        for what, helped in sorted(tried.items(), key=lambda each: -len(each[1]))[:TRIED_SHOWN]
    ]
    yield _("Tried"), "; ".join(filter(None, [about.tried, *counted])) or _("not written down")


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"


def _tally(values: Iterable[str | None]) -> str:
    return ", ".join(
        f"{_('not said') if value is None else word(value)} {count}"
        for value, count in Counter(values).most_common()
    )


def _middle(values: list[float] | list[int]) -> str:
    if not values:
        return _("not said")
    low, high = min(values), max(values)
    between_them = (
        _("from {low:g} to {high:g}", low=low, high=high) if low != high else _("each time")
    )
    return _(
        "median {median:g}, {between_them} ({times})",
        median=median(values),
        between_them=between_them,
        times=_times(len(values)),
    )


def _times(count: int) -> str:
    return plural("recorded {count} time", "recorded {count} times", count)
