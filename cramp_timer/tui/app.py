"""The Textual application: which screen follows which, and a clean end."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NoReturn

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import Screen

from cramp_timer.errors import CrampTimerError
from cramp_timer.system.keep_awake import kept_awake
from cramp_timer.system.suspend import FreezeWatch
from cramp_timer.tui.screens.session import SessionScreen
from cramp_timer.tui.shell import ASK_FIRST, SIGNS, Shell
from cramp_timer.tui.stopped import survive_sigstop, when_terminal_is_gone
from cramp_timer.tui.widgets.key_bar import Key

if TYPE_CHECKING:
    from cramp_timer.behind import Behind
    from cramp_timer.core.day_cycle import DayTimer
    from cramp_timer.core.routine import Routine
    from cramp_timer.session import Session
    from cramp_timer.tui.screens.day import DayScreen
    from cramp_timer.tui.screens.editor import EditorScreen
    from cramp_timer.tui.screens.home import HomeScreen
    from cramp_timer.tui.screens.now import NowScreen

FAILED, INTERRUPTED = 1, 130


class CrampTimerApp(Shell):
    """The screens, and which follows which."""

    TITLE = "cramp-timer"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "interrupt", "Leave", show=False, priority=True, id="app.leave"),
        Binding("n,f2", "now", "A cramp, now", id="app.now"),
    ]

    def __init__(
        self,
        behind: Behind,
        *,
        routine: str | None = None,
        now: bool = False,
        day: DayTimer | None = None,
    ) -> None:
        """A routine that is named, a cramp now, or the day begin at once; otherwise home opens."""
        first = "now" if now else "day" if day else "home" if routine is None else "session"
        super().__init__(behind, first)
        self._routine = routine
        self._now = now
        self._day = day
        self._freeze = FreezeWatch()
        self._awake = ExitStack()
        self._after_the_cramp: list[Callable[[], None]] = []
        self.last_words: list[str] = []
        """What was done, in sentences for the terminal that is left."""
        self.error: CrampTimerError | None = None
        """Why the app ended, where a routine or the sound pack could not be used."""

    def get_default_screen(self) -> Screen[None]:
        """The first screen; it lies under all others."""
        if self._now:
            return self._now_screen(first=True)
        if self._routine is not None:
            return self._session_screen(self._routine)
        if self._day is not None:
            from cramp_timer.tui.screens.day import DayScreen

            return DayScreen(self._behind, self._day)
        from cramp_timer.tui.screens.home import HomeScreen

        return HomeScreen(self._behind)

    def on_mount(self) -> None:
        """Watch for sleep, and end cleanly on any signal that asks for an end."""
        if self._routine is None and not self._now:
            self.call_after_refresh(self._use_settings)
        if self._driver is not None:
            survive_sigstop(self._driver)
            when_terminal_is_gone(self._driver, self._end_without_terminal)
        loop = asyncio.get_running_loop()
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            # Windows has neither all of these nor this way to hear of them.
            with suppress(AttributeError, NotImplementedError):
                if signal.getsignal(getattr(signal, name)) is signal.SIG_IGN:
                    continue  # as under nohup
                loop.add_signal_handler(getattr(signal, name), self.action_interrupt)

    def _end_without_terminal(self) -> NoReturn:
        """From another thread, since this one may wait for the terminal forever."""
        for cramp in self._cramps():
            cramp.leave()
        self._behind.close()
        os._exit(INTERRUPTED)

    def on_unmount(self) -> None:
        """Let go of the machine, however the app ends."""
        self._awake.close()
        self._freeze.close()
        if hasattr(signal, "SIGCONT"):  # a terminal that is gone must not be opened again
            signal.signal(signal.SIGCONT, signal.SIG_IGN)

    # By name, since the class is not imported before it is needed.
    def on_home_screen_chosen(self, event: HomeScreen.Chosen) -> None:
        """Lead through the routine that was chosen, over the home screen."""
        if not self._cramps():  # which may have struck since
            self.push_screen(self._session_screen(event.name))

    def on_day_screen_flex(self, _: DayScreen.Flex) -> None:
        """A minute of flexes, led, in the middle of the day."""
        if not self._cramps():
            self.push_screen(self._session_screen("day-flex"))

    def on_editor_screen_try(self, event: EditorScreen.Try) -> None:
        """Play what is being edited, as it is now."""
        if not self._cramps():
            self.push_screen(self._session_screen(event.routine))

    def _session_screen(self, routine: str | Routine) -> SessionScreen:
        self._freeze.open()
        return SessionScreen(partial(self._session, routine), self._freeze)

    def _session(self, routine: str | Routine) -> Session | None:
        try:
            return self._behind.session(routine)
        except CrampTimerError as error:
            self.error = error
            self.exit(return_code=FAILED)
            return None

    @on(SessionScreen.Painted)
    def begin_session(self, event: SessionScreen.Painted) -> None:
        """Begin; before the first routine ever, show who should ask first."""
        from cramp_timer.guide import safety_notice as asked

        if self._cramps():
            self._after_the_cramp.append(partial(self.begin_session, event))
            return
        if not event.screen.open():
            return
        self._use_settings()
        if asked.is_told():
            self._begin(event.screen)
            return

        from cramp_timer.guide.texts import ask_first_lines

        def go_on(wanted: bool | None) -> None:
            if wanted:
                asked.remember()
                self._begin(event.screen)
            elif self._routine is None:
                self.pop_screen()
            else:
                self.exit()

        begin = Key("enter", "begin", "screen.dismiss(True)")
        self._read(ask_first_lines(), ASK_FIRST, begin, go_on)

    def _begin(self, screen: SessionScreen) -> None:
        if self._behind.settings().keep_awake:
            self._awake.enter_context(kept_awake())
        screen.begin()

    @on(SessionScreen.Over)
    def sum_up(self, event: SessionScreen.Over) -> None:
        """A run is over: let the machine sleep again, and say what was done."""
        from cramp_timer.core.summary import sentences
        from cramp_timer.tui.screens.summary import SummaryScreen

        if self._cramps():
            self._after_the_cramp.append(partial(self.sum_up, event))
            return
        self._awake.close()
        self.last_words += sentences(event.summary)
        if self._day is not None:  # nobody may be there to press a key
            self.pop_screen()
        elif self._routine is None:
            self.switch_screen(SummaryScreen(event.summary))
        else:  # the first screen cannot be switched away
            self.push_screen(SummaryScreen(event.summary))

    def action_close_summary(self) -> None:
        """Back to the home screen, or leave if there was none."""
        if self._routine is None:
            self.pop_screen()
        else:
            self.exit()

    def action_now(self) -> None:
        """A cramp: lead through it over whatever is shown; a routine waits meanwhile."""
        if cramps := self._cramps():
            if self.screen is cramps[-1]:
                cramps[-1].again(self._behind.coach)
            while self.screen is not cramps[-1]:
                self.pop_screen()
            return
        for screen in self.screen_stack:
            if isinstance(screen, SessionScreen):
                screen.wait()
        self.push_screen(self._now_screen(first=False))

    def _cramps(self) -> list[NowScreen]:
        from cramp_timer.tui.screens.now import NowScreen

        return [screen for screen in self.screen_stack if isinstance(screen, NowScreen)]

    def _now_screen(self, *, first: bool) -> NowScreen:
        from cramp_timer.tui.screens.now import NowScreen

        self._freeze.open()
        self._awake.enter_context(kept_awake())
        return NowScreen(partial(self._behind.coach, first=first), self._freeze)

    def on_now_screen_late(self, _: NowScreen.Late) -> None:
        """It has not eased: the warning signs, unasked."""
        if self.screen.name != SIGNS:
            self.action_signs()

    def on_now_screen_over(self, event: NowScreen.Over) -> None:
        """A cramp has been led through: back to what was there before it."""
        self.last_words.append(event.sentence)
        if not any(isinstance(screen, SessionScreen) for screen in self.screen_stack):
            self._awake.close()
        if self._now:
            self.exit()
            return
        self.pop_screen()
        waiting, self._after_the_cramp = self._after_the_cramp, []
        for each in waiting:
            each()

    def action_leave(self) -> None:
        """Leave from the home screen."""
        self.exit()

    def action_interrupt(self) -> None:
        """Leave at once, wherever we are."""
        for cramp in self._cramps():
            self.last_words.append(cramp.leave())
        self._behind.sound.silence()
        self.exit(return_code=INTERRUPTED)
