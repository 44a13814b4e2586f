"""Every place that has keys of its own, imported only when somebody asks for all of them."""

from __future__ import annotations

from functools import cache

from textual.binding import Binding


@cache
def bindings() -> dict[str, Binding]:
    """Return every binding that may have another key, by its id."""
    from cramp_timer.tui.app import CrampTimerApp
    from cramp_timer.tui.app_base import AppBase
    from cramp_timer.tui.screens.ask_first import AskFirstScreen
    from cramp_timer.tui.screens.cramp import CrampScreen
    from cramp_timer.tui.screens.day import DayScreen
    from cramp_timer.tui.screens.diary import DiaryScreen
    from cramp_timer.tui.screens.editor import EditorScreen
    from cramp_timer.tui.screens.export import ExportScreen
    from cramp_timer.tui.screens.home import HomeScreen
    from cramp_timer.tui.screens.night import NightScreen
    from cramp_timer.tui.screens.pick_exercise import PickExerciseScreen
    from cramp_timer.tui.screens.session import SessionScreen
    from cramp_timer.tui.screens.settings import SettingsScreen
    from cramp_timer.tui.screens.summary import SummaryScreen
    from cramp_timer.tui.screens.text import ScrollingText, TextScreen
    from cramp_timer.tui.widgets.form import Choice

    places = (
        AppBase, CrampTimerApp, HomeScreen, SessionScreen, CrampScreen, SummaryScreen, TextScreen,
        ScrollingText, EditorScreen, SettingsScreen, DiaryScreen, NightScreen, DayScreen,
        ExportScreen, AskFirstScreen, PickExerciseScreen, Choice,
    )  # fmt: skip
    every = (binding for place in places for binding in place.BINDINGS)
    return {each.id: each for each in every if isinstance(each, Binding) and each.id}
