"""The entry. In a cramp the first words come before anything slow is imported."""

from __future__ import annotations

import gc
import os
import sys
import time

TYPE_CHECKING = False  # as in `typing`, whose import would delay the first word
if TYPE_CHECKING:
    from typing import NoReturn

    from cramp_timer.audio.player.fork import ForkedPlayer

WAIT_SECONDS = 0.15
_SPOKEN_AT_ONCE = {"--plain", "--side", "left", "right", "both"} | {
    f"--side={side}" for side in ("left", "right", "both")
}
"""With these words after `now` nothing has to be looked up before the voice may begin."""


def main(argv: list[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code."""
    began = time.monotonic()
    # Nothing is garbage while modules are imported; looking for it would delay the first picture.
    gc.disable()
    words = sys.argv[1:] if argv is None else argv
    forked = None
    try:
        if words[:1] == ["now"] and _SPOKEN_AT_ONCE.issuperset(words[1:]):
            forked = _first_words()
        from cramp_timer.commands import run
    except KeyboardInterrupt:
        os._exit(130)
    run(words, began, forked)


def _first_words() -> ForkedPlayer | None:
    from cramp_timer.audio.player.first_words import opening_file, opening_sound
    from cramp_timer.audio.player.fork import fork_player
    from cramp_timer.core.volume import gain_of

    sound = opening_sound()
    if sound is None:
        return None
    volume, library = sound
    forked = fork_player(opening_file(), gain_of(volume), library)
    if forked is not None:
        forked.wait_for_sound(WAIT_SECONDS)
    return forked
