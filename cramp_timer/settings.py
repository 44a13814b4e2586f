"""The settings of a person: the model, the file they are kept in, and which source goes first.

A flag goes before the environment, the environment before the file, the file before the default.
A setting that cannot be used is reported in a sentence and never stops a routine.
"""

from __future__ import annotations

import ast
import os
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from cramp_timer.core.compiler import PRE_ROLL, Countdown, Style
from cramp_timer.core.profile import Profile
from cramp_timer.core.volume import DEFAULT_VOLUME, LOUDEST
from cramp_timer.errors import CrampTimerError, one_line, reason_of
from cramp_timer.languages.messages import _, codes
from cramp_timer.system import atomic_file, start_cache
from cramp_timer.system.bounded_read import read_regular
from cramp_timer.system.paths import cache_folder, config_folder

FILE = start_cache.SETTINGS_FILE
PREFIX = "CRAMP_TIMER_"
_GOING_ON = _("going on with the defaults and the stricter advice")
_NO_FLAGS: Mapping[str, Any] = MappingProxyType({})


def _like(pattern: str, reason: str) -> AfterValidator:
    """Return a check of a whole text, whose reason is given in words."""

    def check(text: str) -> str:
        if re.fullmatch(pattern, text) is None:
            raise ValueError(reason)
        return text

    return AfterValidator(check)


PhoneNumber = Annotated[
    str, _like(r"[0-9+ #*().\/-]{0,24}", _("must be a number to call, such as 112 or +1 555 0100"))
]
OneLine = Annotated[
    str, _like(r"[^\x00-\x1f\x7f-\x9f]{0,400}", _("must be one line of at most 400 characters"))
]
_HOUR = r"([01]\d|2[0-3]):[0-5]\d"
QuietHours = Annotated[
    str, _like(rf"({_HOUR}-{_HOUR})?", _("must be such as 22:00-08:00, or empty for never"))
]
Volume = Annotated[int, Field(ge=0, le=LOUDEST)]
if TYPE_CHECKING:
    Language = str
else:  # as many as there are folders of languages
    Language = Literal["auto", *codes()]


class Settings(BaseModel):
    """Every setting, with a default that is right for most; its help is the sentence below it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    language: Language = start_cache.AUTO
    """The language of words and voice from the next start on; auto is that of the system."""
    volume: Volume = DEFAULT_VOLUME
    """How loud, 0 to 100."""
    chime_volume: Volume = LOUDEST
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
    words: Literal["full", "short", "auto"] = "full"
    """Full instructions, short ones with a shorter set-up, or short once you know the routine."""
    half_way: bool = Field(default=True, title="Half-way word")
    """Whether the middle of a long hold is told."""
    soft_ticks: bool = True
    """Whether a soft tick in every long silence tells that it goes on."""
    resume: Literal["restart", "continue"] = Field(default="restart", title="After a pause")
    """After a pause in a hold: restart it, or continue where it was."""
    wait: bool = Field(default=False, title="Wait for a key")
    """Whether a routine waits for a key before an exercise that you have to walk to."""
    theme: Literal["night", "day", "contrast"] = "night"
    """The colours: night, day or contrast."""
    pregnant: bool | None = None
    """Pregnant, or a birth within the last year; unanswered counts as yes."""
    falls: Annotated[bool | None, Field(title="Fell, or dizzy on standing")] = None
    """A fall within the last year, or dizzy on standing up; unanswered counts as yes at night."""
    numb_feet: Annotated[bool | None, Field(title="Numb feet or bad arteries")] = None
    """Numb feet, diabetes with nerve damage, or artery disease; unanswered counts as yes."""
    medicines: Annotated[bool | None, Field(title="Water tablets or statin")] = None
    """Water tablets or a statin; unanswered counts as yes."""
    emergency_number: PhoneNumber = ""
    """Your local emergency number, shown with the warning signs; none is assumed."""
    help_number: PhoneNumber = ""
    """Whom you call for advice: midwife, maternity unit or out-of-hours line."""
    medicine_list: Annotated[OneLine, Field(title="Medicines, for the report")] = ""
    """The medicines you take, typed once for the page that you take to an appointment."""
    tried_list: Annotated[OneLine, Field(title="Tried, for the report")] = ""
    """What you have tried against cramps, typed once for that page."""
    audio: Literal["auto", "simpleaudio", "miniaudio", "pipe", "none"] = Field(
        default="auto", title="Sound library"
    )
    """Which library plays; auto is the first that works."""
    device: Annotated[str, Field(title="Sound device", max_length=200)] = ""
    """Part of the name of a sound device (with miniaudio); empty for the system's own choice."""
    unplugged: Annotated[QuietHours, Field(title="Silent if unplugged")] = "21:00-08:00"
    """When it is muted if headphones or the speaker that it began on are gone; empty for never."""
    day_up_minutes: Annotated[int, Field(title="Minutes up by day", ge=5, le=240)] = 50
    """`cramp-timer day`: minutes of activity before a rest."""
    day_rest_minutes: Annotated[int, Field(title="Minutes of rest", ge=1, le=60)] = 10
    """`cramp-timer day`: minutes with the feet up, or for a flex."""
    quiet_hours: QuietHours = "22:00-08:00"
    """`cramp-timer day`: when nothing sounds, such as 22:00-08:00; empty for never."""
    blank_after: Annotated[int, Field(title="Blank after minutes", ge=0, le=60)] = 0
    """Minutes without a key after which the screen of a routine goes black; 0 for never."""
    keep_awake: bool = True
    """Whether the machine is kept from sleeping while it leads you."""
    keys: dict[str, str] = Field(default_factory=dict)
    """Other keys for actions, such as "session.pause" = "p,space"."""

    @property
    def profile(self) -> Profile:
        """The answers to the four questions about the person."""
        return Profile(self.pregnant, self.falls, self.numb_feet, self.medicines)

    @property
    def style(self) -> Style:
        """The settings that concern the cues of a routine."""
        return Style(self.pre_roll, self.countdown, self.half_way, self.wait, self.soft_ticks)


