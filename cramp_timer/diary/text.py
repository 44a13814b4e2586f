"""Nights, cramps, runs and trends in words; no sentence claims a cause, and none scolds."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from statistics import median

from cramp_timer.core.number_text import clock_text
from cramp_timer.core.side import leg_text
from cramp_timer.diary.entries import Cramp, Mark, RoutineRun, Soreness
from cramp_timer.diary.night import Night
from cramp_timer.diary.trend import (
    CANNOT_SHOW,
    ENOUGH_CRAMPS,
    ENOUGH_SHARE,
    FOUR_WEEKS,
    SAME_SIDE,
    Trend,
    Window,
    Word,
)
from cramp_timer.languages.dates import day_name, night_name
from cramp_timer.languages.messages import _, capital, plural
from cramp_timer.languages.words import word

_SORE = {
    Soreness.NO: _("not sore afterwards"),
    Soreness.DAY: _("sore for up to a day"),
    Soreness.LONGER: _("sore for more than a day"),
}


def counted(night: Night) -> str:
    """Return how many cramps there were, as far as anybody has said."""
    if night.count is None:
        return _("not logged")
    return cramps_text(night.count) if night.count else _("no cramp")


def night_line(night: Night) -> str:
    """Return a night in one line."""
    parts = [counted(night)]
    if night.sides:
        parts.append(_(" and ").join(map(word, sorted(night.sides))))
    if night.worst is not None:
        parts.append(_("worst {worst}", worst=night.worst))
    if night.answers and night.answers.sleep is not None:
        parts.append(_("sleep disturbed {sleep}", sleep=night.answers.sleep))
    if night.answers and night.answers.sore:
        parts.append(_SORE[night.answers.sore])
    if night.answers and night.answers.by_day is not None:
        parts.append(_("{cramps} by day", cramps=cramps_text(night.answers.by_day)))
    if night.stretched:
        parts.append(_("stretched") if night.stretched == "done" else _("stretched in part"))
    return ", ".join(parts)


def night_lines(night: Night) -> Iterator[str]:
    """Yield a night with each of its cramps and runs, a line each."""
    yield _(
        "Night of {night}: {summary}.", night=night_name(night.night), summary=night_line(night)
    )
    for mark in night.marks:
        yield f"  — {mark.text}"
    for number, cramp in enumerate(night.cramps, 1):
        yield f"  {number}. {cramp_line(cramp)}"
    for run in night.runs:
        yield f"  {run_line(run)}"
    if night.answers and night.answers.note:
        yield f"  {night.answers.note}"


def cramp_line(cramp: Cramp) -> str:
    """Return one cramp in one line."""
    parts = []
    if cramp.started:
        parts.append(f"{cramp.started:%H:%M}")
    parts.append(_place(cramp))
    if cramp.lasted is not None:
        parts.append(_("{clock} long", clock=clock_text(60 * cramp.lasted)))
    if cramp.eased is False:
        parts.append(_("had not eased when guidance ended"))
    if cramp.worst is not None:
        parts.append(_("{worst} of 10", worst=cramp.worst))
    if cramp.woke is not None:
        parts.append(_("woke you") if cramp.woke else _("did not wake you"))
    if cramp.tried or cramp.helped is not None:
        helped = {True: _(", which helped"), False: _(", which did not help"), None: ""}[
            cramp.helped
        ]
        parts.append(_("tried {value}{helped}", value=cramp.tried or _("something"), helped=helped))
    if cramp.note:
        parts.append(cramp.note)
    return ", ".join(parts)


def _place(cramp: Cramp) -> str:
    """Return leg and muscle, as far as they were named: "left calf"."""
    if cramp.side and cramp.muscle:
        return _("{side} {muscle}", side=word(cramp.side), muscle=word(cramp.muscle))
    return word(cramp.side or cramp.muscle or _("leg not named"))


def run_line(run: RoutineRun) -> str:
    """Return one run of a routine in one line."""
    held = ", ".join(f"{each.title} × {each.holds}" for each in run.held)
    how = "" if run.finished else _(", in part")
    return f"{run.started:%H:%M} {run.title}{how}: {held}"


def tonight_line(suggested: str, tonight: Night, last: Night) -> str:
    """Return what is suggested for a night or was done in it, and how the one before it was."""
    done = next((run for run in reversed(tonight.runs) if run.finished), None)
    line = (
        _("Tonight: {suggested}", suggested=suggested)
        if done is None
        else _("{title}, done {started:%H:%M}", title=done.title, started=done.started)
    )
    if last.logged:
        worst = "" if last.worst is None else _(", worst {worst}", worst=last.worst)
        line += _(" · last night: {counted}{worst}", counted=counted(last), worst=worst)
    return line


def morning_question(night: Night) -> str:
    """Return the question of the morning, and what is known already."""
    if not night.cramps:
        return _("Cramps last night?")
    there = len(night.cramps)
    return plural(
        "Cramps last night? {count} logged; in all:",
        "Cramps last night? {count} logged; in all:",
        there,
    )


def trend_lines(trend: Trend) -> Iterator[str]:
    """Yield what may be said of the first nights and the last ones."""
    base, recent = trend.baseline, trend.recent
    if base is None:
        since = _(" since {mark}", mark=_mark_name(trend.mark)) if trend.mark else ""
        yield (
            _(
                "Not enough nights yet to compare: that takes two weeks{since} and two later "
                "ones, and four and four to say that it was fewer.",
                since=since,
            )
        )
        if recent.logged:
            yield _counted(_("The last two weeks"), recent, rate=False)
        yield from _done(trend)
        return
    rate = trend.word is not None
    yield _counted(_first_title(trend, base), base, rate=rate)
    yield _counted(
        _("{weeks} to {day}", weeks=_weeks(recent), day=day_name(recent.last)), recent, rate=rate
    )
    if not base.enough or not recent.enough:
        wanted = ceil(ENOUGH_SHARE * recent.nights)
        yield _(
            "Not enough yet: {wanted} of {nights} nights must be logged in each.",
            wanted=wanted,
            nights=recent.nights,
        )
    elif trend.word is None:
        yield _(
            "Fewer than {count} cramps in all: too few to say more than this.", count=ENOUGH_CRAMPS
        )
    else:
        yield f"{capital(word(trend.word))}. {CANNOT_SHOW}"
    if trend.severity:
        yield (
            _(
                "How bad they were: median {median:g} ({count} rated), then {later:g} "
                "({of} rated) of 10: {value}.",
                median=median(base.severities),
                count=len(base.severities),
                later=median(recent.severities),
                of=len(recent.severities),
                value=word(trend.severity),
            )
        )
    if trend.next_look:
        yield (
            _(
                "It is judged once a fortnight, and two judgements must agree; the next one is "
                "after the night of {day}.",
                day=day_name(trend.next_look),
            )
        )
    yield from _done(trend)


def _first_title(trend: Trend, base: Window) -> str:
    weeks = _weeks(base)
    if trend.mark:
        return _("{weeks} since {mark}", weeks=weeks, mark=_mark_name(trend.mark))
    if trend.before_stretching:
        return _("{weeks} before you began to stretch", weeks=weeks)
    return _("The first four weeks") if base.nights == FOUR_WEEKS else _("The first two weeks")


def _weeks(window: Window) -> str:
    return _("Four weeks") if window.nights == FOUR_WEEKS else _("Two weeks")


def _mark_name(mark: Mark) -> str:
    return f'"{mark.text}" ({day_name(mark.night)})'


APPOINTMENT = _("Make an appointment, and name your medicines. Do not stop any by yourself.")
"""What to do about signs that are no emergency, as the warning signs say it."""


def advice_lines(trend: Trend) -> Iterator[str]:
    """Yield what to ask whom; the advice is never to stretch more."""
    if trend.word is Word.MORE:
        yield _("More were logged than at first. {appointment}", appointment=APPOINTMENT)
    elif trend.severe:
        yield _(
            "Cramps that spoil your sleep, or come most nights: {lower}", lower=_lower(APPOINTMENT)
        )
    elif trend.six_weeks and trend.word in (Word.UNCLEAR, Word.MORE_ONCE):
        yield _("Six weeks without a clear drop. {appointment}", appointment=APPOINTMENT)
    if trend.one_sided:
        yield (
            _(
                "The last {count} whose leg was named were all in the {leg}. If that "
                "leg is swollen, warm, heavy or another colour, see the warning signs.",
                count=SAME_SIDE,
                leg=leg_text(trend.one_sided),
            )
        )
    if trend.sore:
        yield _("A leg was sore for more than a day after a cramp: see the warning signs.")


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _counted(title: str, window: Window, *, rate: bool) -> str:
    counted = _(
        "{title}: {cramps} on {nights} logged",
        title=title,
        cramps=cramps_text(window.cramps),
        nights=nights_text(window.logged),
    )
    return (
        _("{counted} ({in_seven:.1f} in seven).", counted=counted, in_seven=window.in_seven)
        if rate
        else f"{counted}."
    )


def _done(trend: Trend) -> Iterator[str]:
    recent = trend.recent
    if recent.done or recent.part:
        part = _(", in part on {part}", part=recent.part) if recent.part else ""
        yield _(
            "A routine was done on {done} of these last {nights} nights{part}.",
            done=recent.done,
            nights=recent.nights,
            part=part,
        )


def cramps_text(count: int) -> str:
    """Return a number of cramps in words: "1 cramp"."""
    return plural("{count} cramp", "{count} cramps", count)


def nights_text(count: int) -> str:
    """Return a number of nights in words: "1 night"."""
    return plural("{count} night", "{count} nights", count)
