"""One night in the diary, and what may be said of it: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from cramp_timer.core.side import Side
from cramp_timer.diary.entries import Answers, Cramp, Run
from cramp_timer.errors import DiaryError

ONE_NIGHT = timedelta(days=1)
MOST_CRAMPS = 50
"""More in one night is taken for a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Page:
    """All that is known of one night."""

    night: date
    cramps: tuple[Cramp, ...] = ()
    answers: Answers | None = None
    runs: tuple[Run, ...] = ()

    @property
    def count(self) -> int | None:
        """How many cramps; `None` for a night of which nobody has said: missing is never zero."""
        if self.cramps:
            return len(self.cramps)
        return 0 if self.answers and self.answers.none else None

    @property
    def logged(self) -> bool:
        """Whether anybody has said."""
        return self.count is not None

    @property
    def worst(self) -> int | None:
        """The worst that was rated."""
        return max((cramp.worst for cramp in self.cramps if cramp.worst is not None), default=None)

    @property
    def sides(self) -> frozenset[Side]:
        """The legs that were named."""
        return frozenset(cramp.side for cramp in self.cramps if cramp.side is not None)

    @property
    def stretched(self) -> str:
        """`done`, `part`, or nothing where no routine was begun."""
        if any(run.finished for run in self.runs):
            return "done"
        return "part" if self.runs else ""

    def told(self, count: int | None, **details: Any) -> Page:
        """The page after somebody said how many there were, and how they were.

        Cramps that are there already are among the count; details belong to those that are new,
        or else to the only one there is. DiaryError where that cannot be.
        """
        there = len(self.cramps)
        new = there if count is None else count
        if not 0 <= new <= MOST_CRAMPS:
            raise DiaryError(f"{new}: no number of cramps from 0 to {MOST_CRAMPS}")
        if new < there:
            raise DiaryError(
                f"{self.night}: {there} {'is' if there == 1 else 'are'} logged already; "
                f"delete what is wrong first, by D in the diary or `diary delete {self.night}`"
            )
        if details and new == there != 1:
            raise DiaryError(f"{self.night}: say which of the {there} cramps it was")
        page = self if count is None else self._answered(none=not new)
        if new > there:
            added = [replace(Cramp.later(self.night), **details) for _ in range(new - there)]
            return replace(page, cramps=(*self.cramps, *added))
        return replace(page, cramps=(replace(self.cramps[0], **details),)) if details else page

    def told_of(self, number: int, **details: Any) -> Page:
        """The page after the cramp of a number, from 1, was told more of."""
        if not 1 <= number <= len(self.cramps):
            raise DiaryError(f"{self.night}: has {len(self.cramps)} cramps, and no number {number}")
        changed = replace(self.cramps[number - 1], **details)
        return replace(self, cramps=(*self.cramps[: number - 1], changed, *self.cramps[number:]))

    def put_aside(self) -> Page:
        """The page after the question of the morning was skipped; that is no answer."""
        return replace(self, answers=replace(self.said, skipped=True))

    @property
    def said(self) -> Answers:
        """What was said of the night as a whole, or a beginning of it."""
        return replace(self.answers or Answers(self.night), skipped=False)

    def _answered(self, *, none: bool) -> Page:
        return replace(self, answers=replace(self.said, none=none))


def pages(
    cramps: Iterable[Cramp], answers: Iterable[Answers], runs: Iterable[Run]
) -> dict[date, Page]:
    """The nights of which anything is known, by their date."""
    found: dict[date, Page] = {}

    def page(night: date) -> Page:
        return found.get(night, Page(night))

    for answer in answers:
        found[answer.night] = replace(page(answer.night), answers=answer)
    for cramp in cramps:
        old = page(cramp.night)
        found[cramp.night] = replace(old, cramps=(*old.cramps, cramp))
    for run in runs:
        old = page(run.night)
        found[run.night] = replace(old, runs=(*old.runs, run))
    return found


def between(found: Mapping[date, Page], first: date, last: date) -> list[Page]:
    """Every night from one to another, with an empty page where nothing is known."""
    nights = (last - first).days + 1
    every = (first + ONE_NIGHT * number for number in range(nights))
    return [found.get(night) or Page(night) for night in every]
