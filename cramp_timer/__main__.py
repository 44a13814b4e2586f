"""The entry point: in a cramp the first words sound before anything slow is imported."""

from __future__ import annotations

import gc
import os
import sys

from cramp_timer.cli.cramp_words import is_cramp, may_speak_at_once
from cramp_timer.cli.language import speak
from cramp_timer.system.clock import monotonic
from cramp_timer.system.first_picture import show_first_picture, take_away

TYPE_CHECKING = False  # as in `typing`, whose import would delay the first words
if TYPE_CHECKING:
    from typing import NoReturn

    from cramp_timer.audio.player.fork import ForkedPlayer

FIRST_SOUND_SECONDS = 0.15
"""How long the imports wait for the first sound, which needs the processor."""


def main(argv: list[str] | None = None) -> NoReturn:
    """Run the command that the words name, and leave with its exit code."""
    started_at = monotonic()
    # Nothing is garbage while modules are imported; looking for it would delay the first frame.
    # The runner, or the first frame, switches it on again.
    gc.disable()
    words = sys.argv[1:] if argv is None else argv
    if words[:1] == ["__player"] and getattr(sys, "frozen", False):
        from cramp_timer.audio.player.main import main as play

        sys.argv = [sys.argv[0], *words[1:]]
        play()
    forked = None
    try:
        words = speak(words)
        show_first_picture(words)
        if is_cramp(words) and may_speak_at_once(words):
            forked = _first_words()
        from cramp_timer.cli.runner import run
    except KeyboardInterrupt:
        take_away()
        os._exit(130)
    run(words, started_at, forked)


def _first_words() -> ForkedPlayer | None:
    """Fork a player that speaks them, where what is set about sound is known and plain."""
    from cramp_timer.audio.player.first_words import first_words_file
    from cramp_timer.audio.player.fork import start_player
    from cramp_timer.core.volume import gain_of
    from cramp_timer.system.start_cache import read_start_settings

    settings = read_start_settings()
    file = first_words_file()
    if settings is None or not settings.plain or not file:
        return None
    forked = start_player(file, gain_of(settings.volume), settings.audio)
    if forked is not None:
        forked.wait_for_sound(FIRST_SOUND_SECONDS)
    return forked


if __name__ == "__main__":
    main()
