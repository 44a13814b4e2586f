"""The Textual application: which screen follows which, and a clean end."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NoReturn

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import Screen

from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.system.interrupt import INTERRUPTED
from cramp_timer.system.keep_awake import keep_awake
from cramp_timer.system.suspend import SuspendWatch
from cramp_timer.tui.app_base import ASK_FIRST, SIGNS, AppBase
from cramp_timer.tui.bindings import key
from cramp_timer.tui.first_frame import keep_first_frame
from cramp_timer.tui.lifecycle import survive_sigstop, when_asked_to_end, when_terminal_is_gone
from cramp_timer.tui.screens.session import SessionScreen

if TYPE_CHECKING:
    from cramp_timer.core.routine import Routine
    from cramp_timer.sessions.cramp_session import CrampSession
    from cramp_timer.sessions.day_session import DaySession
    from cramp_timer.sessions.routine_session import RoutineSession
    from cramp_timer.sessions.services import Services
    from cramp_timer.tui.screens.cramp import CrampScreen
    from cramp_timer.tui.screens.day import DayScreen
    from cramp_timer.tui.screens.editor import EditorScreen
    from cramp_timer.tui.screens.home import HomeScreen

FAILED = 1
SETTLED_SECONDS = 0.3
"""When the first picture is whole, and usually no second has passed on it."""


class CrampTimerApp(AppBase):
    """The screens, and which follows which."""

    TITLE = "cramp-timer"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+c,ctrl+q", "interrupt", "leave", show=False, priority=True, tooltip=_("Leave"),
            id="app.leave",
        ),
        key("n,f2", "cramp", "cramp", "A cramp, now", "app.now"),
    ]  # fmt: skip

    def __init__(
        self,
        services: Services,
        *,
        routine: str | None = None,
        cramp: bool = False,
        day: DaySession | None = None,
    ) -> None:
        """A routine, a cramp, or the day begin at once; otherwise home opens.

        An empty name is the routine that is right for the person, once the questions are answered.
        """
        first = "cramp" if cramp else "day" if day else "home" if routine is None else "session"
        super().__init__(services, first)
        self._routine = routine
        self._begins_with_cramp = cramp
        self._day = day
        self._suspend_watch = SuspendWatch()
        self._awake = ExitStack()
        self._after_the_cramp: list[Callable[[], None]] = []
        self.last_words: list[str] = []
        """What was done, in sentences to print when the app has ended."""
        self.error: CrampTimerError | None = None
        """Why the app ended, where a routine or the sound pack could not be used."""

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen, which lies under all others."""
        if self._begins_with_cramp:
            return self._cramp_screen(first=True)
        if self._routine is not None:
            self._suspend_watch.open()
            return SessionScreen(self._open_first, self._suspend_watch)
        if self._day is not None:
            from cramp_timer.tui.screens.day import DayScreen

            return DayScreen(self.services, self._day)
        from cramp_timer.tui.screens.home import HomeScreen

        return HomeScreen(self.services)

    def on_load(self) -> None:
        """Prepare for signals that ask for an end, before the terminal is taken over."""
        when_asked_to_end(self.action_interrupt)

    def on_mount(self) -> None:
        """Prepare for sleep, and for a lost terminal."""
        if self._routine is None and not self._begins_with_cramp:
            self.call_after_refresh(self.apply_settings)
        # It is off since the start of the process, for a quicker first frame.
        self.call_after_refresh(gc.enable)
        self.set_timer(SETTLED_SECONDS, self._keep_first_picture)
        if self._day is not None:
            self.call_after_refresh(self._ask_before_the_day)
        if self._driver is not None:
            survive_sigstop(self._driver)
            when_terminal_is_gone(self._driver, self._end_without_terminal)

    def _keep_first_picture(self) -> None:
        """Keep what is shown first, and only then ask for pixels: the picture is in cells."""
        if self._driver is None or self.is_headless or not self._screen_stack:
            return
        if keep_first_frame(self, self._routine):
            self.ask_for_pixels()
        else:  # the machine is slow, or busy
            self.set_timer(SETTLED_SECONDS, self._keep_first_picture)

    def _end_without_terminal(self) -> NoReturn:
        """End from another thread, since this one may wait for the terminal forever."""
        for cramp in self._cramps():
            cramp.leave()
        self.services.close()
        os._exit(INTERRUPTED)

    def on_unmount(self) -> None:
        """Let the machine sleep again, however the app ends."""
        self._awake.close()
        self._suspend_watch.close()
        if hasattr(signal, "SIGCONT"):  # a terminal that is gone must not be opened again
            signal.signal(signal.SIGCONT, signal.SIG_IGN)

    # By name, since the class is not imported before it is needed.
    def on_home_screen_routine_chosen(self, event: HomeScreen.RoutineChosen) -> None:
        """Lead through the routine that was chosen, over the home screen."""
        if not self._cramps():  # which may have struck since
            load = partial(self.services.checked, event.routine, event.name)
            self.push_screen(self._session_screen(load, event.name))

    def on_day_screen_flex_requested(self, _: DayScreen.FlexRequested) -> None:
        """Lead through a minute of flexes in the middle of the day."""
        from cramp_timer.sessions.day_session import FLEX_ROUTINE

        if not self._cramps():
            screen = self._session_screen(partial(self._load, FLEX_ROUTINE), FLEX_ROUTINE)
            self.push_screen(screen)

    def _ask_before_the_day(self) -> None:
        """Show who should ask first while somebody is there, and not before the first flex."""
        self._ask_first(lambda: None, self.exit)

    def _ask_first(self, begin: Callable[[], object], leave: Callable[[], object]) -> None:
        """Show who should ask first, before the first routine ever; then begin, or leave."""
        from cramp_timer.guide import safety_notice
        from cramp_timer.tui.screens.ask_first import AskFirstScreen

        def go_on(wanted: bool | None) -> None:
            if wanted:
                safety_notice.mark_shown()
            begin() if wanted else leave()

        if not safety_notice.was_shown():
            self.push_screen(AskFirstScreen(self.services, ASK_FIRST), go_on)

    def on_editor_screen_trial_requested(self, event: EditorScreen.TrialRequested) -> None:
        """Play what is being edited, as it is now."""
        if not self._cramps():
            self.push_screen(self._session_screen(lambda: event.routine, ""))

    def _open_first(self) -> RoutineSession | None:
        name = self._routine or self.services.default_routine
        return self._open_session(partial(self._load, name), name)

    def _load(self, name: str) -> Routine:
        return self.services.routine(name)

    def _session_screen(self, load: Callable[[], Routine], name: str) -> SessionScreen:
        self._suspend_watch.open()
        return SessionScreen(partial(self._open_session, load, name), self._suspend_watch)

    def _open_session(self, load: Callable[[], Routine], name: str) -> RoutineSession | None:
        try:
            return self.services.routine_session(load(), name)
        except CrampTimerError as error:
            self.error = error
            self.exit(return_code=FAILED)
            return None

    @on(SessionScreen.FirstFramePainted)
    def begin_session(self, event: SessionScreen.FirstFramePainted) -> None:
        """Begin the routine; before the first one ever, show who should ask first."""
        from cramp_timer.guide import safety_notice

        if self._cramps():
            self._after_the_cramp.append(partial(self.begin_session, event))
            return
        if not event.screen.open():
            return
        self.apply_settings()
        if safety_notice.was_shown():
            self._begin(event.screen)
            return

        def begin() -> None:
            if event.screen.open():  # anew, for the answers may ask for another routine
                self._begin(event.screen)

        self._ask_first(begin, self.exit if self._routine is not None else self.pop_screen)

    def _begin(self, screen: SessionScreen) -> None:
        self._keep_awake()
        screen.blank_after = 60.0 * self.services.settings.blank_after
        screen.begin()

    def _keep_awake(self) -> None:
        if self.services.settings.keep_awake:
            self._awake.enter_context(keep_awake())

    def release_output_later(self) -> None:
        """Close the sound device in a minute; by day that is done after each turn."""
        if self._day is None:
            super().release_output_later()

    @on(SessionScreen.SessionFinished)
    def sum_up(self, event: SessionScreen.SessionFinished) -> None:
        """Let the machine sleep again after a run, and show what was done."""
        from cramp_timer.core.summary import sentences
        from cramp_timer.tui.screens.summary import SummaryScreen

        if self._cramps():
            self._after_the_cramp.append(partial(self.sum_up, event))
            return
        self._awake.close()
        self.release_output_later()
        self.last_words += sentences(event.summary)
        if self._day is not None:  # nobody may be there to press a key
            self.pop_screen()
        elif self._routine is None:
            self.switch_screen(SummaryScreen(event.summary))
        else:  # the first screen cannot be switched away
            self.push_screen(SummaryScreen(event.summary))

    def action_close_summary(self) -> None:
        """Go back to the home screen, or leave where there was none."""
        if self._routine is None:
            self.pop_screen()
        else:
            self.exit()

    def action_cramp(self) -> None:
        """Lead through a cramp over whatever is shown; a routine waits meanwhile."""
        if cramps := self._cramps():
            if self.screen is cramps[-1]:
                cramps[-1].again(self._open_cramp)
            while self.screen is not cramps[-1]:
                self.pop_screen()
            return
        for screen in self.screen_stack:
            if isinstance(screen, SessionScreen):
                screen.wait()
        self.push_screen(self._cramp_screen(first=False))

    def _cramps(self) -> list[CrampScreen]:
        from cramp_timer.tui.screens.cramp import CrampScreen

        return [screen for screen in self.screen_stack if isinstance(screen, CrampScreen)]

    def _cramp_screen(self, *, first: bool) -> CrampScreen:
        from cramp_timer.tui.screens.cramp import CrampScreen

        self._suspend_watch.open()
        open_cramp = partial(self._open_cramp, first=first)
        return CrampScreen(open_cramp, self._suspend_watch, self.services.clock)

    def _open_cramp(self, *, first: bool = False) -> CrampSession:
        session = self.services.cramp_session(first=first)
        self.apply_settings()
        self._keep_awake()
        return session

    def action_signs(self) -> None:
        """Show the warning signs; in a cramp they are spoken as well, and the coaching is not."""
        led = [screen for screen in self._cramps() if screen is self.screen]
        super().action_signs()
        for screen in led:
            screen.speak_signs()

    def on_cramp_screen_not_eased(self, _: CrampScreen.NotEased) -> None:
        """Show the warning signs unasked."""
        if self.screen.name != SIGNS:
            self.action_signs()

    def on_cramp_screen_cramp_finished(self, event: CrampScreen.CrampFinished) -> None:
        """Go back to what was there before the cramp."""
        self.last_words.append(event.sentence)
        self.release_output_later()
        if not any(isinstance(screen, SessionScreen) for screen in self.screen_stack):
            self._awake.close()
        if self._begins_with_cramp:
            self.exit()
            return
        self.pop_screen()
        if event.session is not None:
            self._tell_logged(event.session)
        waiting, self._after_the_cramp = self._after_the_cramp, []
        for each in waiting:
            each()

    def _tell_logged(self, session: CrampSession) -> None:
        """Tell that a cramp stands in the diary, and let undo at home take it back."""
        from cramp_timer.tui.screens.home import HomeScreen

        home = [screen for screen in self.screen_stack if isinstance(screen, HomeScreen)]
        for screen in home:
            screen.offer_undo(session.take_back)
        how = _("u takes it back.") if self.screen in home else _("D in the diary deletes it.")
        self.call_after_refresh(self.tell, f"{session.logged}; {how}")

    def action_interrupt(self) -> None:
        """Leave at once from wherever we are."""
        self.when_mounted(self._interrupt)

    def _interrupt(self) -> None:
        if self._is_left:  # asked for twice
            return
        for cramp in self._cramps():
            self.last_words.append(cramp.leave())
        self.services.output.silence()
        self.exit(return_code=INTERRUPTED)
