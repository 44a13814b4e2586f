"""One page for the midwife or the doctor, read in a minute; it tells no doctor to ask a doctor.

A whole HTML document without scripts, fonts or anything from elsewhere; it prints on A4 and Letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from importlib.resources import files
from math import inf
from statistics import median

from cramp_timer.core.routine import Routine
from cramp_timer.core.side import leg_text
from cramp_timer.diary.entries import Cramp, Soreness
from cramp_timer.diary.night import Night, between
from cramp_timer.diary.report.chart import CHART_NIGHTS, chart, clock_chart
from cramp_timer.diary.text import cramps_text, nights_text, trend_lines
from cramp_timer.diary.trend import FORTNIGHT, SAME_SIDE, SEVERE, Trend
from cramp_timer.languages.dates import day_name
from cramp_timer.languages.messages import _, language, plural
from cramp_timer.languages.words import word
from cramp_timer.presentation.figure_svg import figure_frames
from cramp_timer.presentation.poses import POSES

_DEFINITIONS = _(
    "A night runs from noon to noon and bears the date of its evening. A night that was not "
    "logged is a gap, and not a night without cramps. Ratings, from 0 to 10, are the person's "
    "own and no validated score; they and minutes are counted over the cramps for which they were "
    "given. A routine is a guided stretch led to its end; in part means that it was left early."
)
_CANNOT = _(
    "These figures cannot show why. Cramps come and go by themselves, people stretch on the "
    "nights they choose, and people on dummy tablets in studies also logged a quarter fewer. "
    "Nothing here is a diagnosis."
)
_WRITTEN = _("Written by cramp-timer on the person's own computer, from what they logged.")


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


def report_page(
    found: Mapping[date, Night], first: date, last: date, trend: Trend, about: About = NOBODY
) -> str:
    """Return the page for the nights between two, both included."""
    period = between(found, first, last)
    title = _("Night cramps, {day} to {last}", day=day_name(first), last=day_name(last))
    shown = period[-CHART_NIGHTS:]
    style = files("cramp_timer.diary.report").joinpath("report.css").read_text(encoding="utf-8")
    every = [cramp for night in period for cramp in night.cramps]
    return f"""<!doctype html>
<html lang="{language()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{escape(title)}</title>
<style>
{style}</style>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
<p class="blank">{_("Name")} <span></span> {_("Date of birth")} <span></span></p>
<section class="box"><h2>{_("Red flags met")}</h2>
{_paragraphs(red_flags(period, trend))}</section>
{_figures(about.routine)}
<dl>{_list(_rows(period))}</dl>
<h2>{escape(_chart_title(shown, period))}</h2>
{chart(shown)}
{clock_chart(every)}
<h2>{_("The first weeks and the last ones")}</h2>
{_paragraphs(trend_lines(trend))}
<section class="box"><dl>{_list(_told(about, every))}</dl></section>
{_questions(about.questions)}
<div class="small">
<p>{escape(_DEFINITIONS)}</p>
<p>{escape(_CANNOT)}</p>
</div>
<footer>{escape(_WRITTEN)}</footer>
</main>
</body>
</html>
"""


def red_flags(period: list[Night], trend: Trend) -> Iterator[str]:
    """Yield what was met of the warning signs that a diary can show, with the last dates."""
    met = {
        _("A cramp that had not eased when guidance ended"): [
            night.night for night in period if any(cramp.eased is False for cramp in night.cramps)
        ],
        _("Sore for more than a day after a cramp"): [
            night.night
            for night in period
            if night.answers and night.answers.sore is Soreness.LONGER
        ],
        _("A cramp of {minutes} minutes or more", minutes=LATE_MINUTES): [
            night.night
            for night in period
            if any((cramp.lasted or 0) >= LATE_MINUTES for cramp in night.cramps)
        ],
        _("A cramp rated {rating} or more", rating=SEVERE): [
            night.night for night in period if (night.worst or 0) >= SEVERE
        ],
        _("Sleep disturbed {rating} or more", rating=SEVERE): [
            night.night
            for night in period
            if night.answers and (night.answers.sleep or 0) >= SEVERE
        ],
    }
    for what, nights in met.items():
        if nights:
            dates = ", ".join(day_name(night) for night in nights[-DATES_SHOWN:])
            more = (
                _(" and {count} before", count=len(nights) - DATES_SHOWN)
                if len(nights) > DATES_SHOWN
                else ""
            )
            yield f"{what}: {dates}{more}."
    if trend.one_sided:
        yield (
            _(
                "The last {count} whose leg was named were all in the {leg}.",
                count=SAME_SIDE,
                leg=leg_text(trend.one_sided),
            )
        )
    latest = period[-FORTNIGHT:]
    most = sum(bool(night.count) for night in latest) > FORTNIGHT / 2
    if most:
        yield _("Cramps on most nights of the two weeks to {day}.", day=day_name(latest[-1].night))
    if not any(met.values()) and not trend.one_sided and not most:
        yield _("None of those that this diary can show; it knows nothing of swelling or colour.")


DATES_SHOWN = 3
LATE_MINUTES = 10
"""From so long a cramp is a reason to ask the same day (NHS inform)."""


def _rows(period: list[Night]) -> Iterator[tuple[str, str]]:
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


def _told(about: About, every: list[Cramp]) -> Iterator[tuple[str, str]]:
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


TRIED_SHOWN = 5


def _questions(questions: tuple[str, ...]) -> str:
    if not questions:
        return ""
    items = "".join(f"<li>{escape(question)}</li>" for question in questions)
    return f"<h2>{_('Questions for this appointment')}</h2>\n<ol>{items}</ol>"


def _figures(routine: Routine | None) -> str:
    """Return a small picture of each different pose of a routine, in its hold."""
    if routine is None:
        return ""
    shown = {each.pose: each.title for each in routine.exercises if each.pose in POSES}
    drawn = "".join(
        f'<figure><svg viewBox="0 0 1 1" aria-hidden="true">{figure_frames(POSES[pose])[-1]}</svg>'
        f"<figcaption>{escape(title)}</figcaption></figure>"
        for pose, title in list(shown.items())[:FIGURES_SHOWN]
    )
    return f'<div class="figures">{drawn}</div>' if drawn else ""


FIGURES_SHOWN = 4


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"


def _list(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<dt>{escape(name)}</dt><dd>{escape(what)}</dd>" for name, what in rows)


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


def _chart_title(shown: list[Night], period: list[Night]) -> str:
    if len(shown) == len(period):
        return _("Night by night")
    return _("The last {count} nights", count=len(shown))


def _paragraphs(lines: Iterable[str]) -> str:
    return "\n".join(f"<p>{escape(line)}</p>" for line in lines)
