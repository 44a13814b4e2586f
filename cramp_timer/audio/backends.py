"""Which audio libraries there are, found out without importing any."""

import sys
from importlib.util import find_spec

BACKENDS = ("simpleaudio", "miniaudio")
"""Every backend by the name of its library, the first choice first."""


def installed_backends() -> tuple[str, ...]:
    """The backends whose library is there."""
    return tuple(name for name in BACKENDS if find_spec(name) is not None)


def simpleaudio_is_safe() -> bool:
    """Whether importing simpleaudio leaves the interpreter alive.

    simpleaudio 1.0.4 ends Python 3.12 and later with a segmentation fault at the first sound; the
    drop-in simpleaudio-patched does not.
    """
    if sys.hexversion < 0x030C0000:  # a number, so that types are checked on both sides of it
        return True
    from importlib.metadata import PackageNotFoundError, version

    try:
        version("simpleaudio-patched")
    except PackageNotFoundError:
        return False
    return True
