"""The app with a fake clock and recorded sound."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.clock import FakeClock
from support.record import WrittenDown
from support.sound import RecordingSpeaker
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot
from textual.widgets import Input, Static

from cramp_timer.audio.voice.pack import Pack
from cramp_timer.coach import Coach
from cramp_timer.commands.exporting import exported
from cramp_timer.core.engine import BREATH_SECONDS
from cramp_timer.core.episode import Episode
from cramp_timer.core.routine import Routine
from cramp_timer.diary.storage.store import Store
from cramp_timer.guide import safety_notice as asked
from cramp_timer.guide.texts import advice
from cramp_timer.library import catalog as library
from cramp_timer.session import Session
from cramp_timer.settings import Settings, read_settings
from cramp_timer.system.paths import config_folder, data_folder
from cramp_timer.tui.app import CrampTimerApp
from cramp_timer.tui.screens import now
from cramp_timer.tui.screens.now import NowScreen
from cramp_timer.tui.screens.session import SessionScreen
from cramp_timer.tui.widgets.form import Row

STARTED = datetime(2026, 11, 23, 3, 10, tzinfo=UTC)


@dataclass
class Stage:
    """Everything around one app, and what lies behind its screens."""

    clock: FakeClock
    sound: RecordingSpeaker
    sounds: Pack
    record: WrittenDown = field(default_factory=WrittenDown)
    set: Settings = field(default_factory=Settings)
    spoken: list[Routine] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    store: Store | None = None
    time_of_day: datetime = datetime(2026, 11, 23, 22, 15, tzinfo=UTC)

    def app(self, routine: str | None = None, *, now: bool = False) -> CrampTimerApp:
        asked.remember()  # what is shown before the first routine ever has a test of its own
        return CrampTimerApp(self, routine=routine, now=now)

    def session(self, chosen: str | Routine) -> Session:
        made = library.load(chosen) if isinstance(chosen, str) else chosen
        return Session(made, self.sounds, self.sound, self.clock)

    def pack(self) -> Pack:
        return self.sounds

    def speak(self, made: Routine) -> list[str]:
        self.spoken.append(made)
        return []

    def close(self) -> None:
        self.sound.close()

    def diary(self) -> Store:
        if self.store is None:
            self.store = Store(data_folder())
        return self.store

    def changed(self, name: str) -> Routine:
        return library.load(name)

    def exported(self, made: Routine, file: Path, *, force: bool) -> Generator[float]:
        return exported(made, file, self.set, force=force)

    def let_go(self) -> None:
        self.sound.state = "let go"

    def now(self) -> datetime:
        return self.time_of_day

    def forget_settings(self) -> None:
        self.set = read_settings(config_folder())[0]

    def coach(self, *, first: bool = False) -> Coach:
        episode = Episode(
            advice(), self.sounds, self.clock, self.clock.now, pregnant=self.set.pregnant
        )
        return Coach(episode, self.sounds, self.sound, self.record, STARTED, soon=first)

    def settings(self) -> Settings:
        return self.set

    async def go(self, pilot: Pilot[None], seconds: float) -> None:
        """Let so many seconds of the routine pass and show what is then."""
        self.clock.advance(seconds)
        screen = pilot.app.screen
        if isinstance(screen, SessionScreen | NowScreen):
            screen.pulse()
        await pilot.pause()


@pytest.fixture(autouse=True)
def listening(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys count at once; what is deaf, and for how long, has tests of its own."""
    monkeypatch.setattr(now, "DEAF_SECONDS", 0.0)
    monkeypatch.setattr(now, "STILL_DEAF_SECONDS", 0.0)


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


async def struck(pilot: Pilot[None]) -> NowScreen:
    """The screen of a cramp, painted and begun."""
    await pilot.pause()
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, NowScreen)
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
    (row,) = [row for row in pilot.app.screen.query(Row) if row.field.label == label]
    row.query_one(Input).focus()
    await pilot.pause()
    await pilot.press("ctrl+u", *text)
    await pilot.pause()


def note(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#note", Static).content)


def title(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#title", Static).content)
