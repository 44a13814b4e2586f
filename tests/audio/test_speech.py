"""Tests that custom phrases are synthesised once, cached, and as loud as the sound pack."""

from __future__ import annotations

import sys
from array import array
from math import sin
from pathlib import Path

import pytest
from support.systems import is_wine

from cramp_timer.audio.player.sound_file import RATE, samples_of
from cramp_timer.audio.voice import speech
from cramp_timer.audio.voice.speech import LEVEL, Speech, SpeechEngine, normalised
from cramp_timer.errors import PackError

SPEAKER = """
import sys, wave
words = sys.stdin.read()
open({log!r}, "a").write(words + chr(10))
if "mute" in words: sys.exit(3)
with wave.open(sys.argv[1], "wb") as sound:
    sound.setnchannels(1); sound.setsampwidth(2); sound.setframerate(48000)
    sound.writeframes(bytes(48000) + b"\\x00\\x10\\x00\\xf0" * 24000 + bytes(96000))
"""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install a fake speech engine; the file lists every phrase that it was given."""
    file = tmp_path / "said"
    command = (sys.executable, "-c", SPEAKER.format(log=str(file)))
    monkeypatch.setattr(speech, "speech_engine", lambda: SpeechEngine("ours", command))
    return file


def test_a_phrase_is_synthesised_once_and_then_read_from_the_cache(
    log: Path, tmp_path: Path
) -> None:
    made = Speech(tmp_path / "cache")
    assert made.clip("Glide.") is None
    assert made.make(["Glide.", "", "Glide."]) == []
    assert Speech(tmp_path / "cache").make(["Glide."]) == []
    assert log.read_text() == "Glide.\n"
    clip = made.clip("Glide.")
    assert clip is not None
    assert [file.name for file in clip.parent.iterdir()] == [clip.name]


def test_synthesised_speech_is_trimmed_and_as_loud_as_the_sound_pack(
    log: Path, tmp_path: Path
) -> None:
    made = Speech(tmp_path / "cache")
    made.make(["Glide."])
    samples = samples_of(str(made.clip("Glide.")))
    assert 1.0 <= len(samples) / RATE <= 1.5
    middle = samples[RATE // 2 : RATE // 2 + 4800]
    level = (sum(sample * sample for sample in middle) / len(middle)) ** 0.5
    assert level == pytest.approx(LEVEL, rel=0.15)
    assert abs(samples[0]) < 100
    assert abs(samples[-1]) < 100


def test_a_phrase_that_cannot_be_spoken_is_reported_and_leaves_no_file(
    log: Path, tmp_path: Path
) -> None:
    made = Speech(tmp_path / "cache")
    (problem,) = made.make(["mute", "Glide."])
    assert problem.startswith("“mute” could not be spoken")
    assert made.clip("mute") is None
    assert made.clip("Glide.") is not None
    assert not list(tmp_path.rglob("*.raw.wav"))


def test_a_start_waits_only_briefly_for_speech_that_is_not_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = (sys.executable, "-c", "import time; time.sleep(60)")
    monkeypatch.setattr(speech, "speech_engine", lambda: SpeechEngine("slow", command))
    Speech(tmp_path).make_within(["Glide."], 0.05)


def test_without_a_speech_engine_the_problem_says_how_to_install_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech, "speech_engine", lambda: None)
    (problem,) = Speech(tmp_path).make(["Glide."])
    assert "hibari-tts==0.2.1" in problem


def test_speech_that_contains_only_silence_is_refused() -> None:
    with pytest.raises(PackError, match="nothing is heard"):
        normalised(array("h", bytes(9600)))


def test_loud_and_quiet_speech_is_normalised_without_clipping() -> None:
    for volume in (300, 30_000):
        tone = array("h", [round(volume * sin(place / 20)) for place in range(RATE)])
        samples = normalised(tone)
        assert max(map(abs, samples)) < 32768 * 0.7
        assert max(map(abs, samples)) > 4000


@pytest.mark.skipif(
    speech.speech_engine() is None or is_wine, reason="nothing on this machine can speak"
)
def test_the_installed_speech_engine_speaks_a_phrase_with_shell_characters(tmp_path: Path) -> None:
    made = Speech(tmp_path)
    assert made.make(["-v --help $(touch x); Stand on your left foot."]) == []
    clip = made.clip("-v --help $(touch x); Stand on your left foot.")
    assert clip is not None
    assert 1.5 < len(samples_of(str(clip))) / RATE < 10
