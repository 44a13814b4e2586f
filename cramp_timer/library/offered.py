"""The routines that are listed for a person, each with the changes that are remembered for it."""

from __future__ import annotations

from collections.abc import Callable

from cramp_timer.core.routine import Routine, RoutineOverrides
from cramp_timer.library import catalog
from cramp_timer.library.overrides import read_overrides, save_override

LEGS = ("both", "left", "right")
_UNCHANGED = RoutineOverrides()
_STEPS = {"reps": "more_reps", "hold": "longer_hold", "relax": "longer_relax"}


class OfferedRoutines:
    """Routines by name; every change is remembered at once.

    A change raises ValueError where the routine does not allow it, and CrampTimerError where it
    cannot be remembered.
    """

    def __init__(self, offers: Callable[[Routine], bool]) -> None:
        self._offers = offers
        self._unchanged: dict[str, Routine] = {}
        self._overrides: dict[str, RoutineOverrides] = {}

    def read(self) -> list[str]:
        """Read the files; return a sentence for each that cannot be used."""
        every, problems = catalog.load_all()
        self._unchanged = {name: each for name, each in every.items() if self._offers(each)}
        self._overrides, unusable = read_overrides()
        return [*problems, *unusable]

    @property
    def names(self) -> list[str]:
        """The names, in the order of the list."""
        return list(self._unchanged)

    def unchanged(self, name: str) -> Routine:
        """Return a routine as its file was when it was read."""
        return self._unchanged[name]

    def overrides(self, name: str) -> RoutineOverrides:
        """Return what is changed about a routine."""
        return self._overrides.get(name, _UNCHANGED)

    def changed(self, name: str) -> Routine:
        """Return a routine with what is changed about it."""
        try:
            return self.overrides(name).apply_to(self._unchanged[name])
        except ValueError:  # the file has become another since
            return self._unchanged[name]

    def step(self, name: str, what: str, by: int) -> None:
        """Give each exercise one rep or one second more or less; `what` is reps, hold or relax."""
        field = _STEPS[what]
        overrides = self._with(name, field, (getattr(self.overrides(name), field) or 0) + by)
        if overrides.apply_to(self._unchanged[name]) == self.changed(name):
            raise ValueError("every exercise has the least, or the most, that there may be")
        self._save(name, overrides)

    def turn_legs(self, name: str) -> None:
        """Choose both legs, the left one, or the right one in turn."""
        now = LEGS.index(self.overrides(name).side or LEGS[0])
        overrides = self._with(name, "side", LEGS[(now + 1) % len(LEGS)])
        overrides.apply_to(self._unchanged[name])
        self._save(name, overrides)

    def restore(self, name: str) -> None:
        """Forget what was changed about a routine."""
        self._save(name, _UNCHANGED)

    def _with(self, name: str, field: str, value: object) -> RoutineOverrides:
        return RoutineOverrides.model_validate({**self.overrides(name).model_dump(), field: value})

    def _save(self, name: str, overrides: RoutineOverrides) -> None:
        save_override(name, overrides)
        self._overrides[name] = overrides
