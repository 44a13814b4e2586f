"""The app with a fake clock and recorded sound."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from support.clock import FakeClock
from support.sound import RecordingSpeaker
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot

from cramp_timer import library
from cramp_timer.audio.pack import Pack
from cramp_timer.engine import BREATH_SECONDS
from cramp_timer.session import Session
from cramp_timer.tui.app import CrampTimerApp
from cramp_timer.tui.screens.session import SessionScreen


@dataclass
class Stage:
    """Everything around one app."""

    clock: FakeClock
    sound: RecordingSpeaker
    pack: Pack

    def app(self, routine: str | None = None) -> CrampTimerApp:
        return CrampTimerApp(self._open, self.sound, routine)

    def _open(self, name: str) -> Session:
        return Session(library.load(name), self.pack, self.sound, self.clock)

    async def go(self, pilot: Pilot[None], seconds: float) -> None:
        """Let so many seconds of the routine pass and show what is then."""
        self.clock.advance(seconds)
        screen = pilot.app.screen
        if isinstance(screen, SessionScreen):
            screen.pulse()
        await pilot.pause()


@pytest.fixture
def stage(clock: FakeClock, sound: RecordingSpeaker, pack: Pack) -> Stage:
    return Stage(clock, sound, pack)


async def begun(pilot: Pilot[None], stage: Stage) -> SessionScreen:
    """The running session screen, at second zero of the routine."""
    await pilot.pause()
    await pilot.pause()
    await stage.go(pilot, BREATH_SECONDS)
    screen = pilot.app.screen
    assert isinstance(screen, SessionScreen)
    return screen


class SvgExtension(SingleFileSnapshotExtension):
    """Pictures as SVG files."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> Callable[[Pilot[None]], bool]:
    """Whether the screen looks as it did when its picture was stored."""
    stored = snapshot.use_extension(SvgExtension)

    def matches(pilot: Pilot[None]) -> bool:
        svg = pilot.app.export_screenshot(simplify=True)
        return bool(re.sub(r"terminal-\d+", "terminal", svg) == stored)

    return matches
