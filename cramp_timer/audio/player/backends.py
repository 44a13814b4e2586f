"""Which audio libraries there are, found out without importing any."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as in `typing`, for the same reason
if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec

BACKENDS = ("simpleaudio", "miniaudio")
"""Every backend by the name of its library, the first choice first."""


def installed_backends() -> tuple[str, ...]:
    """The backends whose library is there."""
    return tuple(name for name in BACKENDS if _found(name) is not None)


def _found(name: str) -> ModuleSpec | None:
    """What `importlib.util.find_spec` tells; importing that would delay the first word of `now`."""
    specs = (finder.find_spec(name, None) for finder in sys.meta_path)
    return next(filter(None, specs), None)


def simpleaudio_is_safe() -> bool:
    """Whether importing simpleaudio leaves the interpreter alive.

    simpleaudio 1.0.4 ends Python 3.12 and later with a segmentation fault at the first sound; the
    drop-in simpleaudio-patched does not.
    """
    if sys.hexversion < 0x030C0000:  # a number, so that types are checked on both sides of it
        return True
    # What installed it has left its name beside it; asking importlib.metadata takes far longer.
    found = _found("simpleaudio")
    package = os.path.dirname(found.origin or "") if found else ""
    beside = os.listdir(os.path.dirname(package) or ".") if package else []
    return any(name.startswith("simpleaudio_patched-") for name in beside)
