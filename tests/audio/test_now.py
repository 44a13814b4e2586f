"""Tests the transition from the first words to the coaching track in recorded sound."""

from __future__ import annotations

import os
import sys
import time
import wave
from array import array
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from support import pulse
from support.clicks import clicking_pack
from support.pulse import LOUD, RATE, Pulse
from support.terminal import Program

from cramp_timer.audio.player.backends import installed_backends
from cramp_timer.core.advice import coaching_track
from cramp_timer.guide.texts import advice
from cramp_timer.system.paths import config_folder

pytestmark = [
    pytest.mark.audio,
    pytest.mark.skipif(pulse.missing() is not None, reason=pulse.missing() or ""),
]
EVERY, CLICK = 0.1, 240
"""Seconds from one tick to the next, and the number of samples of a tick."""
START = """
import sys
import cramp_timer.audio.player.first_words as opening
opening.built_in_folder = lambda: {folder!r}
from cramp_timer.__main__ import main
main(["now", *{options!r}])
"""


@pytest.mark.quiet
@pytest.mark.parametrize(
    "options",
    [
        pytest.param([], id="forked"),
        pytest.param(["--audio", "miniaudio"], id="miniaudio"),
        pytest.param(["--audio", "simpleaudio"], id="simpleaudio"),
    ],
)
def test_the_coaching_track_follows_the_first_words_without_a_gap_or_a_repeat(
    server: Pulse, tmp_path: Path, options: list[str]
) -> None:
    if options and options[1] not in installed_backends():
        pytest.skip(f"{options[1]} is not installed; install the extra of that name")
    pack = clicking_pack(tmp_path / "clicks")
    loud = ticking(pack.folder / "now.wav")
    code = START.format(folder=str(pack.folder), options=options)
    second = coaching_track(advice(), pack).cues[1].at
    heard = heard_until(server, code, second)
    assert heard.loud == pytest.approx(loud, abs=10)
    apart = [two - one for one, two in pairwise(heard.ticks)]
    assert apart == pytest.approx([EVERY] * (loud // CLICK - 1), abs=EVERY / 2)
    assert heard.after == pytest.approx(second, abs=EVERY)


class Heard(NamedTuple):
    """The first clip as recorded, in seconds from its beginning, and the start of the next cue."""

    loud: int
    """The number of its loud samples, which shows that nothing is lost or repeated in a tick."""
    ticks: list[float]
    after: float


def heard_until(server: Pulse, code: str, second: float) -> Heard:
    """Run the program, and record its first words until the next cue begins."""
    with server.recording() as recording:
        program = Program([sys.executable, "-c", code])
        program.wait_for("Straighten your leg")
        first = recording.wait_for_sound()
        enough = time.monotonic() + second + 30.0
        while len(recording.samples()) < (first + second + 1.0) * RATE:
            assert time.monotonic() < enough
            program.read(0.05)
        samples = recording.samples()[: round((first + second - 0.5) * RATE)]
        heard = [onset - first for onset in recording.onsets()]
        program.press("\x03")
        program.end()
    assert not left_behind()
    (after,) = [onset for onset in heard if onset >= second - 0.5]
    ticks = [onset for onset in heard if onset < second - 0.5]
    return Heard(sum(abs(sample) > LOUD for sample in samples), ticks, after)


@pytest.mark.quiet
def test_a_custom_sound_pack_speaks_the_first_words_once_and_continues(
    server: Pulse, tmp_path: Path
) -> None:
    pack = clicking_pack(tmp_path / "clicks")
    loud = ticking(pack.folder / "now.wav")
    config_folder().mkdir(parents=True)
    (config_folder() / "settings.toml").write_text(f'pack = "{pack.folder}"\nvolume = 100\n')
    second = coaching_track(advice(), pack).cues[1].at
    code = "from cramp_timer.__main__ import main; main(['now'])"
    heard = heard_until(server, code, second)
    assert heard.loud == pytest.approx(loud, abs=10)
    assert len(heard.ticks) == loud // CLICK


def left_behind() -> list[str]:
    """Return the cramp-timer processes that still use the sound server of this test."""
    server = os.environb[b"PULSE_SERVER"]
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # the process ended meanwhile
            command = (process / "cmdline").read_bytes()
            if server in (process / "environ").read_bytes() and b"cramp_timer" in command:
                found.append(process.name)
    return found


def ticking(file: Path) -> int:
    """Put a click every tenth of a second into a clip; return the number of loud samples."""
    with wave.open(str(file), "rb") as sound:
        samples = array("h", bytes(2 * sound.getnframes()))
    starts = range(0, len(samples) - CLICK, round(EVERY * RATE))
    for start in starts:
        samples[start : start + CLICK] = array("h", [24_000, -24_000] * (CLICK // 2))
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples.tobytes())
    return CLICK * len(starts)


def test_a_first_player_that_hangs_is_replaced_and_the_first_words_are_heard(
    server: Pulse, tmp_path: Path
) -> None:
    pack = clicking_pack(tmp_path / "clicks")
    # A player that never answers stands in for one that hangs while it opens its device.
    code = (
        "import cramp_timer.audio.player.main as player, time\n"
        "player.play = lambda *_: time.sleep(600)\n"
        + START.format(folder=str(pack.folder), options=[])
    )
    with server.recording() as recording:
        program = Program([sys.executable, "-c", code])
        program.wait_for("Straighten your leg")
        recording.wait_for_sound()
        program.press("\x03")
        program.end()
