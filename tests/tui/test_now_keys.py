"""Tests of the keys of the cramp screen: what each key records, undoes, or must not trigger."""

from __future__ import annotations

from pathlib import Path

import pytest
from tui.conftest import STARTED, Stage, keys, struck

from cramp_timer.core.phrases import spoken_as
from cramp_timer.guide.texts import advice
from cramp_timer.sessions.cramp_session import NO_CRAMP
from cramp_timer.system.suspend import Suspension
from cramp_timer.tui.app import CrampTimerApp
from cramp_timer.tui.screens import cramp as cramp_screen
from cramp_timer.tui.screens.cramp import CrampScreen

ADVICE = advice()


@pytest.mark.parametrize("key", ["space", "enter", "j", "z", "5", "D", "full_stop"])
async def test_any_key_records_that_the_cramp_has_eased(stage: Stage, key: str) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        await stage.go(pilot, 42.0)
        await pilot.press(key)
        assert screen.head.left == "It has eased"
        assert stage.record.last.eased is True
        assert stage.record.last.ended is not None
        assert (stage.record.last.ended - STARTED).total_seconds() == 42.0


async def test_capital_d_withdraws_a_cramp_that_was_started_by_mistake(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        await struck(pilot)
        await pilot.press("space")
        await pilot.press("D")
    assert stage.record.last.was_none
    assert isinstance(pilot.app, CrampTimerApp)
    assert pilot.app.last_words == [NO_CRAMP]


async def test_cramp_screen_opened_with_n_ignores_n_and_enter_in_its_first_moments(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cramp_screen, "DEAF_SECONDS", 60.0)
    async with stage.app().run_test() as pilot:
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("n", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, CrampScreen)
        assert screen.head.left == "Cramp"


@pytest.mark.parametrize(
    ("keys", "worst"),
    [("7", 7), ("0", 0), ("10", 10), ("1", 1), ("75", 5), ("100", 0), ("", None)],
)
async def test_an_eased_cramp_is_rated_with_one_digit_two_digits_or_not_at_all(
    stage: Stage, keys: str, worst: int | None
) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        await struck(pilot)
        await pilot.press("space")
        await pilot.press(*keys)
        assert stage.record.last.worst == worst
        await pilot.press("enter")
    assert pilot.app.return_code == 0
    assert isinstance(pilot.app, CrampTimerApp)
    assert pilot.app.last_words == ["Cramp: eased after 0:00."]


async def test_clicking_a_rating_number_rates_the_cramp(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test(size=(100, 24)) as pilot:
        await struck(pilot)
        await pilot.press("space")
        await pilot.pause()
        await pilot.click("#rating", offset=(len("How bad was it?   0  1  2  3"), 0))
        assert stage.record.last.worst == 3


async def test_clicking_the_large_button_records_that_the_cramp_has_eased(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        await struck(pilot)
        await pilot.click("#button")
        assert stage.record.last.eased is True


async def test_n_soon_after_easing_resumes_the_same_cramp(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        await stage.go(pilot, 20)
        await pilot.press("space")
        await stage.go(pilot, 5)
        await pilot.press("n")
        assert (screen.head.left, screen.digits.text) == ("Cramp", "0:25")
        assert (stage.record.last.ended, stage.record.last.eased) == (None, None)
        assert len({cramp.id for cramp in stage.record.cramps}) == 1


async def test_n_twenty_minutes_after_easing_starts_another_cramp(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press("space")
        await stage.go(pilot, 1200)
        await pilot.press("n")
        assert screen.digits.text == "0:00"
        assert len({cramp.id for cramp in stage.record.cramps}) == 2


async def test_n_before_the_cramp_screen_is_first_drawn_does_no_harm(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, CrampScreen)
        screen._session = None
        pilot.app.action_cramp()  # type: ignore[attr-defined]  # our app
        screen.begin()
        assert screen.head.left == "Cramp"


async def test_key_repeat_after_easing_neither_rates_the_cramp_nor_closes_the_screen(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        await struck(pilot)
        monkeypatch.setattr(cramp_screen, "DEAF_SECONDS", 60.0)
        await pilot.press("5", "5", "enter", "enter")
        assert isinstance(pilot.app.screen, CrampScreen)
        assert (stage.record.last.eased, stage.record.last.worst) == (True, None)


async def test_a_zero_long_after_a_one_rates_the_cramp_zero_and_not_ten(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        await struck(pilot)
        await pilot.press("space", "1")
        stage.clock.now += 10
        await pilot.press("0")
        assert stage.record.last.worst == 0


async def test_n_takes_back_an_x_that_was_pressed_by_mistake(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press("x", "x")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "n that was a slip" in keys(pilot)
        await pilot.press("n")
        assert screen.head.left == "Cramp"
        assert stage.record.last.eased is None


async def test_after_x_stray_keys_record_no_easing_and_a_digit_rates_the_cramp(
    stage: Stage,
) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press("x", "x")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("j", "space", "8")
        assert screen.head.left == "It does not ease"
        assert (stage.record.last.eased, stage.record.last.worst) == (False, 8)
        assert screen.rating.display
        await pilot.press("enter")
        assert stage.record.last.eased is True


async def test_key_repeat_that_closes_the_warning_signs_does_not_answer_the_cramp_screen(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press("x", "x")
        await pilot.pause()
        monkeypatch.setattr(cramp_screen, "STILL_DEAF_SECONDS", 60.0)
        await pilot.press("enter", "enter", "enter", "q")
        assert pilot.app.screen is screen
        assert stage.record.last.eased is False


async def test_long_key_repeat_extends_the_time_in_which_keys_are_ignored(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press("enter")
        screen._deaf_until = stage.clock() + 0.01
        monkeypatch.setattr(cramp_screen, "STILL_DEAF_SECONDS", 60.0)
        await pilot.press("enter")
        assert screen._deaf_until == stage.clock() + 60.0
        assert isinstance(pilot.app.screen, CrampScreen)


async def test_cramp_screen_ignores_x_q_and_escape_in_its_first_moments(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cramp_screen, "DEAF_SECONDS", 60.0)
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press("x", "q", "escape")
        assert pilot.app.screen is screen
        assert screen.head.left == "Cramp"


@pytest.mark.parametrize("key", ["space", "x"])
async def test_after_a_long_machine_sleep_the_sound_stops_and_n_starts_a_new_cramp(
    stage: Stage, key: str
) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press(*(("x", "x") if key == "x" else (key,)))
        await pilot.pause()
        before = stage.record.last
        screen._suspend_watch._suspension = Suspension(stage.clock(), 8 * 3600)
        screen.pulse()  # the monotonic clock stands still during the sleep
        assert stage.sound.asked[-1] == ((), None)
        await pilot.press(*("n", "n") if key == "x" else "n")  # the first n closes the signs
        assert stage.record.last.id != before.id
        assert (before.eased, before.ended is None) == (key == "space", False)


@pytest.mark.parametrize("key", ["left_shift", "right_control", "caps_lock", "f13", "ctrl+y"])
async def test_what_a_terminal_reports_by_itself_is_no_answer_to_any_key(
    stage: Stage, key: str
) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press(key)
        assert screen.head.left == "Cramp"
        assert stage.record.last.eased is None
        await pilot.press("j")
        assert screen.head.left == "It has eased"


async def test_leaving_by_ctrl_c_records_no_easing(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        await struck(pilot)
        await pilot.press("ctrl+c")
    assert stage.record.last.eased is None


async def test_w_speaks_the_signs_and_the_coaching_goes_on_when_they_are_closed(
    stage: Stage,
) -> None:
    async with stage.app(cramp=True).run_test(size=(80, 24)) as pilot:
        await struck(pilot)
        await stage.go(pilot, 20)
        coaching = [note.file for note in stage.sound.asked[-1][0]]
        await pilot.press("w")
        await pilot.pause()
        spoken = [note.file for note in stage.sound.asked[-1][0]]
        signs = [
            clip.name for each in advice().signs for _, clip in spoken_as(each.say, stage.pack)
        ]
        assert [Path(file).name for file in spoken] == signs
        await stage.go(pilot, 5)
        asked = len(stage.sound.asked)
        await pilot.press("escape")
        await pilot.pause()
        assert len(stage.sound.asked) == asked + 1
        assert [note.file for note in stage.sound.asked[-1][0]] == coaching


async def test_the_signs_that_follow_by_themselves_are_not_spoken_twice(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test(size=(80, 24)) as pilot:
        await struck(pilot)
        await stage.go(pilot, 30)
        await pilot.press("x")
        await stage.go(pilot, 20)
        await pilot.press("x")
        await stage.go(pilot, 1)
        asked = len(stage.sound.asked)
        await pilot.pause()
        assert pilot.app.screen.name == "signs"
        assert len(stage.sound.asked) == asked
