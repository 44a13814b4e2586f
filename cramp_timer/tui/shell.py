"""What every screen has: colours, keys, the palette, and what opens over it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widgets import Static

from cramp_timer.audio.output import sound_line
from cramp_timer.audio.score import announced
from cramp_timer.core.engine import BREATH_SECONDS
from cramp_timer.errors import CrampTimerError
from cramp_timer.tui.shown import Shown
from cramp_timer.tui.themes import THEMES
from cramp_timer.tui.widgets.key_bar import Key, KeyBar

if TYPE_CHECKING:
    from cramp_timer.behind import Behind
    from cramp_timer.core.routine import Routine
    from cramp_timer.tui.screens.editor import EditorScreen
    from cramp_timer.tui.screens.home import HomeScreen


SIGNS, GUIDE, ASK_FIRST = "signs", "guide", "ask first"
"""The pages that there are to read, by name."""


class Shell(App[None]):
    """An app without a first screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Where letters are typed into a field, the second key does the same.
        Binding("w,f3", "signs", "Warning signs", id="app.signs"),
        Binding("ctrl+t", "next_theme", "Next colours", show=False, id="app.theme"),
    ]

    def __init__(self, behind: Behind, first: str) -> None:
        """`first` names the first screen's own style sheet, which Textual would not load."""
        super().__init__(css_path=f"screens/{first}.tcss")
        self._behind = behind
        self._theme_was_chosen = False
        self._shown = Shown()
        self.remapped: dict[str, str] = {}
        """What key bars show for actions that were given other keys, by the action."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Those of Textual, and the one that keeps escape sequences from the terminal."""
        return (*super().get_line_filters(), self._shown)

    # By name, since these classes are not imported before they are needed.
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
        if " " in sound.state:
            self._note(f"{sound.state.capitalize()}.")
        else:
            line = sound_line(sound).capitalize()
            self._note(f"A chime, then the voice. {line}, by {sound.state}.")

    def _use_settings(self) -> None:
        """Colours and keys as they are set; what is wrong with the keys is told once."""
        from cramp_timer.tui.keys import shown_keys, usable

        settings = self._behind.settings()
        if settings.theme != self.theme and not self._theme_was_chosen:
            self.theme = settings.theme
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

    def action_signs(self) -> None:
        """The warning signs, over whatever is shown; what runs goes on."""
        from cramp_timer.guide.texts import signs_lines

        if self.screen.name == SIGNS:
            self.pop_screen()
        else:
            self._read(signs_lines(self._behind.settings()), SIGNS)

    def action_guide(self) -> None:
        """The ways against cramps, and what is known of each."""
        from cramp_timer.guide.texts import guide_lines

        if self.screen.name == GUIDE:
            self.pop_screen()
        else:
            self._read(guide_lines(self._behind.settings()), GUIDE)

    def _read(
        self,
        lines: Iterable[str],
        name: str,
        leave: Key | None = None,
        then: Callable[[bool | None], None] | None = None,
    ) -> None:
        from cramp_timer.tui.screens.reading import ReadingScreen

        self.push_screen(ReadingScreen(lines, name, leave), then)

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
