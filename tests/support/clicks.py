"""A pack whose clips are as long as the real ones and begin with a click, to measure onsets."""

from __future__ import annotations

import shutil
import wave
from array import array
from pathlib import Path

from cramp_timer.audio.player.sound_file import RATE, seconds_of
from cramp_timer.audio.voice.pack import Pack, built_in_folder

GAPS = [0.0, 0.4, 0.913, 1.5, 1.7, 2.2, 2.417]
"""When the clicks of a score begin, in seconds."""


def clicking_pack(folder: Path) -> Pack:
    """Make it in a new folder."""
    source = built_in_folder()
    folder.mkdir()
    shutil.copy(source / "manifest.json", folder)
    for file in source.iterdir():
        if file.suffix in {".mp3", ".wav"}:
            samples = array("h", bytes(2 * round(seconds_of(str(file)) * RATE)))
            samples[:240] = array("h", [24_000, -24_000] * 120)
            with wave.open(str(folder / file.name), "wb") as sound:
                sound.setnchannels(1)
                sound.setsampwidth(2)
                sound.setframerate(RATE)
                sound.writeframes(samples.tobytes())
    return Pack(folder)
