"""Tests which commands a speaker sends to its player."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from support.systems import unix

from cramp_timer.audio.player.fork import ForkedPlayer
from cramp_timer.audio.score import WHEN_READY, TimedClip
from cramp_timer.audio.speaker import Speaker
from cramp_timer.core.engine import BREATH_SECONDS
from cramp_timer.core.volume import gain_of
from cramp_timer.system.clock import monotonic


@unix
def test_a_player_that_already_speaks_receives_no_score_before_one_is_requested() -> None:
    commands, our_commands = os.pipe()
    our_answers, answers = os.pipe()
    still = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    speaker = Speaker(
        ("miniaudio",), ForkedPlayer("miniaudio", still.pid, our_commands, our_answers)
    )
    with os.fdopen(commands) as told, os.fdopen(answers, "w") as says:
        says.write('{"idle": 0.0}\n')
        says.flush()
        speaker.volume = 20
        speaker.open()
        before = json.loads(told.readline())
        assert not speaker._changed.is_set()  # or its thread would use a whole core
        speaker.play_when_ready((TimedClip(0.0, "now.wav"),))
        after = json.loads(told.readline())
        while not after:
            after = json.loads(told.readline())
        speaker.close()
    still.wait()
    assert before == {}
    assert after == {"gain": gain_of(20), "origin": "soon", "notes": [[0.0, "now.wav", 1.0, 0.0]]}


def test_score_that_is_played_when_ready_on_an_open_device_begins_at_once() -> None:
    speaker = Speaker(())
    first, second = (TimedClip(0.0, "one.wav"),), (TimedClip(0.0, "two.wav"),)
    wishes: list[object] = []
    speaker.play_when_ready(first)
    wishes.append(speaker._wish)
    speaker.started_at = 10.0  # a device has been heard since
    speaker.play_when_ready(second, continues=True)
    wishes.append(speaker._wish)
    before = monotonic()
    speaker.play_when_ready(second)
    wishes.append(speaker._wish)
    assert wishes == [(first, WHEN_READY), (second, 10.0), (second, speaker.started_at)]
    assert before < speaker.started_at <= monotonic() + BREATH_SECONDS
