"""Speech for phrases without a clip in the pack: rendered once, levelled to the pack, and cached.

With the extra `voice` it is the pack's own voice, otherwise that of the system. Nothing here runs
during a run; speech is rendered when a routine is saved, or before it begins.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from math import sqrt
from operator import mul
from pathlib import Path
from typing import NamedTuple

from cramp_timer.audio.player.sound_file import RATE, samples_of, write_wave
from cramp_timer.errors import PackError
from cramp_timer.languages import messages
from cramp_timer.languages.folder import voice_file
from cramp_timer.languages.messages import _
from cramp_timer.system.paths import is_there, make_private
from cramp_timer.system.threads import begin

LEVEL = 10 ** (-19.0 / 20) * 32768
"""Root mean square of the spoken parts, measured over the built-in pack (spread: 1 dB)."""
PEAK = 10 ** (-3.3 / 20) * 32768
SECONDS_A_PHRASE = 20.0
"""The time limit for one phrase; a speech engine that exceeds it hangs."""
_BLOCK = RATE // 10
_QUIET = 0.01
_EDGE = RATE // 100
_ROOT = str(Path(__file__).resolve().parents[3])
_NEURAL = (
    f"import sys; sys.path.append({_ROOT!r}); "
    "from cramp_timer.audio.voice.neural_voice import main; main()"
)
_SPOKEN_FILE = "CRAMP_TIMER_SPOKEN_FILE"
"""The environment variable with the file to write, since PowerShell takes no arguments here."""
_SPOKEN_LANGUAGE = "CRAMP_TIMER_SPOKEN_LANGUAGE"
_SAPI = (
    "Add-Type -AssemblyName System.Speech; $s = New-Object System.Speech.Synthesis."
    "SpeechSynthesizer; [Console]::InputEncoding = [Text.Encoding]::UTF8; "
    f"try {{ $s.SelectVoiceByHints(0, 0, 0, $env:{_SPOKEN_LANGUAGE}) }} catch {{ }}; "
    f"$s.SetOutputToWaveFile($env:{_SPOKEN_FILE}); $s.Rate = -2; "
    "$s.Speak([Console]::In.ReadToEnd()); $s.Dispose()"
)


class SpeechEngine(NamedTuple):
    """A command that reads text from standard input and writes speech to a WAV file."""

    name: str
    command: Sequence[str]


@cache
def speech_engine() -> SpeechEngine | None:
    """Return the best engine for this language: the neural voice, or else one of the system."""
    spoken, region = messages.language(), voice_file()["region"]
    if spoken == messages.ENGLISH and find_spec("hibari") is not None:
        return SpeechEngine("heart", (sys.executable, "-I", "-c", _NEURAL))
    if found := shutil.which("say"):
        voice = _macos_voice(found, spoken)
        command = (
            found,
            *voice,
            "-r",
            "150",
            "--file-format=WAVE",
            "--data-format=LEI16@22050",
            "-o",
        )
        return SpeechEngine("say", command)
    if found := shutil.which("espeak-ng"):
        return SpeechEngine("espeak-ng", (found, "-v", region, "-s", "140", "--stdin", "-w"))
    if sys.platform == "win32" and (found := shutil.which("powershell")):
        return SpeechEngine("sapi", (found, "-NoProfile", "-Command", _SAPI))
    return None


def _macos_voice(say: str, spoken: str) -> tuple[str, ...]:
    """Return the option for the first voice of a language; nothing for English or where none is."""
    if spoken == messages.ENGLISH:
        return ()
    listed = subprocess.run([say, "-v", "?"], capture_output=True, text=True, check=False).stdout
    found = re.search(rf"^(.+?)\s+{spoken}[_-]", listed, re.MULTILINE)
    return ("-v", found[1]) if found else ()


class Speech:
    """A cache of rendered clips, in a folder that can be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.rendered = 0
        """How many clips were rendered so far."""

    def clip(self, phrase: str) -> Path | None:
        """Return the file of a phrase; `None` if it is not rendered."""
        if speech_engine() is None:
            return None
        file = self._file(phrase)
        return file if is_there(file) else None

    def make(self, phrases: Iterable[str]) -> list[str]:
        """Render the phrases without a file; return one sentence for each that failed."""
        problems = []
        for phrase in dict.fromkeys(phrases):
            if phrase and self.clip(phrase) is None:
                try:
                    self._render(phrase)
                except (OSError, PackError, subprocess.SubprocessError) as error:
                    problems.append(
                        _("“{phrase}” could not be spoken ({error})", phrase=phrase, error=error)
                    )
        return problems

    def make_within(self, phrases: Sequence[str], seconds: float) -> None:
        """Render, and wait for at most `seconds`; the rest is rendered in the background."""
        missing = [phrase for phrase in phrases if phrase and self.clip(phrase) is None]
        if not missing or speech_engine() is None:
            return
        thread = begin(self.make, missing, name="speech")
        if thread is not None:
            thread.join(seconds)

    def _file(self, phrase: str) -> Path:
        spoken = speech_engine()
        name = hashlib.sha256(phrase.encode()).hexdigest()[:24]
        engine = spoken.name if spoken else "none"
        if messages.language() != messages.ENGLISH:
            engine = f"{engine}-{messages.language()}"
        return self._folder / engine / f"{name}.wav"

    def _render(self, phrase: str) -> None:
        spoken = speech_engine()
        if spoken is None:
            from cramp_timer.system.extras import install_command

            raise PackError(
                _("nothing here can speak; {command}", command=install_command("voice"))
            )
        file = self._file(phrase)
        make_private(file.parent)
        raw = file.with_suffix(f".{time.monotonic_ns()}.raw.wav")
        try:
            subprocess.run(
                [*spoken.command, *([] if spoken.name == "sapi" else [str(raw)])],
                env={
                    **os.environ,
                    _SPOKEN_FILE: str(raw),
                    _SPOKEN_LANGUAGE: messages.language(),
                },
                input=phrase.encode(),
                check=True,
                capture_output=True,
                timeout=SECONDS_A_PHRASE,
            )
            write_wave(raw, normalised(samples_of(str(raw))))
            raw.replace(file)
            self.rendered += 1
        finally:
            raw.unlink(missing_ok=True)


def normalised(samples: array[int]) -> array[int]:
    """Return speech trimmed, levelled to the pack, and faded at the edges; PackError if silent."""
    blocks = [samples[place : place + _BLOCK] for place in range(0, len(samples), _BLOCK)]
    powers = [sum(map(mul, block, block)) / len(block) for block in blocks]
    loudest = max(powers, default=0.0)
    spoken = [number for number, power in enumerate(powers) if power > loudest * _QUIET]
    if not loudest or not spoken:
        raise PackError(_("nothing is heard in it"))
    level = sqrt(sum(powers[number] for number in spoken) / len(spoken))
    first, last = max(0, spoken[0] - 1), min(len(blocks), spoken[-1] + 3)
    voiced = samples[first * _BLOCK : last * _BLOCK]
    gain = min(LEVEL / level, PEAK / max(max(voiced), -min(voiced)))
    loud = array("h", [int(sample * gain) for sample in voiced])
    edge = min(_EDGE, len(loud) // 2)
    for place in range(edge):
        loud[place] = loud[place] * place // edge
        loud[-1 - place] = loud[-1 - place] * place // edge
    return loud
