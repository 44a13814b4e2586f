"""The audio backends that are installed, detected without importing their libraries."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as in `typing`, whose import would delay the first word of `now`
if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec

BACKENDS = ("simpleaudio", "miniaudio")
"""Every backend by the name of its library, in order of preference."""


def installed_backends() -> tuple[str, ...]:
    """Return the backends whose library is installed, in order of preference."""
    return tuple(name for name in BACKENDS if _found(name) is not None)


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
