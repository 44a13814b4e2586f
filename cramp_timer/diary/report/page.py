"""One page for the midwife or the doctor, read in a minute; it tells no doctor to ask a doctor.

A whole HTML document without scripts, fonts or anything from elsewhere; it prints on A4 and Letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from importlib.resources import files

from cramp_timer.core.routine import Routine
from cramp_timer.diary.night import Night, between
from cramp_timer.diary.report.chart import CHART_NIGHTS, chart, clock_chart
from cramp_timer.diary.report.facts import NOBODY, About, facts_of_nights, facts_of_person
from cramp_timer.diary.report.warning_signs import signs_met
from cramp_timer.diary.text import trend_lines
from cramp_timer.diary.trend import Trend
from cramp_timer.languages.dates import day_name
from cramp_timer.languages.messages import _, language
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
{_paragraphs(signs_met(period, trend))}</section>
{_figures(about.routine)}
<dl>{_list(facts_of_nights(period))}</dl>
<h2>{escape(_chart_title(shown, period))}</h2>
{chart(shown)}
{clock_chart(every)}
<h2>{_("The first weeks and the last ones")}</h2>
{_paragraphs(trend_lines(trend))}
<section class="box"><dl>{_list(facts_of_person(about, every))}</dl></section>
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


def _list(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<dt>{escape(name)}</dt><dd>{escape(what)}</dd>" for name, what in rows)


def _chart_title(shown: list[Night], period: list[Night]) -> str:
    if len(shown) == len(period):
        return _("Night by night")
    return _("The last {count} nights", count=len(shown))


def _paragraphs(lines: Iterable[str]) -> str:
    return "\n".join(f"<p>{escape(line)}</p>" for line in lines)
