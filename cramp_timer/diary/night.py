"""One night in the diary as a value, what can be changed about it, and which night is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from cramp_timer.core.side import Side
from cramp_timer.diary.entries import Cramp, Mark, NightAnswers, RoutineRun
from cramp_timer.errors import DiaryError
from cramp_timer.languages.messages import _, plural

ONE_NIGHT = timedelta(days=1)
MOST_CRAMPS = 50
"""More in one night is taken for a slip of the finger."""
MORNING_HOUR = 5
"""Before this hour the night is still going on, and nobody is asked anything."""


@dataclass(frozen=True, slots=True)
class Night:
    """All that is known of one night."""

    night: date
    """The date of its evening."""
    cramps: tuple[Cramp, ...] = ()
    answers: NightAnswers | None = None
    runs: tuple[RoutineRun, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def count(self) -> int | None:
        """How many cramps; `None` for a night of which nobody has said: missing is never zero."""
        if self.cramps:
            return len(self.cramps)
        return 0 if self.answers and self.answers.none else None

    @property
    def logged(self) -> bool:
        """Whether anybody has said how many cramps there were."""
        return self.count is not None

    @property
    def worst(self) -> int | None:
        """The worst rating of a cramp, where any was rated."""
        return max((cramp.worst for cramp in self.cramps if cramp.worst is not None), default=None)

    @property
    def sides(self) -> frozenset[Side]:
        """The legs that were named."""
        return frozenset(cramp.side for cramp in self.cramps if cramp.side is not None)

    @property
    def stretched(self) -> str:
        """`done`, `part`, or an empty text where no routine was begun."""
        if any(run.finished for run in self.runs):
            return "done"
        return "part" if self.runs else ""

    @property
    def answers_or_empty(self) -> NightAnswers:
        """What was said of the night as a whole, or answers of which none is given yet."""
        return replace(self.answers or NightAnswers(self.night), skipped=False)

    @property
    def question_is_open(self) -> bool:
        """Whether nobody has answered or skipped the question of the morning."""
        return self.answers is None

    def with_count(self, count: int | None, **details: Any) -> Night:
        """Return the night with so many cramps in all, and what is known of them.

        Cramps that are there already are among the count; details belong to those that are new,
        or else to the only one there is. DiaryError where that is impossible.
        """
        there = len(self.cramps)
        new = there if count is None else count
        if not 0 <= new <= MOST_CRAMPS:
            raise DiaryError(
                _("{new}: no number of cramps from 0 to {most}", new=new, most=MOST_CRAMPS)
            )
        if new < there:
            raise DiaryError(
                plural(
                    "{night}: {count} is logged already; delete what is wrong first, by D in "
                    "the diary or `diary delete {night}`",
                    "{night}: {count} are logged already; delete what is wrong first, by D in "
                    "the diary or `diary delete {night}`",
                    there,
                    night=self.night,
                )
            )
        if details and new == there != 1:
            what = (
                _("which of the {there} cramps it was", there=there)
                if there
                else _("how many there were")
            )
            raise DiaryError(_("{night}: say {what}", night=self.night, what=what))
        night = self
        if count is not None:
            night = replace(self, answers=replace(self.answers_or_empty, none=not new))
        if new > there:
            added = [replace(Cramp.later(self.night), **details) for _ in range(new - there)]
            return replace(night, cramps=(*self.cramps, *added))
        return replace(night, cramps=(replace(self.cramps[0], **details),)) if details else night

    def with_total(self, count: int) -> Night:
        """Return the night with so many cramps in all, where fewer take the last ones away."""
        return replace(self, cramps=self.cramps[:count]).with_count(count)

    def with_details(self, number: int, **details: Any) -> Night:
        """Return the night with more known of the cramp of a number, from 1."""
        self._check_number(number)
        changed = replace(self.cramps[number - 1], **details)
        return replace(self, cramps=(*self.cramps[: number - 1], changed, *self.cramps[number:]))

    def without_cramp(self, number: int) -> Night:
        """Return the night without the cramp of a number, from 1."""
        self._check_number(number)
        return replace(self, cramps=(*self.cramps[: number - 1], *self.cramps[number:]))

    def with_skipped(self) -> Night:
        """Return the night after the question of the morning was skipped; that is no answer."""
        return replace(self, answers=replace(self.answers_or_empty, skipped=True))

    def _check_number(self, number: int) -> None:
        if not 1 <= number <= len(self.cramps):
            raise DiaryError(
                _(
                    "{night}: {count} logged, and no number {number}",
                    night=self.night,
                    count=len(self.cramps),
                    number=number,
                )
            )


def nights_of(
    cramps: Iterable[Cramp],
    answers: Iterable[NightAnswers],
    runs: Iterable[RoutineRun],
    marks: Iterable[Mark] = (),
) -> dict[date, Night]:
    """Return the nights of which anything is known, by their date."""
    of_night: dict[date, list[Cramp]] = {}
    for cramp in cramps:
        of_night.setdefault(cramp.night, []).append(cramp)
    said = {each.night: each for each in answers}
    done: dict[date, list[RoutineRun]] = {}
    for run in runs:
        done.setdefault(run.night, []).append(run)
    marked: dict[date, list[Mark]] = {}
    for mark in marks:
        marked.setdefault(mark.night, []).append(mark)
    return {
        night: Night(
            night, tuple(of_night.get(night, ())), said.get(night), tuple(done.get(night, ())),
            tuple(marked.get(night, ())),
        )
        for night in sorted({*of_night, *said, *done, *marked})
    }  # fmt: skip


def between(found: Mapping[date, Night], first: date, last: date) -> list[Night]:
    """Return every night from one to another, an empty one where nothing is known."""
    count = (last - first).days + 1
    every = (first + ONE_NIGHT * number for number in range(count))
    return [found.get(night) or Night(night) for night in every]


def last_night(now: datetime) -> date:
    """Return the night that began yesterday: at two in the morning it is still going on."""
    return now.date() - ONE_NIGHT


def night_over(now: datetime) -> date | None:
    """Return the night that ended last, by the local time; `None` while it is going on."""
    return last_night(now) if now.hour >= MORNING_HOUR else None
