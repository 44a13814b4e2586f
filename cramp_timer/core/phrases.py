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

from cramp_timer.core.side import Side

if TYPE_CHECKING:
    from cramp_timer.core.routine import Exercise, Routine
    from cramp_timer.languages.wording import Wording


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

    @property
    def wording(self) -> Wording:
        """What the voice says beside the words of routines, in its language."""

    def voice(self, phrase: str) -> Clip | None: ...
    def chime(self, chime: Chime) -> Clip | None: ...


Phrases = Sequence[str]

SENTENCE_PAUSE = 0.7
"""The silence between two sentences of one phrase, in seconds: the calm pace comes from pauses."""
_ENDS = (". ", "? ", "! ")


def sentences(phrase: str) -> tuple[str, ...]:
    """Return the sentences of a phrase, each with the mark that ends it."""
    for end in _ENDS:
        phrase = phrase.replace(end, end[0] + "\n")
    return tuple(part.strip() for part in phrase.splitlines() if part.strip())


def spoken_as(phrase: str, lexicon: ClipSource) -> tuple[tuple[str, Clip], ...]:
    """Return the texts and clips that speak a phrase, in order; none where a clip is missing.

    That is the clip of the whole phrase, or else one clip for each of its sentences, so that many
    phrases share "Stop if you feel pain." and a sentence that was cut off can be repeated.
    """
    if whole := lexicon.voice(phrase):
        return ((phrase, whole),)
    parts = [(each, clip) for each in sentences(phrase) if (clip := lexicon.voice(each))]
    return tuple(parts) if len(parts) == len(sentences(phrase)) else ()


def spoken_seconds(clips: Sequence[tuple[str, Clip]]) -> float:
    """Return the length of the sentences of one phrase, with the pauses between them."""
    return sum(clip.seconds for _, clip in clips) + SENTENCE_PAUSE * max(0, len(clips) - 1)


_ONE_LEG = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True)
class Script:
    """The phrases of one gap: some as the gap opens, some right before the hold."""

    opening: Phrases
    lead_in: Phrases = ()

    def __str__(self) -> str:
        return " ".join((*self.opening, *self.lead_in))


COUNTDOWN = (3, 2, 1)
"""Each count comes that many seconds before the release."""
QUICK_SECONDS = 3.0
"""Holds less far apart are quick movements."""
REMINDER_SECONDS = 10.0
"""The reminder is spoken so long before the lead-in of a set-up that can be ended early."""


