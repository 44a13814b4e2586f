"""The routine model: immutable exercises with holds and rests, validated on creation.

Independent of clocks, files, sound and screens. Durations are in seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from cramp_timer.core.profile import Profile
from cramp_timer.core.side import Side
from cramp_timer.languages.messages import _

LONGEST_ROUTINE_SECONDS = 3600.0
SHORT_SETUP_SECONDS = 15.0
"""The longest set-up where words are short: enough for title, leg, short words and lead-in."""
FINISH_SECONDS = 8.0
"""The last segment: the release, the last words and the finish chime."""


class Order(StrEnum):
    """The order of `Side.EACH`: all reps of one leg first, or the legs in turn."""

    ONE_SIDE_FIRST = "one-side-first"
    ALTERNATING = "alternating"


def _printable(text: str) -> str:
    """Strip a text; ValueError for characters that a terminal would interpret."""
    if any(not (character.isprintable() or character == "\u200d") for character in text):
        raise ValueError(_("must be one line of plain text, without control characters"))
    return text.strip()


Words = Annotated[str, Field(max_length=400), AfterValidator(_printable)]
Title = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(_printable)]
PhaseSeconds = Annotated[float, Field(ge=1, le=300, allow_inf_nan=False)]
Pause = Annotated[float, Field(ge=3, le=120, allow_inf_nan=False)]
Setup = Annotated[float, Field(ge=3, le=300, allow_inf_nan=False)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Hold(_Model):
    """The part of a rep in which the stretch is held."""

    seconds: PhaseSeconds
    """From the rising chime to the falling one."""
    pace: Literal["timed", "until-ready"] = "timed"
    """Whether a press of a key ends it early, such as after ten heel raises."""
    lead_in: Words = ""
    """Spoken before the hold, and over when it begins: "Lean forward."."""
    say: Words = ""
    """Spoken as the hold begins: "Hold it."."""
    show: Words = ""
    """Shown while it is held, what to do now: "Heels down. Breathe."."""


class Relax(_Model):
    """The rest of the same leg between two holds."""

    seconds: PhaseSeconds
    """The rest; with legs in turn, the shortest rest of each leg."""
    say: Words = ""
    """Spoken as the rest begins: "And release."."""


class Wording(_Model):
    """An exercise's instruction for some people, in place of the one for everybody."""

    instruction: Words
    short: Words = ""


class Turn(NamedTuple):
    """One hold of an exercise: its set, its leg and its rep, counted from 1."""

    set: int
    side: Side
    rep: int


