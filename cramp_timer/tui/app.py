"""The Textual application: which screen follows which, themes, and a clean end."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from cramp_timer import library
from cramp_timer.audio.pack import Pack
from cramp_timer.audio.speaker import Sound
from cramp_timer.awake import kept_awake
from cramp_timer.engine import Clock
from cramp_timer.freeze import FreezeWatch
from cramp_timer.routine import Routine
from cramp_timer.session import Session, Summary
from cramp_timer.tui.screens.home import HomeScreen
from cramp_timer.tui.screens.session import SessionScreen
from cramp_timer.tui.screens.summary import SummaryScreen
from cramp_timer.tui.themes import THEMES

INTERRUPTED = 130


class CrampTimerApp(App[None]):
    """The screens around one source of sound and one clock."""

    TITLE = "cramp-timer"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "interrupt", "Leave", show=False, priority=True, id="app.leave"),
        Binding("ctrl+t", "next_theme", "Next colours", show=False, id="app.theme"),
    ]

    def __init__(
        self,
        *,
        sound: Sound,
        pack: Pack,
        clock: Clock,
        prepare: Callable[[], Routine] | None = None,
    ) -> None:
        """With `prepare` that routine begins at once, without it the home screen opens."""
        super().__init__()
        self._sound = sound
        self._pack = pack
        self._clock = clock
        self._prepare = prepare
        self._freeze = FreezeWatch()
        self.summaries: list[Summary] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    async def on_mount(self) -> None:
        """Open the first screen."""
        self._freeze.open()
        self._leave_on_signals()
        if self._prepare is None:
            self.run_worker(self._home())
        else:
            self.run_worker(self._one_run(self._prepare()))

    def _leave_on_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                loop.add_signal_handler(getattr(signal, name), self.action_interrupt)

    async def _home(self) -> None:
        routines = {name: library.load(name) for name in library.names()}
        while True:
            name = await self.push_screen_wait(HomeScreen(routines))
            await self._run(routines[name])

    async def _one_run(self, routine: Routine) -> None:
        await self._run(routine)
        self.exit()

    async def _run(self, routine: Routine) -> None:
        session = Session(routine, self._pack, self._sound, self._clock)
        with kept_awake():
            summary = await self.push_screen_wait(SessionScreen(session, self._freeze))
        self.summaries.append(summary)
        await self.push_screen_wait(SummaryScreen(summary))

    def action_leave(self) -> None:
        """Leave from the home screen."""
        self.exit()

    def action_interrupt(self) -> None:
        """Leave at once, wherever we are."""
        self._sound.silence()
        self.exit(return_code=INTERRUPTED)

    def action_next_theme(self) -> None:
        """Night, day, high contrast, and round again."""
        names = [theme.name for theme in THEMES]
        place = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(place + 1) % len(names)]