def descriptions() -> dict[str, str]:
    """Return the sentence below each setting, by its name.

    They are read from this file when they are shown. With the model, as pydantic would read them,
    they cost a twentieth of each start.
    """
    module = ast.parse(Path(__file__).read_text(encoding="utf-8"))
    model = next(each for each in module.body if getattr(each, "name", "") == Settings.__name__)
    assert isinstance(model, ast.ClassDef)
    return {
        field.target.id: str(below.value.value)
        for field, below in pairwise(model.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
    }


def load_settings(flags: Mapping[str, Any] = _NO_FLAGS) -> tuple[Settings, list[str]]:
    """Read the settings of this account; without a home folder there are only flags and defaults.

    `flags` are settings by name that were typed for this once; `None` stands for not typed.
    """
    try:
        return read_settings(config_folder(), flags=flags)
    except CrampTimerError:
        return with_flags(Settings(), flags), []


def read_settings(
    folder: Path,
    environment: Mapping[str, str] = os.environ,
    flags: Mapping[str, Any] = _NO_FLAGS,
) -> tuple[Settings, list[str]]:
    """Return the settings from every source, and a sentence for each that cannot be used."""
    file = folder / FILE
    fields, problems = _fields_of(file)
    known: dict[str, Any] = {}
    for name, value in fields.items():
        _accept(known, name, (value,), f"{FILE}: {name}", problems)
    _remember_for_next_start(file, Settings.model_validate(known))
    for name in Settings.model_fields:
        variable = f"{PREFIX}{name.upper()}"
        if name != "keys" and variable in environment:
            text = environment[variable]
            _accept(known, name, (_as_toml(text), text), variable, problems)
    settings = with_flags(Settings.model_validate(known), flags)
    return settings, [one_line(problem) for problem in problems]


def with_flags(settings: Settings, flags: Mapping[str, Any]) -> Settings:
    """Return the settings with what was typed on the command line, which goes before all else."""
    typed = {name: value for name, value in flags.items() if value is not None}
    return Settings.model_validate(settings.model_dump() | typed)


def write_setting(name: str, value: Any) -> None:
    """Put one setting into the file, or take it out for `None`; all else in it stays as it is.

    CrampTimerError where the file cannot be read as TOML or cannot be written.
    """
    import tomlkit

    file = config_folder() / FILE
    try:
        content = read_regular(file) if file.exists() else None
        document = tomlkit.parse((content or b"").decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise CrampTimerError(
            _("{FILE}: cannot be changed ({error})", FILE=FILE, error=error)
        ) from error
    if value is None:
        document.pop(name, None)
    else:
        document[name] = int(value) if isinstance(value, float) and value.is_integer() else value
    atomic_file.write(file, tomlkit.dumps(document).encode(), expected=content)
    read_settings(file.parent)  # brings what the next start needs up to date


def _fields_of(file: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        return tomllib.loads(read_regular(file).decode("utf-8-sig")), []
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        return {}, [
            _(
                "{FILE}: cannot be read ({reason}); {going_on}",
                FILE=FILE,
                reason=error.strerror,
                going_on=_GOING_ON,
            )
        ]
    except (ValueError, RecursionError) as error:
        return {}, [
            _(
                "{FILE}: is not valid TOML ({error}); {going_on}",
                FILE=FILE,
                error=error,
                going_on=_GOING_ON,
            )
        ]


def _accept(
    known: dict[str, Any], name: str, values: tuple[Any, ...], where: str, problems: list[str]
) -> None:
    """Accept the first of these values that is valid; otherwise report what is wrong with it."""
    reasons = []
    for value in values:
        try:
            Settings.model_validate({name: value})
        except ValidationError as error:
            reasons.append(reason_of(error.errors()[0]))
        else:
            known[name] = value
            return
    problems.append(_("{where}: {reasons}; going on without it", where=where, reasons=reasons[0]))


def _as_toml(text: str) -> Any:
    """Return the value that a text stands for in TOML, or else the text itself."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        return text


def _remember_for_next_start(file: Path, settings: Settings) -> None:
    """Keep what the first sound and the first frame need; without it they take a moment longer."""
    try:
        identity = start_cache.identity_of(str(file))
    except OSError:  # the folder cannot be entered, or links lead in a circle
        return
    if identity is None:
        return
    plain = settings.voice and not settings.pack and not settings.device
    start = start_cache.StartSettings(
        settings.volume, settings.audio, settings.theme, settings.profile.default_routine,
        language=settings.language,
        plain=plain and settings.audio != "none",
    )  # fmt: skip
    content = start_cache.start_record(identity, start)
    with suppress(CrampTimerError, OSError):
        cache = cache_folder() / start_cache.CACHE_FILE
        before = read_regular(cache) if cache.exists() else None
        if before != content:
            atomic_file.write(cache, content, expected=before, lasts=False)
