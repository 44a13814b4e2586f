"""What every screen has: colours, keys, the command palette, and pages that open over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.screen import Screen
from textual.timer import Timer

from cramp_timer.audio.output import is_silent, output_text
from cramp_timer.audio.score import announced
from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _, capital
from cramp_timer.tui.bindings import key
from cramp_timer.tui.control_filter import ControlFilter
from cramp_timer.tui.help import help_lines
from cramp_timer.tui.lifecycle import LeavableApp
from cramp_timer.tui.pixel_terminal import NO_PICTURE, PixelsFound, PixelTerminal
from cramp_timer.tui.screens.guided import GuidedScreen
from cramp_timer.tui.themes import THEMES
from cramp_timer.tui.widgets.note import Note
from cramp_timer.tui.widgets.pose_picture import PosePicture

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver

    from cramp_timer.core.routine import Routine
    from cramp_timer.sessions.services import Services
    from cramp_timer.tui.screens.editor import EditorScreen
    from cramp_timer.tui.screens.home import HomeScreen

SIGNS, GUIDE, ASK_FIRST, HELP = "signs", "guide", _("ask first"), "help"
"""The names of the pages that can be read."""

RELEASE_SECONDS = 60.0
"""How long after the last words the sound device is closed: open, it costs power all night."""
LEAVE_SECONDS = 4.0
"""How long a first esc counts where a second one leaves."""


class AppBase(LeavableApp):
    """An app without a first screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Where letters are typed into a field, the second key does the same.
        key("w,f3", "signs", "signs", "Warning signs", "app.signs"),
        key("question_mark,f1", "help", "help", "All keys of this screen", "app.help"),
        Binding(
            "ctrl+t", "next_theme", "colours", show=False, tooltip=_("Next colours"), id="app.theme"
        ),
    ]

    def __init__(self, services: Services, first: str) -> None:
        """`first` names the first screen's own style sheet, which Textual would not load."""
        super().__init__(css_path=f"screens/{first}.tcss")
        self.services = services
        self.pixel_terminal: PixelTerminal | None = None
        """How the terminal draws pixels, once it has said that it does."""
        self._shows_pixels = False
        self._theme_was_chosen = False
        self._release_timer: Timer | None = None
        self._asked_to_leave_at = float("-inf")
        self._control_filter = ControlFilter()
        for theme in THEMES:
            self.register_theme(theme)
        self._show_theme(services.start_settings.theme)

    def get_driver_class(self) -> type[Driver]:
        """Return Textual's driver, or on a Unix terminal the one that knows keys from answers."""
        chosen = super().get_driver_class()
        if chosen.__module__ != "textual.drivers.linux_driver":
            return chosen
        from cramp_timer.tui.terminal_input import TerminalDriver

        return TerminalDriver

    def ask_for_pixels(self) -> None:
        """Ask the terminal whether it draws pixels, if it can show the colours around them."""
        ask = getattr(self._driver, "ask_for_pixels", None)
        smooth = self.console.color_system in ("truecolor", "256") and not self.no_color
        if ask is not None and smooth:
            ask()

    def on_pixels_found(self, event: PixelsFound) -> None:
        """Draw the figures in pixels from now on."""
        self.pixel_terminal = event.terminal
        for screen in self.screen_stack:
            for picture in screen.query(PosePicture):
                picture.redraw()

    def on_resize(self) -> None:
        """Ask anew, since a cell may have another size as well."""
        if self.pixel_terminal is not None:
            self.ask_for_pixels()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Write what has changed, and pixels over the cells of a figure that were written."""
        super()._display(screen, renderable)
        if self.pixel_terminal is None or self._driver is None:
            return
        pictures = self.screen.query(PosePicture)
        shown = any(picture.paint_pixels(self._driver.write) for picture in pictures)
        if self._shows_pixels and not shown and self.pixel_terminal.protocol == "kitty":
            self._driver.write(NO_PICTURE)
        self._shows_pixels = shown

    def _show_theme(self, name: str) -> None:
        known = [theme.name for theme in THEMES]
        self.theme = name if name in known else known[0]

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters, and the one that keeps escape sequences from the terminal."""
        return (*super().get_line_filters(), self._control_filter)

    # By name, since these classes are not imported before they are needed.
    def on_home_screen_edit_requested(self, event: HomeScreen.EditRequested) -> None:
        """Edit a routine; a built-in one is copied."""
        from cramp_timer.library.draft import draft_of
        from cramp_timer.tui.screens.editor import EditorScreen

        worded = event.routine.worded_for(self.services.settings.profile)
        draft, remark = draft_of(event.name, worded)
        self.push_screen(EditorScreen(draft, self.services, remark))

    def on_home_screen_export_requested(self, event: HomeScreen.ExportRequested) -> None:
        """Write a routine as a file, with what was changed about it."""
        self._export(event.routine, event.name)

    def on_editor_screen_export_requested(self, event: EditorScreen.ExportRequested) -> None:
        """Write what is being edited as a file."""
        self._export(event.routine, event.name)

    def _export(self, routine: Routine, name: str) -> None:
        from cramp_timer.tui.screens.export import ExportScreen

        self.push_screen(ExportScreen(self.services, routine, name))

    def action_settings(self) -> None:
        """Show the settings over the current screen."""
        from cramp_timer.tui.screens.settings import SettingsScreen

        def apply(_: object) -> None:
            self.services.reload_settings()
            self.apply_settings()

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen(), apply)

    def action_diary(self) -> None:
        """Show the nights, and what they say together."""
        from cramp_timer.tui.screens.diary import DiaryScreen

        try:
            screen = DiaryScreen(self.services.diary(), self.services.now)
        except CrampTimerError as error:
            self.tell(f"{error}.")
            return
        self.push_screen(screen)
        self.call_after_refresh(self.tell_remarks)

    def tell(self, sentence: str) -> None:
        """Show a sentence on the current screen, where it has a place for one."""
        for note in self.screen.query(Note):
            note.tell(sentence)

    def tell_remarks(self) -> None:
        """Show what is wrong with the settings or the diary, the last of it."""
        if self.services.remarks:
            self.tell(f"{self.services.remarks[-1]}.")

    def action_sound_check(self) -> None:
        """Play a chime and the voice, and show by which library."""
        pack, output = self.services.pack(), self.services.output
        output.play_when_ready(announced(pack, pack.wording.hold))
        self.release_output_later()
        if is_silent(output.state):
            self.tell(f"{capital(output.state)}.")
        else:
            volume = capital(output_text(output))
            self.tell(
                _(
                    "A chime, then the voice. {volume}, by {state}.",
                    volume=volume,
                    state=output.state,
                )
            )

    def release_output_later(self) -> None:
        """Close the sound device in a minute, unless somebody is led by then."""
        if self._release_timer is not None:
            self._release_timer.stop()
        self._release_timer = self.set_timer(RELEASE_SECONDS, self._release_output)

    def _release_output(self) -> None:
        led = [each for each in self.screen_stack if isinstance(each, GuidedScreen)]
        if all(screen.is_over for screen in led):
            self.services.release_output()

    def apply_settings(self) -> None:
        """Show colours and keys as they are set; what is wrong with the keys is shown once."""
        settings = self.services.settings
        if settings.theme != self.theme and not self._theme_was_chosen:
            self._show_theme(settings.theme)
        self.set_keymap(self._valid_keys(settings.keys))
        self.tell_remarks()

    def _valid_keys(self, keys: Mapping[str, str]) -> dict[str, str]:
        if not keys:
            return {}
        from cramp_timer.tui.keymap import validate_keymap
        from cramp_timer.tui.screens.registry import bindings

        valid, problems = validate_keymap(keys, bindings())
        self.services.remark(*problems)
        return valid

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield everything that has a key here, for the command palette."""
        from cramp_timer.tui.keymap import commands

        bindings = (active.binding for active in screen.active_bindings.values())
        for title, binding in commands(bindings).items():
            run = partial(self.run_action, binding.action, _namespace(self, screen, binding))
            yield SystemCommand(title, _("Key: {key}", key=binding.key), run)

    def action_signs(self) -> None:
        """Show the warning signs over the current screen; what runs goes on."""
        from cramp_timer.guide.lines import signs_lines

        if self.screen.name == SIGNS:
            self.pop_screen()
        else:
            settings = self.services.settings
            self._show_text(signs_lines(settings), SIGNS, signs_lines(settings, sources=True))

    def action_help(self) -> None:
        """Show every key of the current screen, and what it does."""
        if self.screen.name == HELP:
            self.pop_screen()
        else:
            self._show_text(help_lines(self.screen), HELP)

    def action_guide(self) -> None:
        """Show the ways against cramps, and what is known of each."""
        from cramp_timer.guide.lines import guide_lines

        if self.screen.name == GUIDE:
            self.pop_screen()
        else:
            self._show_text(guide_lines(self.services.settings), GUIDE)

    def _show_text(self, lines: Iterable[str], name: str, with_sources: Iterable[str] = ()) -> None:
        from cramp_timer.tui.screens.text import TextScreen

        self.push_screen(TextScreen(lines, name, with_sources))

    def action_leave(self) -> None:
        """Leave from the home screen."""
        self.exit()

    def action_leave_if_meant(self) -> None:
        """Leave at the second press within a few seconds: one is easily a slip."""
        now = self.services.clock()
        if now - self._asked_to_leave_at < LEAVE_SECONDS:
            self.exit()
            return
        self._asked_to_leave_at = now
        self.tell(_("esc again leaves."))

    def action_next_theme(self) -> None:
        """Show night, day or contrast colours in turn."""
        self._theme_was_chosen = True
        names = [theme.name for theme in THEMES]
        place = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(place + 1) % len(names)]


def _namespace(app: App[None], screen: Screen[object], binding: Binding) -> DOMNode:
    """Return whose action it is: the screen's, or else the app's."""
    name = binding.action.split("(")[0].removeprefix("screen.")
    return screen if hasattr(screen, f"action_{name}") else app
