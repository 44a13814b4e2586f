"""The Textual application: which screen follows which, themes, and a clean end."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from cramp_timer.awake import kept_awake
from cramp_timer.errors import CrampTimerError
from cramp_timer.freeze import FreezeWatch
from cramp_timer.tui.screens.session import SessionScreen
from cramp_timer.tui.stopped import survive_sigstop
from cramp_timer.tui.themes import THEMES

if TYPE_CHECKING:
    from cramp_timer.audio.speaker import Sound
    from cramp_timer.session import Session
    from cramp_timer.summary import Summary
    from cramp_timer.tui.screens.home import HomeScreen

FAILED, INTERRUPTED = 1, 130
OpenSession = Callable[[str], "Session"]
"""Makes a session out of a routine's name; CrampTimerError where that cannot be."""


class CrampTimerApp(App[None]):
    """The screens around one way to open a session."""

    TITLE = "cramp-timer"
    # It would offer colours that are not made for the night, and cover the routine meanwhile.
    ENABLE_COMMAND_PALETTE = False
    # Either may be the first screen, whose own CSS_PATH Textual would not load.
    CSS_PATH = ["screens/session.tcss", "screens/home.tcss"]  # noqa: RUF012  # Textual's type
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "interrupt", "Leave", show=False, priority=True, id="app.leave"),
        Binding("w", "signs", "Warning signs", id="app.signs"),
        Binding("ctrl+t", "next_theme", "Next colours", show=False, id="app.theme"),
    ]

    def __init__(self, open_session: OpenSession, sound: Sound, routine: str | None = None) -> None:
        """A routine that is named begins at once; otherwise the home screen opens."""
        super().__init__()
        self._open_session = open_session
        self._sound = sound
        self._routine = routine
        self._freeze = FreezeWatch()
        self._awake = ExitStack()
        self.summaries: list[Summary] = []
        """What was done, one a run."""
        self.error: CrampTimerError | None = None
        """Why the app ended, where a routine or the sound pack could not be used."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def get_default_screen(self) -> Screen[None]:
        """The first screen; it lies under all others."""
        if self._routine is not None:
            return self._session_screen(self._routine)
        from cramp_timer import library
        from cramp_timer.tui.screens.home import HomeScreen

        return HomeScreen({name: library.load(name) for name in library.names()})

    def on_mount(self) -> None:
        """Watch for sleep, and end cleanly on any signal that asks for an end."""
        self._freeze.open()
        if self._driver is not None:
            survive_sigstop(self._driver)
        loop = asyncio.get_running_loop()
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            # Windows has neither all of these nor this way to hear of them.
            with suppress(AttributeError, NotImplementedError):
                if signal.getsignal(getattr(signal, name)) is signal.SIG_IGN:
                    continue  # as under nohup
                loop.add_signal_handler(getattr(signal, name), self.action_interrupt)

    def on_unmount(self) -> None:
        """Let go of the machine, however the app ends."""
        self._awake.close()
        self._freeze.close()

    # By name, since the class is not imported before it is needed.
    def on_home_screen_chosen(self, event: HomeScreen.Chosen) -> None:
        """Lead through the routine that was chosen, over the home screen."""
        self.push_screen(self._session_screen(event.name))

    def _session_screen(self, routine: str) -> SessionScreen:
        self._awake.enter_context(kept_awake())
        return SessionScreen(partial(self._session, routine), self._freeze)

    def _session(self, routine: str) -> Session | None:
        try:
            return self._open_session(routine)
        except CrampTimerError as error:
            self.error = error
            self.exit(return_code=FAILED)
            return None

    @on(SessionScreen.Over)
    def sum_up(self, event: SessionScreen.Over) -> None:
        """A run is over: let the machine sleep again, and say what was done."""
        from cramp_timer.tui.screens.summary import SummaryScreen

        self._awake.close()
        self.summaries.append(event.summary)
        if self._routine is None:
            self.switch_screen(SummaryScreen(event.summary))
        else:  # the first screen cannot be switched away
            self.push_screen(SummaryScreen(event.summary))

    def action_close_summary(self) -> None:
        """Back to the home screen, or leave if there was none."""
        if self._routine is None:
            self.pop_screen()
        else:
            self.exit()

    def action_leave(self) -> None:
        """Leave from the home screen."""
        self.exit()

    def action_interrupt(self) -> None:
        """Leave at once, wherever we are."""
        self._sound.silence()
        self.exit(return_code=INTERRUPTED)

    def action_signs(self) -> None:
        """The warning signs, over whatever is shown; the routine goes on."""
        from cramp_timer.guide.texts import signs_lines

        self._read(signs_lines())

    def action_guide(self) -> None:
        """The ways against cramps, and what is known of each."""
        from cramp_timer.guide.texts import guide_lines

        self._read(guide_lines())

    def _read(self, lines: Iterable[str]) -> None:
        from cramp_timer.tui.screens.reading import ReadingScreen

        if not isinstance(self.screen, ReadingScreen):
            self.push_screen(ReadingScreen(lines))

    def action_next_theme(self) -> None:
        """Night, day, high contrast, and round again."""
        names = [theme.name for theme in THEMES]
        place = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(place + 1) % len(names)]
