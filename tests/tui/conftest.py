"""The app on its real services, with a fake clock, recorded sound and a recorder in memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from support.clock import FakeClock
from support.record import MemoryRecorder
from support.sound import RecordingSpeaker
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual import constants
from textual.pilot import Pilot
from textual.widgets import Input, Static

from cramp_timer.audio.player.first_words import has_pack
from cramp_timer.audio.voice.pack import Pack, built_in_folder
from cramp_timer.audio.voice.speech import Speech
from cramp_timer.core.engine import BREATH_SECONDS
from cramp_timer.diary.storage.store import Store
from cramp_timer.guide import safety_notice
from cramp_timer.sessions.services import Services
from cramp_timer.settings import write_setting
from cramp_timer.system import suspend
from cramp_timer.tui.app import CrampTimerApp
from cramp_timer.tui.screens import cramp as cramp_screen
from cramp_timer.tui.screens.cramp import CrampScreen
from cramp_timer.tui.screens.session import SessionScreen
from cramp_timer.tui.widgets.form import Row
from cramp_timer.tui.widgets.key_bar import KeyBar

EVENING = datetime(2026, 11, 23, 22, 15, tzinfo=UTC)
STARTED = datetime(2026, 11, 23, 3, 10, tzinfo=UTC)
"""When a cramp begins that the app is started for."""


class NoSpeech(Speech):
    """Speech that is asked for, and never made."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.calls = 0

    def make(self, phrases: Iterable[str]) -> list[str]:
        self.calls += 1
        return []

    def make_within(self, phrases: Iterable[str], seconds: float) -> None:
        """Nothing is made while a person waits."""


class Stage:
    """The services of one app, and what they were asked for."""

    def __init__(self, clock: FakeClock, sound: RecordingSpeaker, folder: Path) -> None:
        self.clock = clock
        self.sound = sound
        self.record = MemoryRecorder()
        self.speech = NoSpeech(folder)
        self.pack = Pack(built_in_folder(), clips=has_pack(), speech=self.speech)
        self.time_of_day = EVENING
        self.services = Services(
            clock=clock, now=lambda: self.time_of_day, make_output=lambda: sound, pack=self.pack,
            recorder=self.record,
        )  # fmt: skip

    def app(
        self, routine: str | None = None, *, cramp: bool = False, day: bool = False
    ) -> CrampTimerApp:
        """The app; what is shown before the first routine ever has tests of its own."""
        safety_notice.mark_shown()
        if cramp:
            self.time_of_day = STARTED
        session = self.services.day_session() if day else None
        return CrampTimerApp(self.services, routine=routine, cramp=cramp, day=session)

    def set(self, **settings: Any) -> None:
        """Change settings, as their screen does."""
        for name, value in settings.items():
            write_setting(name, value)
        self.services.reload_settings()

    def diary(self) -> Store:
        return self.services.diary()

    async def go(self, pilot: Pilot[None], seconds: float) -> None:
        """Let so many seconds pass, and show what is then."""
        self.clock.advance(seconds)
        screen = pilot.app.screen
        if isinstance(screen, SessionScreen | CrampScreen):
            screen.pulse()
        await pilot.pause()


@pytest.fixture(autouse=True)
def awake(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine that lets nothing run for seconds has not slept; what a sleep does is told."""
    monkeypatch.setattr(suspend, "SUSPENDED_SECONDS", float("inf"))


@pytest.fixture(autouse=True)
def listening(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys count at once; when they do not has tests of its own."""
    monkeypatch.setattr(cramp_screen, "DEAF_SECONDS", 0.0)
    monkeypatch.setattr(cramp_screen, "STILL_DEAF_SECONDS", 0.0)


@pytest.fixture(autouse=True)
def sixteen_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures do not depend on the terminal that the tests are started from."""
    monkeypatch.setattr(constants, "COLOR_SYSTEM", "standard")


@pytest.fixture
def stage(clock: FakeClock, sound: RecordingSpeaker, tmp_path: Path) -> Stage:
    return Stage(clock, sound, tmp_path / "speech")


async def begun(pilot: Pilot[None], stage: Stage) -> SessionScreen:
    """The running session screen, at second zero of the routine."""
    await pilot.pause()
    await pilot.pause()
    await stage.go(pilot, BREATH_SECONDS)
    screen = pilot.app.screen
    assert isinstance(screen, SessionScreen)
    return screen


async def struck(pilot: Pilot[None]) -> CrampScreen:
    """The screen of a cramp, painted and begun."""
    await pilot.pause()
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, CrampScreen)
    return screen


class SvgExtension(SingleFileSnapshotExtension):
    """Pictures as SVG files."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> Callable[[Pilot[None]], bool]:
    """Whether the screen looks as it did when its picture was stored."""
    stored = snapshot.use_extension(SvgExtension)
    return lambda pilot: bool(svg_of(pilot, "terminal") == stored)


def svg_of(pilot: Pilot[None], name: str) -> str:
    """The screen as it is now; the name is in every class, so that pictures can be put together."""
    drawn = re.sub(r"terminal-\d+", name, pilot.app.export_screenshot(simplify=True))
    return re.sub(r"@font-face {.*?}\s*", "", drawn, flags=re.DOTALL)  # which a browser would fetch


async def type_into(pilot: Pilot[None], label: str, text: str) -> None:
    """Put words into a field, as a person who selects and types does."""
    for _ in range(10):  # a form is built anew after a choice, which takes some turns of the loop
        if rows := [row for row in pilot.app.screen.query(Row) if row.field.label == label]:
            break
        await pilot.pause()
    (row,) = rows
    row.query_one(Input).focus()
    await pilot.pause()
    await pilot.press("ctrl+u", *text)
    await pilot.pause()


def note(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#note", Static).content)


def title(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#title", Static).content)


def keys(pilot: Pilot[None]) -> str:
    """The key bar at the bottom, as it is read."""
    return str(pilot.app.screen.query(KeyBar).last().render())