class Exercise(_Model):
    """One movement with its reps, for one leg, both, or each in turn."""

    title: Title
    instruction: Words
    """How to stand or sit and what to do, in whole sentences."""
    short: Words = ""
    """The instruction in a few words, for gaps where it does not fit."""
    in_pregnancy: Wording | None = None
    """What is said instead in pregnancy, where balance shifts (health notes: ACOG, OWH)."""
    pose: Annotated[str, Field(max_length=40, pattern=r"^[a-z-]*$")] = ""
    """The picture; an unknown or empty name shows a plain one."""
    side: Side = Field(Side.NONE, strict=False)
    order: Order = Field(Order.ONE_SIDE_FIRST, strict=False)
    setup: Literal["timed", "until-ready"] = "timed"
    """Whether a press of a key ends the set-up early; it ends by itself in either case."""
    setup_seconds: Setup
    """From the announcement to the first hold."""
    switch_seconds: Pause = 8.0
    """From one leg's hold to the other's."""
    reps: Annotated[int, Field(ge=1, le=1000)]
    """Holds of each leg in a set."""
    sets: Annotated[int, Field(ge=1, le=10)] = 1
    """How often all reps of all its legs are done, with a rest between."""
    rest: Annotated[float, Field(ge=5, le=300, allow_inf_nan=False)] = 60.0
    """Seconds from the last hold of one set to the first of the next."""
    hold: Hold
    relax: Relax

    @property
    def waits(self) -> bool:
        """Whether a press of a key ends the set-up early."""
        return self.setup == "until-ready"

    @property
    def alternates(self) -> bool:
        """Whether the legs alternate, so that one leg's hold is the other's rest."""
        return self.side is Side.EACH and self.order is Order.ALTERNATING

    @property
    def has_sides(self) -> bool:
        """Whether it is done with one leg at a time."""
        return self.side in (Side.EACH, Side.LEFT, Side.RIGHT)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides in the order in which they begin."""
        return (Side.LEFT, Side.RIGHT) if self.side is Side.EACH else (self.side,)

    @property
    def turn_seconds(self) -> float:
        """The gap between holds of alternating legs, which gives each its whole rest."""
        return max(self.switch_seconds, (self.relax.seconds - self.hold.seconds) / 2)

    @property
    def rest_seconds(self) -> float:
        """The gap between two sets, which gives alternating legs their whole rest as well."""
        return max(self.rest, self.turn_seconds if self.alternates else 0.0)

    def turns(self) -> Iterator[Turn]:
        """Yield every hold in order: the sets one after the other, each with all legs."""
        reps = range(1, self.reps + 1)
        for number in range(1, self.sets + 1):
            if self.alternates:
                yield from (Turn(number, side, rep) for rep in reps for side in self.sides)
            else:
                yield from (Turn(number, side, rep) for side in self.sides for rep in reps)

    @property
    def seconds(self) -> float:
        """The whole exercise: setup, holds, the gaps between them and the rests between sets."""
        sides, holds = len(self.sides), len(self.sides) * self.reps
        one_set = holds * self.hold.seconds
        if self.alternates:
            one_set += (holds - 1) * self.turn_seconds
        else:
            one_set += (holds - sides) * self.relax.seconds + (sides - 1) * self.switch_seconds
        return self.setup_seconds + self.sets * one_set + (self.sets - 1) * self.rest_seconds


class Routine(_Model):
    """A list of exercises with a title, its source and the evidence for it."""

    schema_version: Literal[1] = 1
    title: Title
    summary: Words = ""
    position: Literal["standing", "seated"] = "standing"
    """Standing needs a light and something solid to grasp; seated needs neither."""
    avoid: Annotated[tuple[Literal["pregnancy"], ...], Field(strict=False)] = ()
    """For whom it is not meant."""
    source: Words = ""
    evidence: Words = ""
    finish: Words = _("All done.")
    """The last words spoken."""
    exercises: Annotated[tuple[Exercise, ...], Field(min_length=1, max_length=40, strict=False)]

    def is_offered_to(self, profile: Profile) -> bool:
        """Return whether a list may show it to a person; an open answer counts as a yes."""
        return not (profile.may_be_pregnant and "pregnancy" in self.avoid)

    def worded_for(self, profile: Profile) -> Routine:
        """Return the routine in the words for one person; those for pregnancy need a yes."""
        exercises = tuple(_worded(each, profile) for each in self.exercises)
        return self.model_copy(update={"exercises": exercises})

    def in_short_words(self) -> Routine:
        """Return the routine for someone who knows it: short words, and set-ups not much longer.

        A set-up that a key ends keeps its time: it is for the way.
        """
        return self.model_copy(update={"exercises": tuple(map(_shortened, self.exercises))})

    @property
    def seconds(self) -> float:
        """The whole routine, to the end of its last chime."""
        return sum(exercise.seconds for exercise in self.exercises) + FINISH_SECONDS

    def with_exercise(self, index: int, exercise: Exercise) -> Routine:
        """Return a copy with the exercise at an index replaced; ValueError if invalid."""
        exercises = (*self.exercises[:index], exercise, *self.exercises[index + 1 :])
        changed = self.model_copy(update={"exercises": exercises})
        return Routine.model_validate(changed.model_dump())

    @model_validator(mode="after")
    def _within_an_hour(self) -> Self:
        if self.seconds > LONGEST_ROUTINE_SECONDS:
            raise ValueError(
                _(
                    "lasts {seconds:.0f} minutes in all; at most 60 are allowed: take fewer "
                    "reps or sets, or shorter holds",
                    seconds=self.seconds / 60,
                )
            )
        return self


def _worded(exercise: Exercise, profile: Profile) -> Exercise:
    words = exercise.in_pregnancy.model_dump() if exercise.in_pregnancy else {}
    return exercise.model_copy(update={"in_pregnancy": None, **(words if profile.pregnant else {})})


def _shortened(exercise: Exercise) -> Exercise:
    seconds = exercise.setup_seconds
    if not exercise.waits:
        seconds = min(seconds, SHORT_SETUP_SECONDS)
    words = exercise.short or exercise.instruction
    return exercise.model_copy(update={"instruction": words, "setup_seconds": seconds})


class RoutineOverrides(_Model):
    """Changes to a routine, saved or for one run; `None` leaves a field as it is."""

    reps: Annotated[int, Field(ge=1, le=1000)] | None = None
    sets: Annotated[int, Field(ge=1, le=10)] | None = None
    hold: PhaseSeconds | None = None
    relax: PhaseSeconds | None = None
    more_reps: Annotated[int, Field(ge=-1000, le=1000)] | None = None
    """Reps that each exercise has more than its own number, or fewer; at least one remains."""
    longer_hold: Annotated[float, Field(ge=-300, le=300)] | None = None
    """Seconds by which each hold is longer than its own, or shorter; at least one remains."""
    longer_relax: Annotated[float, Field(ge=-300, le=300)] | None = None
    """The same of each rest."""
    side: Literal["left", "right", "both"] | None = None
    exercise: str | None = None
    """The title, or a part of it, of the exercises that are changed; `None` for all."""

    def apply_to(self, routine: Routine) -> Routine:
        """Return the routine with these changes in its exercises; ValueError if invalid."""
        titles = [each.title for each in routine.exercises]
        if self.exercise and not any(map(self._is_meant, routine.exercises)):
            raise ValueError(
                _(
                    "exercise: {exercise!r} is none of {names}",
                    exercise=self.exercise,
                    names=", ".join(titles),
                )
            )
        if self.side and not any(exercise.has_sides for exercise in routine.exercises):
            raise ValueError(_("side: no exercise of this routine is for one leg"))
        changed = routine.model_copy(
            update={"exercises": tuple(self._exercise(each) for each in routine.exercises)}
        )
        return Routine.model_validate(changed.model_dump())

    def _is_meant(self, exercise: Exercise) -> bool:
        return self.exercise is None or self.exercise.casefold() in exercise.title.casefold()

    def _exercise(self, exercise: Exercise) -> Exercise:
        if not self._is_meant(exercise):
            return exercise
        hold = _changed(exercise.hold.seconds, self.hold, self.longer_hold, 300)
        relax = _changed(exercise.relax.seconds, self.relax, self.longer_relax, 300)
        update: dict[str, object] = {
            "reps": int(_changed(exercise.reps, self.reps, self.more_reps, 1000)),
            "hold": exercise.hold.model_copy(update={"seconds": hold}),
            "relax": exercise.relax.model_copy(update={"seconds": relax}),
            "sets": self.sets or exercise.sets,
        }
        if exercise.has_sides and self.side is not None:
            update["side"] = Side.EACH if self.side == "both" else Side(self.side)
        return exercise.model_copy(update=update)


def _changed(value: float, to: float | None, by: float | None, most: float) -> float:
    """Return a value set to another, and then changed by a step within 1 and the most."""
    value = value if to is None else to
    return value if by is None else max(1, min(most, value + by))
