"""Tests that a language without a pack is spoken by the system's own voice."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys
from pathlib import Path
from cramp_timer.cli.language import speak
speak(["--language", "de"])
from cramp_timer.audio.player.first_words import first_words_file, has_pack
from cramp_timer.audio.voice.pack import Pack, built_in_folder
from cramp_timer.audio.voice.speech import Speech, speech_engine
from cramp_timer.core.advice import ReplyKeys, coaching_track
from cramp_timer.core.compiler import compile_timeline
from cramp_timer.guide.texts import advice
from cramp_timer.library import catalog

assert not has_pack() and first_words_file() == ""
assert speech_engine().command[2] == "de"
pack = Pack(built_in_folder(), clips=False, speech=Speech(Path(sys.argv[1])))
routine = catalog.load("wall-stretch")
assert pack.speak_routine(routine) == []
timeline = compile_timeline(routine, pack)
print(*(cue.text for cue in timeline.cues), sep="\\n")
pack.make_speech(advice().spoken(ReplyKeys.ANY)[:3])
print(*(cue.text for cue in coaching_track(advice(), pack).cues[:4]), sep="\\n")
"""


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not here")
def test_a_language_without_clips_is_spoken_by_the_systems_voice(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)], capture_output=True, text=True, check=True
    )
    heard = done.stdout.splitlines()
    for word in ("begin", "Beide Beine.", "Halten Sie die Position.", "Drei.", "Zwei.", "Eins."):
        assert word in heard
    assert any(line.startswith("Strecken Sie das Bein.") for line in heard)
    assert len(list(tmp_path.rglob("espeak-ng-de/*.wav"))) > 20
