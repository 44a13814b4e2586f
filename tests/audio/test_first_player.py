"""Tests of the player that speaks the first words where nothing can be forked, as on macOS."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest
from support.pulse import Pulse, missing

from cramp_timer.audio.player import fork
from cramp_timer.audio.player.first_words import first_words_file

pytestmark = [pytest.mark.audio, pytest.mark.skipif(missing() is not None, reason=missing() or "")]


@pytest.fixture(autouse=True)
def macos(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    system = SimpleNamespace(platform="darwin", path=sys.path, executable=sys.executable)
    monkeypatch.setattr(fork, "sys", system)
    return system


def test_a_small_interpreter_speaks_the_first_words(server: Pulse) -> None:
    with server.recording() as recording:
        player = fork.start_player(first_words_file(), 1.0, "auto")
        assert player is not None
        with player.stdin, player.stdout:
            player.wait_for_sound(30.0)
            recording.wait_for_sound()
            assert player.poll() is None
    assert player.wait(30.0) == 0  # nobody speaks to it any more


def test_one_file_starts_no_interpreter_that_it_has_not(macos: SimpleNamespace) -> None:
    macos.frozen = True
    assert fork.start_player(first_words_file(), 1.0, "auto") is None
