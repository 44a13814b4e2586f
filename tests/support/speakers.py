"""What tests of real players share: which library plays, and how they wait."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from cramp_timer.audio.player.backends import installed_backends
from cramp_timer.audio.speaker import Speaker

NewSpeaker = Callable[[str], Speaker]
"""Makes a speaker for one library of sound; it is closed when the test ends."""

PLAIN = "miniaudio" if "miniaudio" in installed_backends() else "pipe"
"""What a plain install plays through: where miniaudio has no wheel, a program of the system."""


def installed(backend: str) -> None:
    """Skip the test where a library of sound is not there."""
    if backend != "pipe" and backend not in installed_backends():
        pytest.skip(f"{backend} is not installed; install the extra of that name")


def until(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait until a condition is true; TimeoutError after `seconds`."""
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > seconds:
            raise TimeoutError
        time.sleep(0.01)
