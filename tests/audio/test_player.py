"""Tests how a player handles its commands, on a device that takes no sound."""

from __future__ import annotations

import io
import json
import os
import threading
import time
from array import array
from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING

import pytest
from support.systems import unix

from cramp_timer.audio.player import main as module
from cramp_timer.audio.player.fork import ForkedPlayer
from cramp_timer.audio.player.main import Player
from cramp_timer.audio.player.mixer import Mixer
from cramp_timer.audio.player.sinks import SINKS
from cramp_timer.audio.player_process import PlayerProcess
from cramp_timer.system.clock import monotonic

if TYPE_CHECKING:
    from cramp_timer.audio.player.sinks import Source

CUE = json.dumps({"notes": [[600.0, "cue.wav", 1.0, 0.0]], "origin": time.monotonic(), "gain": 1.0})


class Device:
    """A device that is open and never asks for a block."""

    source: Source

    def __init__(self, device: str) -> None:
        """Do nothing."""

    def open(self, source: Source) -> None:
        Device.source = source

    def idle_seconds(self) -> float:
        return 0.0

    def close(self) -> None:
        """Do nothing."""


class WithoutBeat(Player):
    """A player that does not end a hanging process, which here would be that of the tests."""

    def _beat(self) -> None:
        """Do nothing."""


def run(monkeypatch: pytest.MonkeyPatch, commands: Iterator[str]) -> None:
    monkeypatch.setitem(SINKS, "none", Device)
    WithoutBeat(io.StringIO()).run("none", "", {}, commands)


def wait_until_quiet(quiet: bool) -> None:
    assert isinstance(Device.source, Mixer)
    end = time.monotonic() + 30.0
    while Device.source.quiet_until(inf) is not quiet:
        assert time.monotonic() < end


def test_a_player_silenced_by_a_missing_parent_sounds_again_when_the_parent_returns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "PARENT_SILENT_SECONDS", 0.05)
    monkeypatch.setattr(module, "BEAT_SECONDS", 0.01)
    monkeypatch.setattr(module, "samples_of", lambda _: array("h", [0]))

    def parent() -> Iterator[str]:
        yield CUE
        wait_until_quiet(True)
        yield "{}"
        wait_until_quiet(False)

    run(monkeypatch, parent())


def test_a_pause_takes_effect_while_a_clip_is_still_loading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loading, let_go = threading.Event(), threading.Event()

    def load(_: str) -> array[int]:
        loading.set()
        assert let_go.wait(30.0)
        return array("h", [0])

    monkeypatch.setattr(module, "samples_of", load)

    def parent() -> Iterator[str]:
        yield CUE
        assert loading.wait(30.0)
        yield '{"origin": null}'
        wait_until_quiet(True)
        let_go.set()

    run(monkeypatch, parent())


@unix
def test_why_a_forked_player_failed_while_its_sound_was_awaited_is_told() -> None:
    answers, other_end = os.pipe()
    _, commands = os.pipe()
    said = r'{"idle": null}\n{"failed": "pipe: no device"}\n'
    words = ["sh", "-c", f"printf '{said}'"]
    sends = [(os.POSIX_SPAWN_DUP2, other_end, 1)]
    pid = os.posix_spawnp("sh", words, os.environ, file_actions=sends)
    os.close(other_end)
    forked = ForkedPlayer("pipe", pid, commands, answers)
    forked.wait_for_sound(10.0)
    player = PlayerProcess("pipe", forked=forked)
    end = monotonic() + 10.0
    while player.failed is None and monotonic() < end:
        time.sleep(0.01)
    player.end(gently=False)
    assert player.trouble(monotonic()) == "pipe: no device"
