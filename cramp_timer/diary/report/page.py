"""One page for the midwife or the doctor: what was logged, and what that cannot say.

A whole HTML document without scripts, fonts or anything from elsewhere; it prints on A4 and Letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import escape
from importlib.resources import files
from statistics import median

from cramp_timer.diary.entries import Cramp, Soreness
from cramp_timer.diary.night import Night, between
from cramp_timer.diary.report.chart import CHART_NIGHTS, chart
from cramp_timer.diary.text import advice_lines, cramps_text, nights_text, trend_lines
from cramp_timer.diary.trend import Trend

_DEFINITIONS = (
    (
        "A night runs from noon to noon and bears the date of its evening. A night that was not "
        "logged is a gap, and not a night without cramps."
    ),
    (
        "How bad a cramp was is the person's own rating from 0 to 10, and not a validated score. "
        "Ratings and minutes are told over the cramps for which they were given."
    ),
    "A routine is a guided stretch that was led to its end; in part means that it was left early.",
)
_CANNOT = (
    (
        "These figures cannot show why. Cramps come and go by themselves, people stretch on the "
        "nights they choose, and people on dummy tablets in studies also logged a quarter fewer."
    ),
    "With few cramps a change of a quarter is often chance alone.",
    "Nothing here is a diagnosis.",
)


def report_page(found: Mapping[date, Night], first: date, last: date, trend: Trend) -> str:
    """The page for the nights between two, both included."""
    period = between(found, first, last)
    title = f"Night cramps, {_day(first)} to {_day(last)}"
    shown = period[-CHART_NIGHTS:]
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(what)}</dd>" for name, what in _rows(period)
    )
    style = files("cramp_timer.diary.report").joinpath("report.css").read_text(encoding="utf-8")
    return f"""<!doctype html>
<html lang="en">
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
<dl>{rows}</dl>
<h2>{escape(_chart_title(shown, period))}</h2>
{chart(shown)}
<h2>First two weeks and last two</h2>
{_paragraphs((*trend_lines(trend), *advice_lines(trend)))}
<div class="small">
<h2>What is counted</h2>
{_paragraphs(_DEFINITIONS)}
<h2>What these figures cannot say</h2>
{_paragraphs(_CANNOT)}
</div>
<footer>Written by cramp-timer on the person's own computer, from what they logged.</footer>
</main>
</body>
</html>
"""


def _rows(period: list[Night]) -> Iterator[tuple[str, str]]:
    logged = [page for page in period if page.logged]
    every = [cramp for page in period for cramp in page.cramps]
    with_any = sum(bool(page.count) for page in logged)
    yield "Nights", f"{len(logged)} of {len(period)} logged"
    yield "Cramps", f"{cramps_text(len(every))}, on {nights_text(with_any)}"
    if every:
        yield "Leg", _tally(cramp.side for cramp in every)
        if any(cramp.muscle for cramp in every):
            yield "Where", _tally(cramp.muscle for cramp in every)
        yield "How bad, 0 to 10", _middle([c.worst for c in every if c.worst is not None])
        yield "Minutes", _middle([round(c.lasted, 1) for c in every if c.lasted is not None])
        yield from _not_eased(every)
    sleep = [page.answers.sleep for page in period if page.answers]
    if any(value is not None for value in sleep):
        yield "Sleep disturbed, 0 to 10", _middle([each for each in sleep if each is not None])
    sore = Counter(page.answers.sore for page in period if page.answers and page.answers.sore)
    if sore:
        longer = sore[Soreness.LONGER]
        yield "Sore afterwards", f"up to a day {sore[Soreness.DAY]}, more than a day {longer}"
    done = sum(page.stretched == "done" for page in period)
    part = sum(page.stretched == "part" for page in period)
    yield "Routine", f"done on {done} of {nights_text(len(period))}, in part on {part}"


def _not_eased(every: Iterable[Cramp]) -> Iterator[tuple[str, str]]:
    lasting = sum(cramp.eased is False for cramp in every)
    if lasting:
        yield "Had not eased", f"{cramps_text(lasting)} when guidance ended"


def _tally(values: Iterable[str | None]) -> str:
    counted = Counter("not said" if value is None else str(value) for value in values)
    return ", ".join(f"{name} {count}" for name, count in counted.most_common())


def _middle(values: list[float] | list[int]) -> str:
    if not values:
        return "not said"
    low, high = min(values), max(values)
    between_them = f"from {low:g} to {high:g}" if low != high else "each time"
    return f"median {median(values):g}, {between_them} ({_times(len(values))})"


def _times(count: int) -> str:
    return f"told {count} time" if count == 1 else f"told {count} times"


def _chart_title(shown: list[Night], period: list[Night]) -> str:
    if len(shown) == len(period):
        return "Night by night"
    return f"The last {len(shown)} nights"


def _paragraphs(lines: Iterable[str]) -> str:
    return "\n".join(f"<p>{escape(line)}</p>" for line in lines)


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
