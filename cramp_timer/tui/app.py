"""The Textual application: which screen follows which, themes, and a clean end."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NoReturn

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Static

from cramp_timer.audio.score import announced
from cramp_timer.audio.speaker import sound_line
from cramp_timer.awake import kept_awake
from cramp_timer.engine import BREATH_SECONDS
from cramp_timer.errors import CrampTimerError
from cramp_timer.freeze import FreezeWatch
from cramp_timer.tui.screens.session import SessionScreen
from cramp_timer.tui.stopped import survive_sigstop, when_terminal_is_gone
from cramp_timer.tui.themes import THEMES
from cramp_timer.tui.widgets.key_bar import Key, KeyBar

if TYPE_CHECKING:
    from cramp_timer.behind import Behind
    from cramp_timer.daytime import DayTimer
    from cramp_timer.routine import Routine
    from cramp_timer.session import Session
    from cramp_timer.tui.screens.day import DayScreen
    from cramp_timer.tui.screens.editor import EditorScreen
    from cramp_timer.tui.screens.home import HomeScreen
    from cramp_timer.tui.screens.now import NowScreen

FAILED, INTERRUPTED = 1, 130


class CrampTimerApp(App[None]):
    """The screens, and which follows which."""

    TITLE = "cramp-timer"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "interrupt", "Leave", show=False, priority=True, id="app.leave"),
        Binding("n", "now", "A cramp, now", id="app.now"),
        Binding("w", "signs", "Warning signs", id="app.signs"),
        Binding("ctrl+t", "next_theme", "Next colours", show=False, id="app.theme"),
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
        # The first screen's own style sheet, which Textual would not load; and no other yet.
        first = "now" if now else "day" if day else "home" if routine is None else "session"
        super().__init__(css_path=f"screens/{first}.tcss")
        self._behind = behind
        self._routine = routine
        self._now = now
        self._day = day
        self._freeze = FreezeWatch()
        self._awake = ExitStack()
        self._theme_was_chosen = False
        self.remapped: dict[str, str] = {}
        """What key bars show for actions that were given other keys, by the action."""
        self._keep_awake = True
        self._after_the_cramp: list[Callable[[], None]] = []
        self.last_words: list[str] = []
        """What was done, in sentences for the terminal that is left."""
        self.error: CrampTimerError | None = None
        """Why the app ended, where a routine or the sound pack could not be used."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

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

    def on_home_screen_edit(self, event: HomeScreen.Edit) -> None:
        """Change a routine; a built-in one is copied."""
        from cramp_timer.tui.screens.editor import editor_of

        self.push_screen(editor_of(event.name, self._behind))

    def on_home_screen_export(self, event: HomeScreen.Export) -> None:
        """A routine as a file, with what is remembered of it."""
        self._export(self._behind.changed(event.name), event.name)

    def on_editor_screen_export(self, event: EditorScreen.Export) -> None:
        """What is being edited as a file."""
        self._export(event.routine, event.name)

    def _export(self, routine: Routine, name: str) -> None:
        from cramp_timer.tui.screens.export import ExportScreen

        self.push_screen(ExportScreen(self._behind, routine, name))

    def on_day_screen_flex(self, _: DayScreen.Flex) -> None:
        """A minute of flexes, led, in the middle of the day."""
        if not self._cramps():
            self.push_screen(self._session_screen("day-flex"))

    def on_editor_screen_try(self, event: EditorScreen.Try) -> None:
        """Play what is being edited, as it is now."""
        if not self._cramps():
            self.push_screen(self._session_screen(event.routine))

    def action_settings(self) -> None:
        """The settings, over whatever is shown."""
        from cramp_timer.tui.screens.settings import SettingsScreen

        def use(_: object) -> None:
            self._behind.forget_settings()
            self._use_settings()

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen(), use)

    def action_diary(self) -> None:
        """The nights, and what they say together."""
        from cramp_timer.tui.screens.diary import DiaryScreen

        try:
            self.push_screen(DiaryScreen(self._behind.diary(), self._behind.now))
        except CrampTimerError as error:
            self._note(f"{error}.")

    def _note(self, sentence: str) -> None:
        if self.screen.query("#note"):
            self.screen.query_one("#note", Static).update(sentence)

    def action_sound_check(self) -> None:
        """Hear a chime and the voice, and read by which library."""
        pack, sound = self._behind.pack(), self._behind.sound
        sound.play(announced(pack, "Hold it."), time.monotonic() + BREATH_SECONDS)
        self._note(f"A chime, then the voice. {sound_line(sound).capitalize()}, by {sound.state}.")

    def _use_settings(self) -> None:
        """Colours and keys as they are set; what is wrong with the keys is told once."""
        from cramp_timer.tui.keys import shown_keys, usable

        settings = self._behind.settings()
        if settings.theme != self.theme and not self._theme_was_chosen:
            self.theme = settings.theme
        self._keep_awake = settings.keep_awake
        used, problems = usable(settings.keys)
        self.set_keymap(used)
        self.remapped = shown_keys(used)
        for bar in self.screen.query(KeyBar):
            bar.refresh()
        self._behind.remarks.extend(each for each in problems if each not in self._behind.remarks)
        if self._behind.remarks:
            self._note(self._behind.remarks[-1])

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything that has a key here, for the command palette."""
        from cramp_timer.tui.keys import commands

        bindings = (active.binding for active in screen.active_bindings.values())
        for description, binding in commands(bindings).items():
            run = partial(self.run_action, binding.action, _namespace(self, screen, binding))
            yield SystemCommand(description, f"Key: {binding.key}", run)

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
        from cramp_timer.guide import asked

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

        def go_on(_: object) -> None:
            asked.remember()
            self._begin(event.screen)

        self._read(ask_first_lines(), Key("enter", "begin", "screen.dismiss"), go_on)

    def _begin(self, screen: SessionScreen) -> None:
        if self._keep_awake:
            self._awake.enter_context(kept_awake())
        screen.begin()

    @on(SessionScreen.Over)
    def sum_up(self, event: SessionScreen.Over) -> None:
        """A run is over: let the machine sleep again, and say what was done."""
        from cramp_timer.summary import sentences
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
            while self.screen is not cramps[-1]:
                self.pop_screen()
            cramps[-1].again(self._behind.coach)
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

    def action_signs(self) -> None:
        """The warning signs, over whatever is shown; what runs goes on."""
        from cramp_timer.guide.texts import signs_lines

        self._read(signs_lines(self._behind.settings()))

    def action_guide(self) -> None:
        """The ways against cramps, and what is known of each."""
        from cramp_timer.guide.texts import guide_lines

        self._read(guide_lines())

    def _read(
        self,
        lines: Iterable[str],
        leave: Key | None = None,
        then: Callable[[object], None] | None = None,
    ) -> None:
        from cramp_timer.tui.screens.reading import ReadingScreen

        if not isinstance(self.screen, ReadingScreen):
            self.push_screen(ReadingScreen(lines, leave), then)

    def action_next_theme(self) -> None:
        """Night, day, high contrast, and round again."""
        self._theme_was_chosen = True
        names = [theme.name for theme in THEMES]
        place = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(place + 1) % len(names)]


def _namespace(app: App[None], screen: Screen[object], binding: Binding) -> DOMNode:
    """Whose action it is: the screen's, or else the app's."""
    name = binding.action.split("(")[0].removeprefix("screen.")
    return screen if hasattr(screen, f"action_{name}") else app
