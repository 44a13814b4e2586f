"""Tests that a routine keeps its time when the sound fails, and regains the sound."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support import pulse
from support.pulse import Pulse
from support.steady import keeps_time, led, without_sound
from support.tried import tried

from cramp_timer.audio.player.backends import installed_backends

pytestmark = [pytest.mark.long, pytest.mark.terminal]
real_audio = pytest.mark.skipif(pulse.missing() is not None, reason=pulse.missing() or "")
REPS = 7
SILENCE = "going on in silence"


def goes_and_comes_back(
    server: Pulse,
    folder: Path,
    go: Callable[[], object],
    come_back: Callable[[], object],
    gone: str = SILENCE,
) -> None:
    """Interrupt the sound during a routine; check that it is heard again before the end."""
    program = led(folder, REPS, "--volume", "100", first_time=True)
    program.wait_for(f"Sound: {installed_backends()[0]}.")
    go()
    program.wait_for(gone)
    come_back()
    with server.recording() as recording:
        recording.wait_for_sound()
    keeps_time(program, REPS, first=REPS)


@real_audio
@pytest.mark.audio
@tried(
    "the sound server is killed and started again",
    "the routine keeps its time and says that it goes on in silence; sound is back by itself",
)
def test_a_routine_keeps_its_time_and_regains_sound_after_a_sound_server_restart(
    server: Pulse, tmp_path: Path
) -> None:
    goes_and_comes_back(server, tmp_path, server.stop, server.start)


@real_audio
@pytest.mark.audio
@tried(
    "the sound device is unplugged and plugged in again",
    "the routine keeps its time and says that it goes on in silence; sound is back by itself",
)
def test_a_routine_keeps_its_time_and_regains_sound_after_a_device_is_unplugged(
    server: Pulse, tmp_path: Path
) -> None:
    goes_and_comes_back(server, tmp_path, server.unplug, server.plug_in)


@real_audio
@pytest.mark.audio
@tried(
    "the device takes no more sound, and then does again",
    "the routine keeps its time; sound is back by itself",
)
def test_a_routine_keeps_its_time_and_regains_sound_after_a_device_blocks(
    server: Pulse, tmp_path: Path
) -> None:
    goes_and_comes_back(
        server,
        tmp_path,
        lambda: server.ask("suspend-sink", "nul", "1"),
        lambda: server.ask("suspend-sink", "nul", "0"),
        gone="Hold 2",
    )


@tried("there is no sound device at all", "the screen leads and says so, once")
def test_a_routine_without_a_sound_device_keeps_its_time_and_reports_silence_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_sound(tmp_path, monkeypatch)
    program = led(tmp_path, 3)
    keeps_time(program, 3)
    assert program.text().count(SILENCE) == 1


@pytest.fixture
def no_core_is_free() -> Iterator[None]:
    """Run twice as many busy processes as there are cores."""
    count = 2 * (os.cpu_count() or 2)
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    yield
    for each in busy:
        each.kill()
        each.wait()


@pytest.mark.usefixtures("no_core_is_free")
@tried("twice as many busy programs as cores", "the routine keeps its time")
def test_a_routine_keeps_its_time_when_no_processor_core_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_sound(tmp_path, monkeypatch)
    keeps_time(led(tmp_path, 3), 3)
