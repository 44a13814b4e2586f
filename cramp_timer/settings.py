"""What a person has set, once, for every night. Whatever is wrong with it never stops anything.

A flag goes before the environment, the environment before the file, the file before the default.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cramp_timer.core.compiler import PRE_ROLL, Countdown, Style
from cramp_timer.core.volume import DEFAULT_VOLUME, LOUDEST
from cramp_timer.errors import one_line, reason_of

FILE = "settings.toml"
PREFIX = "CRAMP_TIMER_"
_CAREFUL = {"pregnant": True}
"""What is taken where it cannot be read: the stricter advice harms nobody."""
_STRICT = "going on with the defaults and the stricter advice"

QUIET = r"^(([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)?$"

Loudness = Annotated[int, Field(ge=0, le=LOUDEST)]


class Settings(BaseModel):
    """Every setting, with a default that is right for most; its help is its description."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True
    )

    volume: Loudness = DEFAULT_VOLUME
    """How loud, 0 to 100."""
    chime_volume: Loudness = LOUDEST
    """How loud the chimes are beside the voice, 0 to 100."""
    voice: bool = True
    """Whether words are spoken; without them the chimes remain."""
    pack: Annotated[str, Field(title="Sound pack", max_length=200)] = ""
    """The folder of a sound pack of your own; empty for the built-in one."""
    pre_roll: Annotated[float, Field(title="Silence first", ge=0, le=10, allow_inf_nan=False)] = (
        PRE_ROLL
    )
    """Seconds of silence before the first sound; slow Bluetooth speakers want two or three."""
    countdown: Countdown = Field(default=Countdown.SPOKEN, strict=False)
    """How the end of a hold is counted: spoken, ticks or none."""
    half_way: bool = Field(default=True, title="Half-way word")
    """Whether the middle of a long hold is told."""
    resume: Literal["restart", "continue"] = Field(default="restart", title="After a pause")
    """After a pause in a hold: restart it, or continue where it was."""
    theme: Literal["night", "day", "contrast"] = "night"
    """The colours: night, day or contrast."""
    pregnant: bool = False
    """Pregnant, or in the year after a birth: advice is stricter, and no massage is offered."""
    emergency_number: Annotated[str, Field(pattern=r"^[0-9+ #*-]{0,20}$")] = ""
    """Your local emergency number, shown with the warning signs; none is assumed."""
    audio: Literal["auto", "simpleaudio", "miniaudio", "none"] = Field(
        default="auto", title="Sound library"
    )
    """Which library plays; auto is the first that works."""
    device: Annotated[str, Field(title="Sound device", max_length=200)] = ""
    """Part of the name of a sound device (with miniaudio); empty for the system's own choice."""
    day_up_minutes: Annotated[int, Field(title="Minutes up by day", ge=5, le=240)] = 50
    """`cramp-timer day`: minutes of activity before a rest."""
    day_rest_minutes: Annotated[int, Field(title="Minutes of rest", ge=1, le=60)] = 10
    """`cramp-timer day`: minutes with the feet up, or for a flex."""
    quiet_hours: Annotated[str, Field(pattern=QUIET)] = "22:00-08:00"
    """`cramp-timer day`: when nothing sounds, such as 22:00-08:00; empty for never."""
    keep_awake: bool = True
    """Whether the machine is kept from sleeping while it leads you."""
    keys: dict[str, str] = Field(default_factory=dict)
    """Other keys for actions, such as "session.pause" = "p,space"."""

    @property
    def style(self) -> Style:
        """What concerns the cues."""
        return Style(self.pre_roll, self.countdown, self.half_way)


def read_settings(
    folder: Path, environment: Mapping[str, str] = os.environ
) -> tuple[Settings, list[str]]:
    """The settings, and a sentence for each that cannot be used and has its default instead."""
    file = folder / FILE
    fields, problems = _fields_of(file)
    known: dict[str, Any] = {}
    for name, value in fields.items():
        _take(known, name, (value,), f"{FILE}: {name}", problems)
    for name in Settings.model_fields:
        variable = f"{PREFIX}{name.upper()}"
        if name != "keys" and variable in environment:
            text = environment[variable]
            _take(known, name, (_as_toml(text), text), variable, problems)
    return Settings.model_validate(known), [one_line(problem) for problem in problems]


def _fields_of(file: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig")), []
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        return dict(_CAREFUL), [f"{FILE}: cannot be read ({error.strerror}); {_STRICT}"]
    except (ValueError, RecursionError) as error:
        return dict(_CAREFUL), [f"{FILE}: is not valid TOML ({error}); {_STRICT}"]


def _take(
    known: dict[str, Any], name: str, values: tuple[Any, ...], where: str, problems: list[str]
) -> None:
    """Take the first of these values that is right; otherwise say what is wrong with it."""
    reasons = []
    for value in values:
        try:
            Settings.model_validate({name: value})
        except ValidationError as error:
            reasons.append(reason_of(error.errors()[0]))
        else:
            known[name] = value
            return
    problems.append(f"{where}: {reasons[0]}; going on without it")
    if name in _CAREFUL:
        known[name] = _CAREFUL[name]


def _as_toml(text: str) -> Any:
    """A number or a truth value where it is one, and otherwise the words themselves."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        return text
