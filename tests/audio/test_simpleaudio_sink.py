"""Tests the simpleaudio sink with a fake library that plays each buffer in real time."""

from __future__ import annotations

import sys
import time
from array import array
from types import SimpleNamespace

import pytest

from cramp_timer.audio.player import sinks
from cramp_timer.audio.player.mixer import Mixer
from cramp_timer.audio.player.sinks import SimpleaudioSink
from cramp_timer.audio.player.sound_file import RATE

TONE = array("h", [9_000] * RATE)


class Playing:
    """A buffer whose playback started when the object was created."""

    def __init__(self, samples: bytearray) -> None:
        self.samples = samples
        self.started = time.monotonic()

    def is_playing(self) -> bool:
        return time.monotonic() - self.started < len(self.samples) / 2 / RATE


def test_no_sound_is_cut_off_when_simpleaudio_switches_to_the_next_track(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tracks: list[Playing] = []

    def play_buffer(samples: bytearray, *_: int) -> Playing:
        tracks.append(Playing(samples))
        return tracks[-1]

    library = SimpleNamespace(play_buffer=play_buffer, stop_all=lambda: None)
    monkeypatch.setitem(sys.modules, "simpleaudio", library)
    monkeypatch.setattr(sinks, "simpleaudio_is_safe", lambda: True)
    monkeypatch.setattr(SimpleaudioSink, "TRACK_SECONDS", 3.0)
    monkeypatch.setattr(SimpleaudioSink, "FIRST_TRACK_SECONDS", 3.0)
    monkeypatch.setattr(SimpleaudioSink, "RENEW_SHARE", 0.2)

    mixer = Mixer(lambda _: TONE)
    mixer.set_gain(1.0)
    begun = time.monotonic()
    notes = [(at, str(at), 1.0, 0.0) for at in (0.5, 2.6)]
    mixer.play(notes, begun, begun)
    sink = SimpleaudioSink()
    sink.open(mixer)
    while time.monotonic() < begun + 4.2:
        time.sleep(0.05)  # the sink works against the real clock
    sink.close()

    assert len(tracks) >= 2
    heard = sum(sum(1 for sample in array("h", bytes(track.samples)) if sample) for track in tracks)
    assert heard == pytest.approx(2 * RATE, abs=100)
