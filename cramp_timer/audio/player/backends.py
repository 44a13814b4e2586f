"""The audio backends that are installed, detected without importing their libraries."""

from __future__ import annotations

import os
import sys

from cramp_timer.system.memory import is_short

TYPE_CHECKING = False  # as in `typing`, whose import would delay the first word of `now`
if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec

LIBRARIES = ("simpleaudio", "miniaudio")
"""The backends that are libraries, by name, in order of preference."""
BACKENDS = (*LIBRARIES, "pipe")
PIPE_COMMANDS = (
    ("pacat", "--playback", "--raw", "--rate=48000", "--channels=1", "--latency-msec=60"),
    ("pw-cat", "--playback", "--format=s16", "--rate=48000", "--channels=1", "--latency=60ms", "-"),
    ("aplay", "-q", "-t", "raw", "-f", "S16_LE", "-r", "48000", "-c", "1", "-B", "60000"),
)
"""Programs that play samples from their standard input: of PulseAudio, PipeWire and ALSA."""


def installed_backends() -> tuple[str, ...]:
    """Return the backends that can play here, in order of preference.

    Where there is no library, programs of the system play what is written into them. Where memory
    is short there are none: a device and its threads would take what guidance needs.
    """
    if is_short():
        return ()
    found = tuple(name for name in LIBRARIES if _found(name) is not None)
    return found or (("pipe",) if pipe_command() else ())


def pipe_command() -> list[str] | None:
    """Return the command of the first program that plays its standard input; `None` without."""
    for command in PIPE_COMMANDS if sys.platform.startswith("linux") else ():
        for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
            program = os.path.join(folder, command[0])
            if os.access(program, os.X_OK):
                return [program, *command[1:]]
    return None


def _found(name: str) -> ModuleSpec | None:
    """Return a module's spec without `importlib.util`, whose import would delay `now`."""
    specs = (finder.find_spec(name, None) for finder in sys.meta_path)
    return next(filter(None, specs), None)


def simpleaudio_is_safe() -> bool:
    """Return whether simpleaudio can play without crashing the interpreter.

    simpleaudio 1.0.4 crashes Python 3.12 and later with a segmentation fault at the first sound;
    the drop-in simpleaudio-patched does not.
    """
    if sys.hexversion < 0x030C0000:  # an integer, so that mypy checks both branches
        return True
    # The metadata folder beside the package names the distribution; importlib.metadata is slower.
    found = _found("simpleaudio")
    package = os.path.dirname(found.origin or "") if found else ""
    beside = os.listdir(os.path.dirname(package) or ".") if package else []
    return any(name.startswith("simpleaudio_patched-") for name in beside)
