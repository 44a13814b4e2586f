"""Tests of what the cramp screen speaks, shows and stores in each branch of a cramp."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from textual.pilot import Pilot
from tui.conftest import STARTED, Stage, struck

from cramp_timer.audio.score import WHEN_READY
from cramp_timer.core.side import Side
from cramp_timer.guide.texts import advice
from cramp_timer.system.suspend import Suspension
from cramp_timer.tui.screens.cramp import CrampScreen
from cramp_timer.tui.screens.text import TextScreen

Picture = Callable[[Pilot[None]], bool]
ADVICE = advice()


async def test_cramp_screen_speaks_and_shows_the_first_instruction_without_a_question(
    stage: Stage,
) -> None:
    async with stage.app(cramp=True).run_test(size=(80, 24)) as pilot:
        screen = await struck(pilot)
        score, origin = stage.sound.asked[-1]
        assert (score[0].at, origin) == (0.0, WHEN_READY)
        assert score[0].file.endswith("now.wav")
        assert str(screen.say.content) == ADVICE.coaching[0].say
        assert screen.digits.text == "0:00"


async def test_a_cramp_is_stored_before_any_key_is_pressed(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        await struck(pilot)
        (kept,) = stage.record.cramps
        assert (kept.started, kept.ended, kept.eased) == (STARTED, None, None)


async def test_arrow_keys_choose_the_leg_and_speak_its_name(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        await stage.go(pilot, 30)
        await pilot.press("right")
        score, _ = stage.sound.asked[-1]
        assert any(note.file.endswith("right-leg.mp3") for note in score)
        assert str(screen.leg.content) == "Right leg"
        assert stage.record.last.side is Side.RIGHT


async def test_a_second_x_shows_and_speaks_the_warning_signs(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        await struck(pilot)
        await stage.go(pilot, 30)
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CrampScreen)
        assert pilot.app.screen.head.left == "Look at the leg first"
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TextScreen)
        score, origin = stage.sound.asked[-1]
        assert (len(score), origin) == (5, stage.clock.now)
        assert stage.record.last.eased is False
        await pilot.press("escape")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, CrampScreen)
        assert screen.head.left == "It does not ease"
        await pilot.press("enter")
        assert "eased=True" in repr(stage.record.last)
        assert "may rub" not in str(screen.say.content)


async def test_warning_signs_open_once_after_ten_minutes_of_cramp(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        await struck(pilot)
        await stage.go(pilot, 600)
        assert isinstance(pilot.app.screen, TextScreen)
        assert stage.record.last.eased is False
        await pilot.press("escape")
        await stage.go(pilot, 60)
        assert isinstance(pilot.app.screen, CrampScreen)


async def test_relief_advice_is_shown_once_the_cramp_eases(stage: Stage) -> None:
    stage.set(pregnant=False)
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press("space")
        await stage.go(pilot, 10)
        assert str(screen.say.content) == ADVICE.rub.say


@pytest.mark.parametrize(
    ("pregnant", "falls", "numb_feet", "medicines"),
    [
        pytest.param(*each, marks=[] if each[1] is each[3] is None else pytest.mark.long)
        for each in product((True, False, None), repeat=4)
    ],
)
async def test_the_screen_offers_standing_massage_and_warmth_only_to_whom_the_answers_allow_it(
    stage: Stage,
    pregnant: bool | None,
    falls: bool | None,
    numb_feet: bool | None,
    medicines: bool | None,
) -> None:
    stage.set(pregnant=pregnant, falls=falls, numb_feet=numb_feet, medicines=medicines)
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        coached = await said_in(screen, stage, pilot, 120)
        await pilot.press("space")
        eased = await said_in(screen, stage, pilot, 30)
        assert ("stand on that leg" in coached) == (falls is False)
        assert ("may rub it" in eased) == (pregnant is False)
        assert ("something warm" in eased) == (pregnant is False and numb_feet is False)
        assert "may rub it" not in coached
        assert "something warm" not in coached


async def said_in(screen: CrampScreen, stage: Stage, pilot: Pilot[None], seconds: int) -> str:
    """Return all that the screen says in so many seconds."""
    shown = []
    for _ in range(0, seconds, 5):  # no line is shown for less
        await stage.go(pilot, 5)
        shown.append(str(screen.say.content))
    return " ".join(shown)


@pytest.mark.parametrize("pregnant", [True, None])
async def test_relief_advice_is_not_spoken_in_pregnancy_or_unanswered(
    stage: Stage, pregnant: bool | None
) -> None:
    stage.set(pregnant=pregnant)
    async with stage.app(cramp=True).run_test() as pilot:
        await struck(pilot)
        await pilot.press("space")
        score, _ = stage.sound.asked[-1]
        assert not any("not-if-the-leg" in note.file for note in score)


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+c"])
async def test_leaving_a_cramp_stores_its_end_and_claims_no_easing(stage: Stage, key: str) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        await struck(pilot)
        await stage.go(pilot, 10)
        await pilot.press(key)
        await pilot.pause()
    assert stage.record.last.ended is not None
    assert stage.record.last.eased is None
    assert stage.sound.asked[-1] == ((), None)


async def test_hours_of_machine_sleep_end_the_cramp_and_silence_the_voice(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        await stage.go(pilot, 20)
        screen._suspend_watch._suspension = Suspension(stage.clock(), 4 * 3600)
        await stage.go(pilot, 4 * 3600)
        assert screen.head.left == "The machine slept"
        assert stage.sound.asked[-1] == ((), None)
        ended, eased = stage.record.last.ended, stage.record.last.eased
        assert ended is not None
        assert ((ended - STARTED).total_seconds(), eased) == (20.0, None)


async def test_half_a_minute_of_machine_sleep_does_not_end_the_cramp(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        screen._suspend_watch._suspension = Suspension(stage.clock(), 30)
        await stage.go(pilot, 30)
        assert screen.head.left == "Cramp"


async def test_cramp_screen_reports_a_diary_that_cannot_be_written_and_continues(
    stage: Stage,
) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        stage.record.problem = "diary.sqlite: cannot be used (Read-only file system)"
        await stage.go(pilot, 1)
        assert "not kept: diary.sqlite" in str(screen.foot.content)
        assert screen.head.left == "Cramp"


async def test_cramp_screen_reports_a_missing_sound_device_and_continues_in_silence(
    stage: Stage,
) -> None:
    stage.sound.state = "no sound device; going on in silence"
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        await stage.go(pilot, 12)
        assert screen.head.right == "no sound device; going on in silence"
        assert "until it eases" in str(screen.say.content)


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (40, 12), (10, 3), (300, 5), (20, 8)])
async def test_cramp_screen_clips_no_widget_and_shows_the_instruction_at_any_size(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.app(cramp=True).run_test(size=size) as pilot:
        screen = await struck(pilot)
        for key in ("", "space"):
            await pilot.press(*filter(None, [key]))
            await stage.go(pilot, 5)
            for widget in screen.query("*"):
                if widget.is_on_screen and widget.region:
                    assert screen.region.contains_region(widget.region)
            assert screen.say.is_on_screen


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60)])
async def test_cramp(stage: Stage, picture: Picture, size: tuple[int, int]) -> None:
    async with stage.app(cramp=True).run_test(size=size) as pilot:
        await struck(pilot)
        await stage.go(pilot, 85)
        assert picture(pilot)


async def test_eased(stage: Stage, picture: Picture) -> None:
    async with stage.app(cramp=True).run_test(size=(80, 24)) as pilot:
        await struck(pilot)
        await pilot.press("left")
        await stage.go(pilot, 85)
        await pilot.press("space", "7")
        await stage.go(pilot, 6)
        assert picture(pilot)


async def test_cramp_screen_shows_every_remark_of_the_recorder_in_turn(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test() as pilot:
        screen = await struck(pilot)
        stage.record.remarks = ["one", "two"]
        screen.pulse()
        assert str(screen.foot.content) == "one."
        screen.clear_note()
        screen.pulse()
        assert str(screen.foot.content) == "two."
