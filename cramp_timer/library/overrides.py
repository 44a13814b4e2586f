"""The overrides of a routine: saved for every later night, or given for one run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from pydantic import ValidationError

from cramp_timer.core.profile import Profile
from cramp_timer.core.routine import Routine, RoutineOverrides
from cramp_timer.errors import CrampTimerError, one_line
from cramp_timer.languages.messages import _, capital, plural
from cramp_timer.library import catalog
from cramp_timer.library.parsing import problems_of
from cramp_timer.system import atomic_file
from cramp_timer.system.paths import config_folder

FILE = "remembered.json"


def read_overrides() -> tuple[dict[str, RoutineOverrides], list[str]]:
    """Return the saved overrides by routine name, and a sentence for each that cannot be used."""
    try:
        saved, _content = _saved()
    except CrampTimerError as error:
        return {}, [str(error)]
    overrides, problems = {}, []
    for name, fields in saved.items():
        try:
            overrides[name] = RoutineOverrides.model_validate(fields)
        except ValidationError as error:
            problem = catalog.first_of(problems_of(error))
            problems.append(one_line(f"{FILE}: {name}: {problem}"))
    return overrides, problems


def load_overrides() -> dict[str, RoutineOverrides]:
    """Return the saved overrides by routine name that can be used."""
    return read_overrides()[0]


def save_override(name: str, overrides: RoutineOverrides) -> None:
    """Write the overrides of one routine; CrampTimerError if that is impossible.

    What else is in the file stays, also where it cannot be used.
    """
    saved, content = _saved()
    _write({**saved, name: overrides.model_dump(exclude_none=True)}, content)


def rename_override(name: str, new_name: str) -> None:
    """Move the overrides of a routine to its new name; CrampTimerError as above."""
    saved, content = _saved()
    if name in saved:
        moved = saved.pop(name)
        _write({**saved, new_name: moved}, content)


def _saved() -> tuple[dict[str, Any], bytes | None]:
    """Return the fields by routine name, and the content of the file; `None` if there is none.

    CrampTimerError if it is unreadable.
    """
    try:
        file = config_folder() / FILE
    except CrampTimerError:  # without a home nothing is remembered
        return {}, None
    try:
        content = atomic_file.read_or_none(file)
        saved = json.loads(content or b"{}")
        if not isinstance(saved, dict):
            raise ValueError(type(saved).__name__)
    except (OSError, ValueError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise CrampTimerError(
            _("{file}: cannot be read ({reason})", file=file, reason=reason)
        ) from error
    return saved, content


def with_saved_overrides(name: str, routine: Routine) -> Routine:
    """Return a routine with its saved overrides; those that no longer fit it are ignored."""
    overrides = load_overrides().get(name)
    if overrides is not None:
        with suppress(ValueError):
            return overrides.apply_to(routine)
    return routine


def fitted(routine: Routine, name: str, profile: Profile) -> Routine:
    """Return a routine in the words for a person; CrampTimerError where their yes rules it out."""
    if profile.pregnant and "pregnancy" in routine.avoid:
        raise CrampTimerError(_("{name}: is not offered in pregnancy; try seated", name=name))
    return routine.worded_for(profile)


def cautions(routine: Routine, profile: Profile) -> list[str]:
    """Return what to tell a person who asked for this routine by its name."""
    sentences = []
    if profile.falls and routine.position == "standing":
        sentences.append(_("After a fall, the seated routines are meant for you"))
    if not routine.is_offered_to(profile):
        sentences.append(_("This routine is not for pregnancy or the year after a birth"))
    return sentences


def all_routines(profile: Profile) -> tuple[dict[str, Routine], list[str]]:
    """Return the routines offered to a person, as changed and worded for them, and problems."""
    routines, problems = catalog.load_all()
    mine = {
        name: with_saved_overrides(name, routine).worded_for(profile)
        for name, routine in routines.items()
        if routine.is_offered_to(profile)
    }
    return mine, problems


def load_routine(name: str, asked: Mapping[str, object]) -> Routine:
    """Load a routine by name or path, with its saved overrides and those for this run.

    `asked` maps fields of `RoutineOverrides` to values; `None` leaves a field as it is.
    CrampTimerError names the routine and the option that is invalid.
    """
    routine = with_saved_overrides(name, catalog.load(name))
    try:
        return RoutineOverrides.model_validate(asked).apply_to(routine)
    except ValidationError as error:
        problem = catalog.first_of(problems_of(error))
    except ValueError as error:
        problem = str(error)
    dashes = "--" if problem.split(":")[0] in asked else ""
    raise CrampTimerError(f"{name}: {dashes}{problem}")


def described_changes(name: str, asked: Mapping[str, object], routine: Routine) -> str:
    """Return what was asked for and which exercises it changed; an empty text for nothing."""
    changes = describe(RoutineOverrides.model_validate(asked))
    if not changes:
        return ""
    before = with_saved_overrides(name, catalog.load(name))
    pairs = zip(before.exercises, routine.exercises, strict=True)
    titles = [new.title for old, new in pairs if old != new]
    return f"{capital(changes)}: {', '.join(titles) or _('as it is already')}"


def reps_text(reps: int) -> str:
    """Return a number of reps in words."""
    return plural("{count} rep", "{count} reps", reps)


def describe(overrides: RoutineOverrides) -> str:
    """Return the overrides in a few words; an empty text if there are none."""
    parts = []
    if overrides.reps is not None:
        parts.append(reps_text(overrides.reps))
    if overrides.sets is not None:
        parts.append(plural("{count} set", "{count} sets", overrides.sets))
    if overrides.hold is not None:
        parts.append(_("hold {hold:g} s", hold=overrides.hold))
    if overrides.relax is not None:
        parts.append(_("relax {relax:g} s", relax=overrides.relax))
    if overrides.more_reps:
        count = abs(overrides.more_reps)
        more, fewer = (
            plural("{count} rep more", "{count} reps more", count),
            plural("{count} rep fewer", "{count} reps fewer", count),
        )
        parts.append(more if overrides.more_reps > 0 else fewer)
    for longer, shorter, by in (
        (_("hold {seconds:g} s longer"), _("hold {seconds:g} s shorter"), overrides.longer_hold),
        (_("relax {seconds:g} s longer"), _("relax {seconds:g} s shorter"), overrides.longer_relax),
    ):
        if by:
            parts.append((longer if by > 0 else shorter).format(seconds=abs(by)))
    if overrides.side is not None:
        parts.append(
            {"left": _("left leg"), "right": _("right leg")}.get(overrides.side, _("both legs"))
        )
    return ", ".join(parts)


def _write(saved: Mapping[str, Any], before: bytes | None) -> None:
    """Write the file in the place of what was read before."""
    content = json.dumps({name: fields for name, fields in saved.items() if fields}, indent=1)
    atomic_file.write(config_folder() / FILE, content.encode() + b"\n", expected=before)
