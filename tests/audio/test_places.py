"""Tests what becomes of sound whose speaker goes, with a real sound server."""

from __future__ import annotations

import os
import time
from pathlib import Path
from shutil import which

import pytest
from support import pulse
from support.pulse import Pulse
from support.speakers import PLAIN, NewSpeaker, until

from cramp_timer.audio import place_watch
from cramp_timer.audio.score import Score
from cramp_timer.audio.speaker import MOVED, Speaker

pytestmark = [
    pytest.mark.audio,
    pytest.mark.skipif(pulse.missing() is not None, reason=pulse.missing() or ""),
]


def test_a_suspension_ends_where_the_stream_goes_to_another_sink(
    new_speaker: NewSpeaker, server: Pulse, clicks: Score
) -> None:
    assert server.ask("load-module", "module-null-sink", "sink_name=room") == 0
    speaker = new_speaker(PLAIN)
    speaker.open()
    speaker.play(clicks, time.monotonic() + 0.5)
    until(lambda: speaker._place._began_on is not None)
    assert server.ask("suspend-sink", "nul", "1") == 0
    until(lambda: speaker._place.suspended_since is not None)
    stream = server.told("list", "short", "sink-inputs").split()[0]
    assert server.ask("move-sink-input", stream, "room") == 0
    until(lambda: speaker._place.suspended_since is None)


def test_a_suspension_ends_with_the_server_that_told_of_it(
    new_speaker: NewSpeaker, server: Pulse
) -> None:
    speaker = new_speaker(PLAIN)
    speaker.open()
    speaker.play((), time.monotonic())
    until(lambda: speaker._place._began_on is not None)
    assert server.ask("suspend-sink", "nul", "1") == 0
    until(lambda: speaker._place.suspended_since is not None)
    server.stop()
    until(lambda: speaker._place.suspended_since is None)


def test_the_sound_is_muted_when_the_speaker_that_it_began_on_is_gone(
    speaker: Speaker, server: Pulse, clicks: Score
) -> None:
    assert server.ask("load-module", "module-rescue-streams") == 0
    assert server.ask("load-module", "module-null-sink", "sink_name=room") == 0
    speaker.mutes_when_moved = lambda: True
    speaker.play(clicks, time.monotonic() + 0.5)
    until(lambda: speaker._place._began_on is not None)
    assert (speaker._place._began_on or "").startswith("nul ")
    assert not speaker.muted
    server.unplug_named("nul")
    until(lambda: speaker.muted)
    assert speaker.broken == [MOVED]
    speaker.muted = False  # as m does
    assert speaker.broken == []


@pytest.mark.parametrize(
    "subscribing",
    [
        "sleep 2\nexec {pactl} subscribe",
        "while [ ! -e {gone} ]; do sleep 0.1; done; echo one; exec sleep 60",
    ],
    ids=["slow", "told of nothing before"],
)
def test_a_move_is_noticed_while_the_watch_is_still_beginning(
    new_speaker: NewSpeaker,
    server: Pulse,
    clicks: Score,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    subscribing: str,
) -> None:
    gone, real = tmp_path / "gone", which("pactl")
    written = f'#!/bin/sh\n[ "$1" = subscribe ] || exec {real} "$@"\n{subscribing}\n'
    (tmp_path / "bin").mkdir()
    pactl = tmp_path / "bin" / "pactl"
    pactl.write_text(written.format(pactl=real, gone=gone))
    pactl.chmod(0o755)
    monkeypatch.setenv("PATH", f"{pactl.parent}:{os.environ['PATH']}")
    assert server.ask("load-module", "module-rescue-streams") == 0
    assert server.ask("load-module", "module-null-sink", "sink_name=room") == 0
    speaker = new_speaker(PLAIN)
    speaker.mutes_when_moved = lambda: True
    speaker.open()
    speaker.play(clicks, time.monotonic() + 0.5)
    until(lambda: speaker._place._began_on is not None)
    server.unplug_named("nul")
    gone.touch()
    until(lambda: speaker.muted)


def test_a_move_is_noticed_after_a_restart_of_the_sound_server(
    new_speaker: NewSpeaker, server: Pulse, clicks: Score, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place_watch, "_AGAIN_SECONDS", 1.0)
    speaker = new_speaker(PLAIN)
    speaker.mutes_when_moved = lambda: True
    speaker.open()
    speaker.play(clicks, time.monotonic() + 0.5)
    until(lambda: speaker._place._began_on is not None)
    server.stop()
    until(lambda: " " in speaker.state)
    server.start()
    assert server.ask("load-module", "module-rescue-streams") == 0
    assert server.ask("load-module", "module-null-sink", "sink_name=room") == 0
    until(lambda: speaker.state == PLAIN)
    speaker._place._began_on = None
    until(lambda: speaker._place._began_on is not None)
    server.unplug_named("nul")
    until(lambda: speaker.muted)


def test_without_the_hours_for_it_another_speaker_takes_over(
    speaker: Speaker, server: Pulse, clicks: Score
) -> None:
    assert server.ask("load-module", "module-rescue-streams") == 0
    assert server.ask("load-module", "module-null-sink", "sink_name=room") == 0
    speaker.play(clicks, time.monotonic() + 0.5)
    until(lambda: speaker._place._began_on is not None)
    server.unplug_named("nul")
    until(lambda: (speaker._place._began_on or "").startswith("room "))
    assert not speaker.muted
    assert speaker.broken == []