class ExercisePhrases:
    """The phrases around the holds of one exercise, limited to those with a clip."""

    def __init__(self, exercise: Exercise, lexicon: ClipSource, *, first: bool) -> None:
        self._exercise = exercise
        self._first = first
        self._wording = words = lexicon.wording
        self._known = cache(lambda phrase: not phrase or bool(spoken_as(phrase, lexicon)))
        self._title = self._or(
            f"{exercise.title}.", words.first_exercise if first else words.next_exercise
        )
        self._lead_in = self._or(exercise.hold.lead_in, words.get_ready)
        self._release = self._or(exercise.relax.say, words.release)
        self.say = self._or(exercise.hold.say, words.hold)

    def _or(self, phrase: str, generic: str) -> str:
        return phrase if self._known(phrase) else generic

    def prepare(self, side: Side, ready: str = "") -> Iterator[Script]:
        """Yield scripts of title, leg, instruction and the lead-in to the first hold.

        `ready` is the sentence about the key that ends the set-up early.
        """
        leg, exercise = self._wording.side_phrase(side), self._exercise
        before: list[Phrases] = [()] if self._first else [(self._release,), ()]
        texts = [text for text in (exercise.instruction, exercise.short) if text]
        openings = [(*each, self._title, leg, text, ready) for each in before for text in texts]
        # The leg is named again by the count, after an instruction of up to half a minute.
        yield from self._scripts(openings, self._lead_ins(1, side))
        openings = [(*each, self._title, leg, ready) for each in before]
        yield from self._scripts([*openings, (leg,)], self._lead_ins(1))
        yield from self._scripts(((self._title,), ()), ((self._lead_in,), ()))

    def relax(self, side: Side, rep: int) -> Iterator[Script]:
        """Yield scripts of release, leg, count and the lead-in to the next hold.

        Between quick movements there is room for a number alone.
        """
        if self._exercise.relax.seconds < QUICK_SECONDS:
            words = self._wording
            last = words.last_one if rep == self._exercise.reps else self._short_count(rep)
            return self._scripts(((self._release,), ()), ((self._or(last, ""),),))
        return self._scripts(((self._release,), ()), (*self._lead_ins(rep, side), ()))

    def switch(self, side: Side, rep: int) -> Iterator[Script]:
        """Yield scripts of release, change of leg, count and lead-in."""
        change, leg = self._wording.switch_phrase(side), self._wording.side_phrase(side)
        openings = ((self._release, change), (change,), (leg,))
        return self._scripts(openings, (*self._lead_ins(rep), ()))

    def rest(self, number: int, side: Side) -> Iterator[Script]:
        """Yield scripts of release, rest, and at its end the set and the leg that begin."""
        words = self._wording
        leg, coming = words.side_phrase(side), words.set_phrase(number, self._exercise.sets)
        coming = self._or(coming, "")
        lead_ins = ((coming, leg, *self._lead_ins(1)[0]), (coming, leg), (leg,), (coming,))
        return self._scripts(((self._release, words.rest), (self._release,), ()), lead_ins)

    def take_turns(self, side: Side, rep: int) -> Iterator[Script]:
        """Yield scripts for alternating legs: the gap is short, so the lead-in names the leg."""
        leg = self._wording.side_phrase(side)
        lead_ins = tuple((leg, *words) for words in (*self._lead_ins(rep), ()))
        return self._scripts(((self._release,), ()), lead_ins)

    def _lead_ins(self, rep: int, side: Side = Side.NONE) -> tuple[Phrases, ...]:
        """Return the counts, which name the leg of `side`, with and without the lead-in."""
        reps, words = self._exercise.reps, self._wording
        if reps == 1:
            return ((self._lead_in,),)
        number = self._short_count(rep)
        count = self._or(words.count_phrase(rep, reps), number)
        if rep == reps:  # "Last one." is clearer than a number
            number = count
        with_leg = self._or(words.leg_count_phrase(side, rep, reps), count)
        apart = (words.side_phrase(side), count) if side in _ONE_LEG else (count,)
        counts = dict.fromkeys((apart, (with_leg,), (count,), (number,)))  # the clearest first
        return (*((*each, self._lead_in) for each in counts), *counts)

    def _short_count(self, rep: int) -> str:
        number = self._or(self._wording.number_phrase(rep), "")
        return self._or(self._wording.short_count_phrase(rep), number)

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


def cues_of(routine: Routine, words: Wording) -> tuple[str, ...]:
    """Return what a voice may add to the phrases of a routine: legs, counts and cues."""
    sides = (Side.LEFT, Side.RIGHT)
    most = max(exercise.reps for exercise in routine.exercises)
    most_sets = max(exercise.sets for exercise in routine.exercises)
    counts = range(1, most + 1)
    cues = [
        *map(words.side_phrase, (*sides, Side.BOTH)), *map(words.switch_phrase, sides),
        *map(words.number_phrase, COUNTDOWN), *map(words.short_count_phrase, counts),
        *(words.count_phrase(number, most + 1) for number in counts), words.last_one,
        *(words.set_phrase(number, most_sets) for number in range(2, most_sets + 1)),
        words.first_exercise, words.next_exercise, words.get_ready, words.hold, words.release,
        words.rest, words.half_way, words.all_done, words.paused, words.when_there,
        words.when_done, words.ten_seconds,
    ]  # fmt: skip
    return tuple(dict.fromkeys(cues))


def goodbye(finish: str, release: str, lexicon: ClipSource) -> Iterator[Script]:
    """Yield scripts of release and last words."""
    for last in (finish, lexicon.wording.all_done):
        for words in ((release, last), (last,)):
            if all(spoken_as(phrase, lexicon) for phrase in words if phrase):
                yield Script(tuple(phrase for phrase in words if phrase))
    yield Script(())
