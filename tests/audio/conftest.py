"""A real sound server for each test that wants one, and what plays on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.clicks import GAPS, clicking_pack
from support.pulse import Pulse
from support.speakers import NewSpeaker, installed

from cramp_timer.audio.score import Score, TimedClip
from cramp_timer.audio.speaker import Speaker


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pulse]:
    made = Pulse(tmp_path / "pulse")
    made.start()
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    yield made
    made.stop()


@pytest.fixture
def new_speaker() -> Iterator[NewSpeaker]:
    """Make speakers that are closed however the test ends: one left over plays into the next."""
    made: list[Speaker] = []

    def new(backend: str) -> Speaker:
        made.append(Speaker((backend,)))
        return made[-1]

    yield new
    for speaker in made:
        speaker.close()


@pytest.fixture(params=["simpleaudio", "miniaudio", "pipe"])
def speaker(request: pytest.FixtureRequest) -> Iterator[Speaker]:
    installed(request.param)
    made = Speaker((request.param,))
    made.volume = 100
    made.open()
    yield made
    made.close()


@pytest.fixture
def clicks(tmp_path: Path) -> Score:
    pack = clicking_pack(tmp_path / "clicks")
    clip = pack.voice("One.")
    assert clip is not None
    return tuple(TimedClip(at, str(pack.folder / clip.name)) for at in GAPS)
