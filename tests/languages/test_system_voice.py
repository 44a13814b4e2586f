"""Tests that a language without a pack is spoken by the system's own voice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.clock import FakeClock
from support.record import MemoryRecorder
from support.sound import RecordingSpeaker

from cramp_timer.audio.score import WHEN_READY
from cramp_timer.audio.voice import speech
from cramp_timer.audio.voice.pack import Pack, built_in_folder
from cramp_timer.audio.voice.speech import SpeechEngine
from cramp_timer.core.episode import Episode
from cramp_timer.guide.texts import advice
from cramp_timer.sessions.cramp_session import CrampSession

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
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    heard = done.stdout.splitlines()
    for word in ("begin", "Beide Beine.", "Halten Sie die Position.", "Drei.", "Zwei.", "Eins."):
        assert word in heard
    assert any(line.startswith("Strecken Sie das Bein.") for line in heard)
    assert len(list(tmp_path.rglob("espeak-ng-de/*.wav"))) > 20


@pytest.mark.skipif(sys.platform == "win32", reason="needs a FIFO")
def test_a_cramp_is_led_at_once_and_the_systems_voice_joins_when_it_has_spoken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, engine = tmp_path / "gate", tmp_path / "engine.py"
    os.mkfifo(gate)
    wave = Pack(built_in_folder()).folder / "now.wav"
    engine.write_text(
        f"import shutil, sys; open({str(gate)!r}).read(); shutil.copy({str(wave)!r}, sys.argv[1])"
    )
    command = (sys.executable, str(engine))
    monkeypatch.setattr(speech, "speech_engine", lambda: SpeechEngine("slow", command))
    clock, sound = FakeClock(), RecordingSpeaker()
    pack = Pack(built_in_folder(), clips=False, speech=speech.Speech(tmp_path))
    first = advice().coaching[0].say
    pack.speak_prompts([first])
    episode = Episode(advice(), pack, clock, clock.now)
    session = CrampSession(episode, pack, sound, MemoryRecorder(), datetime.now(UTC))
    assert session.poll().step.text == first
    assert session.awaits_speech
    gate.write_text("speak")
    while not pack.rendered:
        pass
    clock.advance(2.0)
    session.poll()
    score, origin = sound.asked[-1]
    assert (score[0].at, origin) == (0.0, WHEN_READY)
    assert Path(score[0].file).is_relative_to(tmp_path)
    sound.started_at = clock.now
    assert session.poll().since == 0.0
    assert not session.awaits_speech
