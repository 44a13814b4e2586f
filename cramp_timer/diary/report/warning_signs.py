"""Which warning signs a diary can show were met, and when."""

from __future__ import annotations

from collections.abc import Iterator

from cramp_timer.core.side import leg_text
from cramp_timer.diary.entries import Soreness
from cramp_timer.diary.night import Night
from cramp_timer.diary.trend import FORTNIGHT, SAME_SIDE, SEVERE, Trend
from cramp_timer.languages.dates import day_name
from cramp_timer.languages.messages import _

DATES_SHOWN = 3
LATE_MINUTES = 10
"""From so long a cramp is a reason to ask the same day (NHS inform)."""


def signs_met(period: list[Night], trend: Trend) -> Iterator[str]:
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
