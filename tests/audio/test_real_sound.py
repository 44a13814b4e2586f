"""Tests real players with a real sound server: timing, failures and recovery."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from support import pulse
from support.clicks import GAPS
from support.pulse import Pulse
from support.speakers import PLAIN, NewSpeaker, installed, until
from support.tried import tried

from cramp_timer.audio.player.backends import BACKENDS, installed_backends
from cramp_timer.audio.score import Score, TimedClip
from cramp_timer.audio.speaker import Speaker

pytestmark = [
    pytest.mark.audio,
    pytest.mark.skipif(pulse.missing() is not None, reason=pulse.missing() or ""),
]


def players() -> list[int]:
    """Return the player processes that use the sound server of this test."""
    ours = os.environb[b"PULSE_SERVER"]
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
            environment = (process / "environ").read_bytes()
        except OSError:  # the process ended meanwhile
            continue
        if b"cramp_timer.audio.player.main" in command and ours in environment:
            found.append(int(process.name))
    return found


@pytest.mark.quiet
def test_cues_are_heard_on_time(server: Pulse, speaker: Speaker, clicks: Score) -> None:
    """A busy machine delays a block now and then: `bench/onsets.py` measures by how much."""
    with server.recording() as recording:
        until(lambda: speaker.state in BACKENDS)
        speaker.play(clicks, time.monotonic() + 0.5)
        until(lambda: len(recording.onsets()) >= len(GAPS))
        heard = recording.onsets()
    late = sorted(onset - gap for onset, gap in zip(heard, GAPS, strict=True))
    assert late[-1] - late[0] < 0.1


@pytest.mark.quiet
@tried("PULSE_LATENCY_MSEC asks all programs for a second or two", "every cue is heard")
@pytest.mark.parametrize("milliseconds", [1000, 2000])
def test_a_latency_that_is_asked_of_all_programs_silences_nothing(
    new_speaker: NewSpeaker,
    server: Pulse,
    monkeypatch: pytest.MonkeyPatch,
    clicks: Score,
    milliseconds: int,
) -> None:
    monkeypatch.setenv("PULSE_LATENCY_MSEC", str(milliseconds))
    speaker = new_speaker(installed_backends()[0])
    speaker.volume = 100
    speaker.open()
    file = clicks[0].file
    with server.recording() as recording:
        until(lambda: speaker.state in BACKENDS)
        # On a busy machine they may be late, as the sentences of an instruction may.
        score = tuple(TimedClip(at, file, until=60.0) for at in GAPS)
        speaker.play(score, time.monotonic() + 0.5)
        until(lambda: len(recording.onsets()) >= len(GAPS))


@pytest.mark.quiet
def test_a_silenced_speaker_gives_no_sound_until_it_plays_again(
    server: Pulse, speaker: Speaker, clicks: Score
) -> None:
    with server.recording() as recording:
        speaker.play(clicks, time.monotonic() + 0.6)
        recording.wait_for_sound()
        speaker.silence()
        done = len(recording.samples()) + pulse.RATE // 2
        until(lambda: len(recording.samples()) > done + pulse.RATE)
        assert max(recording.samples()[done:]) == 0
        speaker.play(clicks, time.monotonic() + 0.3)
        recording.wait_for_sound(after=done)


def test_a_muted_speaker_gives_no_sound_until_it_is_unmuted(
    new_speaker: NewSpeaker, server: Pulse, clicks: Score
) -> None:
    speaker = new_speaker(PLAIN)
    speaker.muted = True
    speaker.open()
    with server.recording() as recording:
        until(lambda: speaker.state == PLAIN)
        speaker.play(clicks, time.monotonic() + 0.3)
        until(lambda: len(recording.samples()) > 1.5 * pulse.RATE)
        assert max(recording.samples()) == 0
        speaker.muted = False
        recording.wait_for_sound()


def test_a_sound_server_that_stops_and_restarts_is_used_again(
    server: Pulse, speaker: Speaker, clicks: Score
) -> None:
    until(lambda: speaker.state in BACKENDS)
    speaker.play(clicks, time.monotonic() + 0.3)
    server.stop()
    until(lambda: " " in speaker.state)
    server.start()
    until(lambda: speaker.state in BACKENDS)
    with server.recording() as recording:
        speaker.play(clicks, time.monotonic() + 0.3)
        recording.wait_for_sound()


@tried("the process that plays is killed", "another one plays on within two seconds")
def test_a_player_process_that_is_killed_is_replaced(
    new_speaker: NewSpeaker, server: Pulse, clicks: Score
) -> None:
    speaker = new_speaker(PLAIN)
    speaker.volume = 100
    speaker.open()
    until(lambda: speaker.state == PLAIN)
    for player in players():
        os.kill(player, signal.SIGKILL)
    with server.recording() as recording:
        # On a busy machine the next player may be late; its cues may be as well.
        score = tuple(clip._replace(until=60.0) for clip in _later(clicks, 4.0))
        speaker.play(score, time.monotonic())
        recording.wait_for_sound()


@pytest.mark.quiet
@pytest.mark.parametrize("backend", [PLAIN, "simpleaudio"])
@pytest.mark.parametrize("fault", ["killed", "suspended", "unplugged"])
@tried("sound is lost during an instruction", "its sentences are said when sound is back")
def test_what_was_lost_is_heard_when_sound_is_back(
    new_speaker: NewSpeaker, server: Pulse, clicks: Score, fault: str, backend: str
) -> None:
    installed(backend)
    file = clicks[0].file
    score = tuple(TimedClip(at, file, 1.0, 60.0) for at in (0.5, 1.5, 2.5, 3.5, 4.5))
    speaker = new_speaker(backend)
    speaker.volume = 100
    speaker.open()
    until(lambda: speaker.state == backend)
    origin = time.monotonic()
    speaker.play(score, origin)
    with server.recording() as recording:
        recording.wait_for_sound()
    if fault == "killed":
        server.stop()
        for player in players():
            os.kill(player, signal.SIGKILL)
    elif fault == "suspended":
        assert server.ask("suspend-sink", "nul", "1") == 0
    else:
        server.unplug()
    until(lambda: time.monotonic() > origin + 5.1)  # all of it was due by now
    if fault == "killed":
        server.start()
    elif fault == "suspended":
        assert server.ask("suspend-sink", "nul", "0") == 0
    else:
        server.plug_in()
    with server.recording() as recording:
        # The last three are as far apart as they were to be, some seconds ago.
        until(lambda: gaps_between(recording.onsets()[-3:]) == pytest.approx([1.0, 1.0], abs=0.2))
        assert min(gaps_between(recording.onsets())) > 0.5  # and nothing old sounds over it


def gaps_between(onsets: list[float]) -> list[float]:
    return [two - one for one, two in pairwise(onsets)]


def _later(score: Score, seconds: float) -> Score:
    return tuple(TimedClip(note.at + seconds, note.file) for note in score)


@tried("the process that plays hangs", "another one plays on within two seconds")
def test_a_player_process_that_stops_answering_is_ended_and_reported(
    new_speaker: NewSpeaker, server: Pulse
) -> None:
    speaker = new_speaker(PLAIN)
    speaker.open()
    until(lambda: speaker.state == PLAIN)
    for player in players():
        os.kill(player, signal.SIGSTOP)
    until(lambda: bool(speaker.troubles))
    speaker.close()
    until(lambda: not players())


@pytest.fixture
def silent_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Provide a sound server that accepts connections and never answers."""
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "dumb"))
    listening.listen(8)
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'dumb'}")
    yield
    listening.close()


@tried("a sound server that accepts and never answers", "it is given up; the screen leads")
@pytest.mark.usefixtures("silent_server")
def test_a_sound_server_that_never_answers_is_given_up_and_leaves_no_process(
    speaker: Speaker,
) -> None:
    speaker.play((), time.monotonic())
    until(lambda: " " in speaker.state and speaker.state != "opening sound")
    speaker.close()
    until(lambda: not players())


def test_a_missing_sound_server_is_reported_at_most_twice_and_gives_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, speaker: Speaker
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nowhere'}")
    until(lambda: "silence" in speaker.state)
    assert len(speaker.troubles) <= 2


@tried("the program is killed while it plays", "no process is left behind")
def test_the_player_process_ends_when_its_parent_is_killed(server: Pulse) -> None:
    program = (
        "from cramp_timer.audio.speaker import Speaker\nimport time\n"
        f"s = Speaker(({PLAIN!r},)); s.open()\n"
        f"while s.state != {PLAIN!r}: pass\nprint('up', flush=True)\nwhile True: pass"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    with parent.stdout:
        assert parent.stdout.readline() == b"up\n"
        assert players()
        parent.kill()
        parent.wait()
    until(lambda: not players())
