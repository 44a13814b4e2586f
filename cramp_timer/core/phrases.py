"""The phrases of a routine: the scripts for every gap between holds, longest first.

Pure values: a phrase is text, and a `ClipSource` returns its clip, if there is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Protocol

from cramp_timer.core.number_text import count_phrase, number_phrase, set_phrase
from cramp_timer.core.side import Side

if TYPE_CHECKING:
    from cramp_timer.core.routine import Exercise, Routine


class Chime(StrEnum):
    """The sounds that mark the phases of a routine."""

    BEGIN = "begin"
    HOLD = "hold"
    RELEASE = "release"
    FINISH = "finish"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Clip:
    """A sound: its name in the pack and its length in seconds."""

    name: str
    seconds: float


class ClipSource(Protocol):
    """A source of clips for phrases and chimes; `None` if a clip is missing."""

    def voice(self, phrase: str) -> Clip | None: ...
    def chime(self, chime: Chime) -> Clip | None: ...


Phrases = Sequence[str]

_ANNOUNCED = {Side.LEFT: "Left leg.", Side.RIGHT: "Right leg.", Side.BOTH: "Both legs."}
_SWITCHED = {Side.LEFT: "Now the left leg.", Side.RIGHT: "Now the right leg."}


@dataclass(frozen=True, slots=True)
class Script:
    """The phrases of one gap: some as the gap opens, some right before the hold."""

    opening: Phrases
    lead_in: Phrases = ()

    def __str__(self) -> str:
        return " ".join((*self.opening, *self.lead_in))


def side_phrase(side: Side) -> str:
    """Return the phrase that names the leg; empty for no leg."""
    return _ANNOUNCED.get(side, "")


def switch_phrase(side: Side) -> str:
    """Return the phrase for a change of leg."""
    return _SWITCHED.get(side, "")


REST = "Now rest."
READY = "Press any key when you are there."
REMINDER = "Ten seconds more."
DONE = "Press any key when you are done."
REMINDER_SECONDS = 10.0
"""The reminder is spoken so long before the lead-in of a set-up that can be ended early."""


class ExercisePhrases:
    """The phrases around the holds of one exercise, limited to those with a clip."""

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

    def prepare(self, side: Side, ready: str = "") -> Iterator[Script]:
        """Yield scripts of title, leg, instruction and the lead-in to the first hold.

        `ready` is the sentence about the key that ends the set-up early.
        """
        leg, exercise = side_phrase(side), self._exercise
        instructions = (exercise.instruction, exercise.short, "")
        openings: list[Phrases] = [(self._title, leg, text, ready) for text in instructions]
        if not self._first:
            openings = [(self._release, *opening) for opening in openings] + openings
        yield from self._scripts([*openings, (leg,)], self._lead_ins(1))
        yield from self._scripts(((self._title,), ()), ((self._lead_in,), ()))

    def relax(self, rep: int) -> Iterator[Script]:
        """Yield scripts of release, count and the lead-in to the next hold."""
        return self._scripts(((self._release,), ()), (*self._lead_ins(rep), ()))

    def switch(self, side: Side, rep: int) -> Iterator[Script]:
        """Yield scripts of release, change of leg, count and lead-in."""
        change, leg = switch_phrase(side), side_phrase(side)
        openings = ((self._release, change), (change,), (leg,))
        return self._scripts(openings, (*self._lead_ins(rep), ()))

    def rest(self, number: int, side: Side) -> Iterator[Script]:
        """Yield scripts of release, rest, and at its end the set and the leg that begin."""
        leg, coming = side_phrase(side), self._or(set_phrase(number, self._exercise.sets), "")
        lead_ins = ((coming, leg, *self._lead_ins(1)[0]), (coming, leg), (leg,), (coming,))
        return self._scripts(((self._release, REST), (self._release,), ()), lead_ins)

    def take_turns(self, side: Side, rep: int) -> Iterator[Script]:
        """Yield scripts for alternating legs: the gap is short, so the lead-in names the leg."""
        leg = side_phrase(side)
        lead_ins = tuple((leg, *words) for words in (*self._lead_ins(rep), ()))
        return self._scripts(((self._release,), ()), lead_ins)

    def _lead_ins(self, rep: int) -> tuple[Phrases, ...]:
        reps = self._exercise.reps
        if reps == 1:
            return ((self._lead_in,),)
        number = self._or(number_phrase(rep), "")
        count = self._or(count_phrase(rep, reps), number)
        if rep == reps:  # "Last one." is clearer than a number
            return ((count, self._lead_in), (count,), (self._lead_in,))
        return ((count, self._lead_in), (number, self._lead_in), (count,), (number,))

    def _scripts(
        self, openings: Sequence[Phrases], lead_ins: Sequence[Phrases]
    ) -> Iterator[Script]:
        """Yield every lead-in with every opening; openings get shorter before lead-ins do."""
        for lead_in, opening in product(lead_ins, openings):
            if all(map(self._known, opening)) and all(map(self._known, lead_in)):
                yield Script(
                    tuple(phrase for phrase in opening if phrase),
                    tuple(phrase for phrase in lead_in if phrase),
                )


def phrases_of(routine: Routine) -> tuple[str, ...]:
    """Return every phrase from the fields of a routine, each once, in field order."""
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
    """Yield scripts of release and last words."""
    for last in (finish, "All done."):
        for words in ((release, last), (last,)):
            if all(lexicon.voice(phrase) for phrase in words if phrase):
                yield Script(tuple(phrase for phrase in words if phrase))
    yield Script(())
