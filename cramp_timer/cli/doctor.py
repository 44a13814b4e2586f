"""`doctor`: what is installed, what is missing and how to get it, fit for a bug report."""

from __future__ import annotations

import platform
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from cramp_timer import __version__
from cramp_timer.audio.output import OPENING, is_silent
from cramp_timer.audio.player.backends import (
    BACKENDS,
    installed_backends,
    pipe_command,
    simpleaudio_is_safe,
)
from cramp_timer.audio.score import VOICE_SECONDS, announced
from cramp_timer.audio.speaker import Speaker, backends_for, how_to_install
from cramp_timer.audio.voice.pack import Pack, built_in_folder
from cramp_timer.audio.voice.speech import speech_engine
from cramp_timer.diary.storage.database import FILE as DIARY_FILE
from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.library import catalog
from cramp_timer.settings import FILE as SETTINGS_FILE
from cramp_timer.settings import load_settings
from cramp_timer.system.clock import monotonic
from cramp_timer.system.extras import install_command
from cramp_timer.system.paths import cache_folder, config_folder, data_folder

OPENING_SECONDS = 8.0


def add_doctor_options(parser: ArgumentParser) -> None:
    """Add the options of `doctor`."""
    parser.add_argument("--silent", action="store_true", help=_("without playing anything"))
    parser.set_defaults(run=doctor)


def doctor(arguments: Namespace) -> int:
    """Print what is installed and set, and play one of each sound."""
    settings, problems = load_settings()
    for line in (*_versions(), *_folders(), *_sound_libraries()):
        print(line)
    for problem in problems:
        print(_("settings     {problem}", problem=problem))
    if not problems:
        print(_("settings     right"))
    print(_("own speech   {speech}", speech=_speech()))
    return _sound_check(settings.audio, settings.device, silent=arguments.silent)


def _versions() -> Iterator[str]:
    yield _("cramp-timer  {version}", version=__version__)
    yield _(
        "python       {version} on {system} {machine}",
        version=platform.python_version(),
        system=platform.system(),
        machine=platform.machine(),
    )
    yield _(
        "textual      {version}, pydantic {pydantic}",
        version=version("textual"),
        pydantic=version("pydantic"),
    )


def _folders() -> Iterator[str]:
    places: dict[str, Callable[[], Path]] = {
        _("settings in"): lambda: config_folder() / SETTINGS_FILE,
        _("routines in"): catalog.personal_folder,
        _("diary in"): lambda: data_folder() / DIARY_FILE,
        _("speech in"): lambda: cache_folder() / "speech",
        _("sounds in"): built_in_folder,
    }
    for name, place in places.items():
        try:
            there = "" if place().exists() else _("  (not there yet)")
            yield f"{name:<12} {place()}{there}"
        except CrampTimerError as error:
            yield f"{name:<12} {error}"


def _sound_libraries() -> Iterator[str]:
    installed = {*installed_backends(), *(["pipe"] if pipe_command() else [])}
    for name in BACKENDS:
        if name not in installed:
            yield f"{name:<12} {how_to_install(name)}"
        elif name == "simpleaudio" and not simpleaudio_is_safe():
            yield f"{name:<12} {_('would crash this Python, and is stepped over;')}"
            yield f"{'':<12} {_('pip install simpleaudio-patched mends it')}"
        else:
            yield f"{name:<12} {_('installed')}"


def _speech() -> str:
    engine = speech_engine()
    if engine is None:
        return _("nothing can speak your own words; {command}", command=install_command("voice"))
    return _("your own words are spoken by {name}", name=engine.name)


def _sound_check(audio: str, device: str, *, silent: bool) -> int:
    try:
        backends = backends_for(audio)
    except CrampTimerError as error:
        print(_("trouble      {error}", error=error))
        backends = ()
    speaker = Speaker(backends)
    speaker.use(backends, device)
    speaker.open()
    try:
        end = monotonic() + OPENING_SECONDS
        while speaker.state == OPENING and monotonic() < end:
            time.sleep(0.05)  # the player reports in its own time
        for trouble in speaker.troubles:
            print(_("trouble      {trouble}", trouble=trouble))
        print(
            _(
                "sound        {state}{which}",
                state=speaker.state,
                which=_(" on {device!r}", device=device) if device else "",
            )
        )
        if is_silent(speaker.state):
            print(
                _("             the stretch goes on without sound; see “I hear nothing” in README")
            )
            return 1
        if not silent:
            print(_("you hear     a chime, and then the voice"), flush=True)
            pack = Pack(built_in_folder())
            speaker.play(announced(pack, pack.wording.hold), monotonic() + 0.2)
            time.sleep(0.2 + VOICE_SECONDS + 1.5)  # until it was heard
    finally:
        speaker.close()
    return 0
