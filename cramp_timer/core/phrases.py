"""What is said: for every gap between holds, the scripts to choose from, the longest first.

Pure: a phrase is text, and a lexicon tells which texts can be heard and for how long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Protocol

from cramp_timer.core.number_text import count_phrase, number_phrase
from cramp_timer.core.side import Side

if TYPE_CHECKING:
    from cramp_timer.core.routine import Exercise, Routine


class Chime(StrEnum):
    """The sounds that mark the shape of a routine."""

    BEGIN = "begin"
    HOLD = "hold"
    RELEASE = "release"
    FINISH = "finish"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Clip:
    """A sound by its name in the pack, with its length in seconds."""

    name: str
    seconds: float


class ClipSource(Protocol):
    """What can be heard: the clip of a phrase or a chime, `None` where there is none."""

    def voice(self, phrase: str) -> Clip | None: ...
    def chime(self, chime: Chime) -> Clip | None: ...


Phrases = Sequence[str]

_ANNOUNCED = {Side.LEFT: "Left leg.", Side.RIGHT: "Right leg.", Side.BOTH: "Both legs."}
_SWITCHED = {Side.LEFT: "Now the left leg.", Side.RIGHT: "Now the right leg."}


@dataclass(frozen=True, slots=True)
class Script:
    """What is said in a gap: some of it as the gap opens, some right before the hold."""

    opening: Phrases
    lead_in: Phrases = ()

    def __str__(self) -> str:
        return " ".join((*self.opening, *self.lead_in))


def side_phrase(side: Side) -> str:
    """The leg by name; nothing where legs do not matter."""
    return _ANNOUNCED.get(side, "")


def switch_phrase(side: Side) -> str:
    """The change to another leg."""
    return _SWITCHED.get(side, "")


class ExercisePhrases:
    """The words around the holds of one exercise, out of those that can be heard."""

    def __init__(self, exercise: Exercise, lexicon: ClipSource, *, first: bool) -> None:
        self._exercise = exercise
        self._first = first
        self._known = cache(lambda phrase: not phrase or lexicon.voice(phrase) is not None)
        self._title = self._or(
            f"{exercise.title}.", "First exercise." if first else "Next exercise."
        )
        self._lead_in = self._or(exercise.hold.lead_in, "Get ready.")
        self._release = self._or(exercise.relax.say, "And release.")
        self.say = self._or(exercise.hold.say, "Hold it.")

    def _or(self, phrase: str, generic: str) -> str:
        return phrase if self._known(phrase) else generic

    def prepare(self, side: Side) -> Iterator[Script]:
        """The title, the leg and the instruction; then what leads to the first hold."""
        leg, exercise = side_phrase(side), self._exercise
        instructions = (exercise.instruction, exercise.short, "")
        openings: list[Phrases] = [(self._title, leg, text) for text in instructions]
        if not self._first:
            openings = [(self._release, *opening) for opening in openings] + openings
        yield from self._scripts([*openings, (leg,)], self._lead_ins(1))
        yield from self._scripts(((self._title,), ()), ((self._lead_in,), ()))

    def relax(self, rep: int) -> Iterator[Script]:
        """The release; then the count and what leads to the next hold."""
        return self._scripts(((self._release,), ()), (*self._lead_ins(rep), ()))

    def switch(self, side: Side, rep: int) -> Iterator[Script]:
        """The release and the other leg by name; then the count and the lead-in."""
        change, leg = switch_phrase(side), side_phrase(side)
        openings = ((self._release, change), (change,), (leg,))
        return self._scripts(openings, (*self._lead_ins(rep), ()))

    def take_turns(self, side: Side, rep: int) -> Iterator[Script]:
        """The same in the short change where legs take turns: the leg is named before the hold."""
        leg = side_phrase(side)
        lead_ins = tuple((leg, *words) for words in (*self._lead_ins(rep), ()))
        return self._scripts(((self._release,), ()), lead_ins)

    def _lead_ins(self, rep: int) -> tuple[Phrases, ...]:
        reps = self._exercise.reps
        if reps == 1:
            return ((self._lead_in,),)
        number = self._or(number_phrase(rep), "")
        count = self._or(count_phrase(rep, reps), number)
        if rep == reps:  # "Last one." says more than any number.
            return ((count, self._lead_in), (count,), (self._lead_in,))
        return ((count, self._lead_in), (number, self._lead_in), (count,), (number,))

    def _scripts(
        self, openings: Sequence[Phrases], lead_ins: Sequence[Phrases]
    ) -> Iterator[Script]:
        """Every lead-in with every opening; a shorter lead-in only where no opening fits."""
        for lead_in, opening in product(lead_ins, openings):
            if all(map(self._known, opening)) and all(map(self._known, lead_in)):
                yield Script(
                    tuple(phrase for phrase in opening if phrase),
                    tuple(phrase for phrase in lead_in if phrase),
                )


def phrases_of(routine: Routine) -> tuple[str, ...]:
    """Every phrase that a routine itself brings along, each once, in the order of its fields."""
    phrases = [
        phrase
        for exercise in routine.exercises
        for phrase in (
            f"{exercise.title}.",
            exercise.instruction,
            exercise.short,
            exercise.hold.lead_in,
            exercise.hold.say,
            exercise.relax.say,
        )
    ]
    return tuple(dict.fromkeys(phrase for phrase in (*phrases, routine.finish) if phrase))


def goodbye(finish: str, release: str, lexicon: ClipSource) -> Iterator[Script]:
    """The last release and the last words."""
    for last in (finish, "All done."):
        for words in ((release, last), (last,)):
            if all(lexicon.voice(phrase) for phrase in words if phrase):
                yield Script(tuple(phrase for phrase in words if phrase))
    yield Script(())
