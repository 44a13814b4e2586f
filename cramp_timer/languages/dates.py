"""Dates as they are shown, in the language of the person."""

from __future__ import annotations

from datetime import date

from cramp_timer.languages.messages import _

_MONTHS = (
    _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
    _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
)  # fmt: skip
_WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def night_name(night: date) -> str:
    """Return the date of a night: "Mon 23 Nov"."""
    return _(
        "{weekday} {day} {month}",
        weekday=_WEEKDAYS[night.weekday()], day=night.day, month=_MONTHS[night.month - 1]
    )  # fmt: skip


def day_name(day: date) -> str:
    """Return a date with its year: "23 Nov 2026"."""
    return _("{day} {month} {year}", day=day.day, month=_MONTHS[day.month - 1], year=day.year)


def short_name(day: date) -> str:
    """Return a date without its year: "23 Nov"."""
    return _("{day} {month}", day=day.day, month=_MONTHS[day.month - 1])
