"""Tests of the home, routine, summary and text screens, operated by their keys."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import OptionList
from tui.conftest import Stage, begun

from cramp_timer.audio.score import WHEN_READY
from cramp_timer.core.compiler import compile_timeline
from cramp_timer.core.engine import State
from cramp_timer.diary.entries import RoutineRun
from cramp_timer.errors import CrampTimerError
from cramp_timer.library import catalog, toml_edit
from cramp_timer.sessions.services import Services
from cramp_timer.sessions.start_options import StartOptions
from cramp_timer.settings import load_settings
from cramp_timer.system.interrupt import INTERRUPTED
from cramp_timer.system.suspend import Suspension
from cramp_timer.tui import app_base
from cramp_timer.tui.app import CrampTimerApp
from cramp_timer.tui.screens.home import HomeScreen
from cramp_timer.tui.screens.session import SessionScreen
from cramp_timer.tui.screens.summary import SummaryScreen
from cramp_timer.tui.screens.text import TextScreen


async def test_enter_starts_the_bedtime_routine_from_home(stage: Stage) -> None:
    async with stage.app().run_test() as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        await pilot.press("enter")
        screen = await begun(pilot, stage)
        assert screen.session.routine.title == "Bedtime"
        assert screen.session.engine.state is State.RUNNING


async def test_home_shows_the_source_of_the_highlighted_routine(stage: Stage) -> None:
    async with stage.app().run_test() as pilot:
        await pilot.press("down", "down", "down", "down")
        await pilot.pause()
        assert "Hallegraeff" in str(pilot.app.screen.query_one("#about").render())
        assert pilot.app.screen.query_one(OptionList).highlighted == 4


async def test_a_routine_runs_to_its_summary_without_a_key(stage: Stage) -> None:
    async with stage.app("wall-stretch").run_test() as pilot:
        await begun(pilot, stage)
        for _ in range(76):
            await stage.go(pilot, 1.0)
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert isinstance(pilot.app, CrampTimerApp)
        assert pilot.app.last_words == [
            "Done: Wall stretch, 1:16.", "Wall stretch: 3 holds, 30 s held."
        ]  # fmt: skip
        await pilot.press("enter")
    assert pilot.app.return_code == 0


async def test_the_sound_device_is_closed_some_time_after_a_routine_and_not_during_one(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_base, "RELEASE_SECONDS", 0.01)
    async with stage.app("wall-stretch").run_test() as pilot:
        await begun(pilot, stage)
        assert isinstance(pilot.app, CrampTimerApp)
        pilot.app._release_output()
        assert stage.sound.state == "recording"
        await pilot.press("q")
        async with asyncio.timeout(30):
            while stage.sound.state != "closed":
                await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)


async def test_a_sound_check_is_heard_as_soon_as_the_device_is_open(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        score, origin = stage.sound.asked[-1]
    assert origin == WHEN_READY
    assert len(score) == 2  # a chime, then the voice


def test_what_was_muted_is_muted_when_the_device_is_opened_again() -> None:
    services = Services(StartOptions(flags={"audio": "none"}))
    services.output.muted = True
    services.release_output()
    assert services.output.muted
    services.close()


async def test_a_finished_routine_is_reported_once_however_often_the_screen_updates(
    stage: Stage,
) -> None:
    async with stage.app("wall-stretch").run_test() as pilot:
        screen = await begun(pilot, stage)
        stage.clock.advance(500)
        for _ in range(5):
            screen.pulse()
        await pilot.pause()
        assert isinstance(pilot.app, CrampTimerApp)
        assert len(pilot.app.last_words) == 2


async def test_space_pauses_the_routine_and_resumes_it(stage: Stage) -> None:
    async with stage.app("wall-stretch").run_test() as pilot:
        screen = await begun(pilot, stage)
        await stage.go(pilot, 30)
        await pilot.press("space")
        assert (screen.session.engine.state, screen.phase.text) == (State.PAUSED, "PAUSED")
        await stage.go(pilot, 600)
        await pilot.press("space")
        await stage.go(pilot, 5)
        assert screen.phase.text == "HOLD"


async def test_arrow_keys_skip_to_the_next_segment_and_back(stage: Stage) -> None:
    async with stage.app("wall-stretch").run_test() as pilot:
        screen = await begun(pilot, stage)
        await pilot.press("right")
        await stage.go(pilot, 0.5)
        await pilot.press("right")
        await stage.go(pilot, 0.5)
        assert screen.phase.text == "HOLD"
        await stage.go(pilot, 5)
        await pilot.press("left")
        assert screen.phase.text == "LEAN FORWARD"


async def test_plus_and_minus_change_the_reps_that_are_shown(stage: Stage) -> None:
    async with stage.app("wall-stretch").run_test() as pilot:
        screen = await begun(pilot, stage)
        await pilot.press("plus", "plus", "minus")
        assert screen.view is not None
        assert screen.view.rep == "1 of 4"
        await pilot.press("minus", "minus", "minus", "minus")
        assert screen.note == "The next rep is announced already."


async def test_volume_and_mute_are_shown_on_the_routine_screen(stage: Stage) -> None:
    async with stage.app("wall-stretch").run_test() as pilot:
        screen = await begun(pilot, stage)
        await pilot.press("up")
        assert (stage.sound.volume, screen.note) == (60, "Volume 60.")
        await pilot.press("m")
        assert screen.head.right == "muted"


async def test_a_routine_goes_black_by_itself_once_no_key_was_pressed_for_so_long(
    stage: Stage,
) -> None:
    stage.set(blank_after=1)
    async with stage.app(routine="wall-stretch").run_test(size=(80, 24)) as pilot:
        screen = await begun(pilot, stage)
        timer = screen._blank_timer
        assert screen.blank_after == 60
        await pilot.press("m")
        assert screen._blank_timer is not timer  # a key begins the wait anew
        screen._blank_now()
        assert screen.blank
        await pilot.press("m")
        assert not screen.blank


async def test_the_volume_of_a_session_is_that_of_the_next_unless_it_was_typed(
    stage: Stage,
) -> None:
    async with stage.app(routine="wall-stretch").run_test(size=(80, 24)) as pilot:
        await begun(pilot, stage)
        await pilot.press("up", "up")
    stage.services.close()
    assert load_settings()[0].volume == 70
    typed = Services(
        StartOptions(flags={"volume": 30}), make_output=lambda: stage.sound, pack=stage.pack
    )
    typed.settings  # noqa: B018  # read, so that the output follows them
    typed.output.volume = 90
    typed.close()
    assert load_settings()[0].volume == 70


@pytest.mark.parametrize(("words", "seconds"), [("full", 76), ("short", 63), ("auto", 76)])
def test_short_words_have_a_shorter_set_up(stage: Stage, words: str, seconds: float) -> None:
    stage.set(words=words)
    session = stage.services.routine_session(catalog.load("wall-stretch"), "wall-stretch")
    assert session.engine.timeline.duration == seconds
    said = [cue.text for cue in session.engine.timeline.cues if cue.kind == "voice"]
    assert ("Stand two feet from the wall." in said) == (seconds == 63)
    assert session.engine.timeline.shortened == ()


def test_automatic_words_are_short_once_a_routine_was_finished_five_times(stage: Stage) -> None:
    stage.set(words="auto")
    for night in range(5):
        session = stage.services.routine_session(catalog.load("wall-stretch"), "wall-stretch")
        assert session.engine.timeline.duration == 76
        run = RoutineRun.beginning(stage.time_of_day - timedelta(days=night), "W", "wall-stretch")
        stage.diary().save(replace(run, finished=True))
    session = stage.services.routine_session(catalog.load("wall-stretch"), "wall-stretch")
    assert session.engine.timeline.duration == 63
    other = stage.services.routine_session(catalog.load("seated"), "seated")
    assert other.engine.timeline.duration == catalog.load("seated").seconds


@pytest.mark.parametrize("name", catalog.BUILT_IN)
def test_short_words_of_every_built_in_routine_fit(stage: Stage, name: str) -> None:
    routine = catalog.load(name).in_short_words()
    assert compile_timeline(routine, stage.pack).shortened == ()


async def test_b_blanks_the_screen_and_the_sound_goes_on(stage: Stage) -> None:
    async with stage.app("wall-stretch").run_test() as pilot:
        screen = await begun(pilot, stage)
        asked = len(stage.sound.asked)
        await pilot.press("b")
        await pilot.pause()
        assert not [widget for widget in screen.query("*") if widget.visible]
        assert len(stage.sound.asked) == asked
        await pilot.press("b")
        await pilot.pause()
        assert screen.digits.visible


async def test_q_stops_the_routine_and_shows_the_summary(stage: Stage) -> None:
    async with stage.app().run_test() as pilot:
        await pilot.press("enter")
        await begun(pilot, stage)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_routine_screen_reports_a_machine_sleep_and_pauses_the_routine(stage: Stage) -> None:
    async with stage.app("wall-stretch").run_test() as pilot:
        screen = await begun(pilot, stage)
        await stage.go(pilot, 20)
        screen._suspend_watch._suspension = Suspension(stage.clock(), 3600.0)
        await stage.go(pilot, 3600)
        assert screen.session.engine.position == pytest.approx(20)
        assert screen.note == "The machine slept. Space goes on."


async def test_w_opens_the_warning_signs_from_home_a_routine_and_its_summary(stage: Stage) -> None:
    async with stage.app().run_test() as pilot:
        for keys in ((), ("enter",), ("q",)):  # home, a running routine, its summary
            await pilot.press(*keys)
            await pilot.pause()
            below = pilot.app.screen
            await pilot.press("w")
            await pilot.pause()
            assert isinstance(pilot.app.screen, TextScreen)
            assert "emergency number" in pilot.app.screen.text
            await pilot.press("escape")
            await pilot.pause()
            assert pilot.app.screen is below


async def test_a_routine_goes_on_under_the_warning_signs(stage: Stage) -> None:
    async with stage.app("wall-stretch").run_test() as pilot:
        screen = await begun(pilot, stage)
        await pilot.press("w")
        stage.clock.advance(30)
        await pilot.press("escape")
        await pilot.pause()
        assert screen.phase.text == "HOLD"


async def test_g_opens_the_guide_from_home(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TextScreen)
        assert "Known:" in pilot.app.screen.text


async def test_ctrl_c_stops_the_sound_and_ends_the_app_at_once(stage: Stage) -> None:
    async with stage.app("wall-stretch").run_test() as pilot:
        await begun(pilot, stage)
        await pilot.press("ctrl+c")
    assert pilot.app.return_code == INTERRUPTED
    assert stage.sound.asked[-1] == ((), None)


async def test_a_routine_that_cannot_be_opened_ends_the_app_with_its_reason(stage: Stage) -> None:
    app = stage.app("nonsense")
    async with app.run_test() as pilot:
        await pilot.pause()
    assert isinstance(app.error, CrampTimerError)
    assert app.return_code == 1


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (40, 12), (10, 3), (300, 5)])
async def test_routine_screen_clips_no_widget_at_any_terminal_size(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.app("bedtime").run_test(size=size) as pilot:
        screen = await begun(pilot, stage)
        await stage.go(pilot, 23)
        for widget in screen.query("*"):
            if widget.is_on_screen and widget.region:
                assert screen.region.contains_region(widget.region)
        if size[0] >= 40:
            assert screen.digits.is_on_screen
            assert screen.phase.is_on_screen


async def test_routine_screen_can_be_resized_while_a_routine_runs(stage: Stage) -> None:
    async with stage.app("bedtime").run_test(size=(80, 24)) as pilot:
        screen = await begun(pilot, stage)
        for size in ((40, 12), (5, 2), (200, 60), (1, 1), (80, 24)):
            await pilot.resize_terminal(*size)
            await stage.go(pilot, 1)
        assert isinstance(screen, SessionScreen)
        assert screen.view is not None
        assert len(screen.digits._drawn) == 7


async def test_a_routine_started_by_its_path_has_its_name_in_the_diary(
    stage: Stage, tmp_path: Path
) -> None:
    file = tmp_path / "somewhere" / "evening-legs.toml"
    file.parent.mkdir()
    file.write_text(toml_edit.routine_text(catalog.load("wall-stretch")), encoding="utf-8")
    session = stage.services.routine_session(catalog.load(str(file)), str(file))
    session.start()
    stage.clock.advance(60)
    session.poll()
    assert stage.record.runs[-1].routine == "evening-legs"
