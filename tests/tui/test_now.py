"""The screen of a cramp: one large key, and every branch by its key."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from tui.conftest import STARTED, Stage

from cramp_timer.audio.score import SOON
from cramp_timer.engine import State
from cramp_timer.freeze import Gap
from cramp_timer.guide import asked
from cramp_timer.guide.texts import advice
from cramp_timer.paths import data_folder
from cramp_timer.settings import Settings
from cramp_timer.side import Side
from cramp_timer.tui.app import CrampTimerApp
from cramp_timer.tui.screens import now
from cramp_timer.tui.screens.home import HomeScreen
from cramp_timer.tui.screens.now import NowScreen
from cramp_timer.tui.screens.reading import ReadingScreen
from cramp_timer.tui.screens.session import SessionScreen
from cramp_timer.tui.screens.summary import SummaryScreen
from cramp_timer.tui.shell import ASK_FIRST, SIGNS

Picture = Callable[[Pilot[None]], bool]
ADVICE = advice()


@pytest.fixture(autouse=True)
def listening(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys count at once; what is deaf, and for how long, has tests of its own."""
    monkeypatch.setattr(now, "DEAF_SECONDS", 0.0)


async def struck(pilot: Pilot[None]) -> NowScreen:
    """The screen of a cramp, painted and begun."""
    await pilot.pause()
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, NowScreen)
    return screen


async def test_now_says_and_shows_the_first_instruction_without_a_question(stage: Stage) -> None:
    async with stage.app(now=True).run_test(size=(80, 24)) as pilot:
        screen = await struck(pilot)
        score, origin = stage.sound.asked[-1]
        assert (score[0].at, origin) == (0.0, SOON)
        assert score[0].file.endswith("now.wav")
        assert str(screen.say.content) == ADVICE.coaching[0].say
        assert screen.digits.text == "0:00"


async def test_it_is_written_down_before_any_key(stage: Stage) -> None:
    async with stage.app(now=True).run_test() as pilot:
        await struck(pilot)
        (kept,) = stage.record.kept
        assert (kept.started, kept.ended, kept.eased) == (STARTED, None, None)


@pytest.mark.parametrize("key", ["space", "enter", "j", "f5", "z", "tab", "5", "backspace"])
async def test_any_key_says_that_it_has_eased(stage: Stage, key: str) -> None:
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        await stage.go(pilot, 42.0)
        await pilot.press(key)
        assert screen.head.left == "It has eased"
        assert stage.record.last.eased is True
        assert stage.record.last.ended is not None
        assert (stage.record.last.ended - STARTED).total_seconds() == 42.0


async def test_the_rest_of_what_was_typed_to_get_here_eases_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(now, "DEAF_SECONDS", 60.0)
    async with stage.app().run_test() as pilot:
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("n", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, NowScreen)
        assert screen.head.left == "Cramp"


async def test_arrows_name_the_leg_aloud(stage: Stage) -> None:
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        await stage.go(pilot, 30)
        await pilot.press("right")
        score, _ = stage.sound.asked[-1]
        assert any(note.file.endswith("right-leg.flac") for note in score)
        assert str(screen.leg.content) == "Right leg"
        assert stage.record.last.side is Side.RIGHT


async def test_x_shows_and_tells_the_warning_signs(stage: Stage) -> None:
    async with stage.app(now=True).run_test() as pilot:
        await struck(pilot)
        await stage.go(pilot, 30)
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReadingScreen)
        score, origin = stage.sound.asked[-1]
        assert (len(score), origin) == (4, stage.clock.now)
        assert stage.record.last.eased is False
        await pilot.press("escape")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, NowScreen)
        assert screen.head.left == "It does not ease"
        await pilot.press("enter")
        assert "eased=True" in repr(stage.record.last)
        assert ADVICE.relief.say not in str(screen.say.content)


async def test_after_ten_minutes_the_signs_come_by_themselves_once(stage: Stage) -> None:
    async with stage.app(now=True).run_test() as pilot:
        await struck(pilot)
        await stage.go(pilot, 600)
        assert isinstance(pilot.app.screen, ReadingScreen)
        assert stage.record.last.eased is False
        await pilot.press("escape")
        await stage.go(pilot, 60)
        assert isinstance(pilot.app.screen, NowScreen)


async def test_relief_is_offered_once_it_eases(stage: Stage) -> None:
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press("space")
        await stage.go(pilot, 5)
        assert str(screen.say.content) == ADVICE.relief.say


async def test_with_the_pregnancy_setting_it_is_not(stage: Stage) -> None:
    stage.set = Settings(pregnant=True)
    async with stage.app(now=True).run_test() as pilot:
        await struck(pilot)
        await pilot.press("space")
        score, _ = stage.sound.asked[-1]
        assert not any("if-you-like" in note.file for note in score)


@pytest.mark.parametrize(
    ("keys", "worst"),
    [("7", 7), ("0", 0), ("10", 10), ("1", 1), ("75", 5), ("100", 0), ("", None)],
)
async def test_how_bad_it_was_is_a_digit_or_two_or_no_answer(
    stage: Stage, keys: str, worst: int | None
) -> None:
    async with stage.app(now=True).run_test() as pilot:
        await struck(pilot)
        await pilot.press("space")
        await pilot.press(*keys)
        assert stage.record.last.worst == worst
        await pilot.press("enter")
    assert pilot.app.return_code == 0
    assert isinstance(pilot.app, CrampTimerApp)
    assert pilot.app.last_words == ["Cramp: eased after 0:00."]


async def test_a_number_can_be_clicked(stage: Stage) -> None:
    async with stage.app(now=True).run_test(size=(100, 24)) as pilot:
        await struck(pilot)
        await pilot.press("space")
        await pilot.pause()
        await pilot.click("#rating", offset=(len("How bad was it?   0  1  2  3"), 0))
        assert stage.record.last.worst == 3


async def test_the_large_key_can_be_clicked(stage: Stage) -> None:
    async with stage.app(now=True).run_test() as pilot:
        await struck(pilot)
        await pilot.click("#button")
        assert stage.record.last.eased is True


async def test_n_takes_back_what_was_pressed_too_soon(stage: Stage) -> None:
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        await stage.go(pilot, 20)
        await pilot.press("space")
        await stage.go(pilot, 5)
        await pilot.press("n")
        assert (screen.head.left, screen.digits.text) == ("Cramp", "0:25")
        assert (stage.record.last.ended, stage.record.last.eased) == (None, None)
        assert len({cramp.id for cramp in stage.record.kept}) == 1


async def test_n_much_later_is_another_cramp(stage: Stage) -> None:
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press("space")
        await stage.go(pilot, 1200)
        await pilot.press("n")
        assert screen.digits.text == "0:00"
        assert len({cramp.id for cramp in stage.record.kept}) == 2


async def test_n_is_one_key_from_home_and_leads_back_there(stage: Stage) -> None:
    async with stage.app().run_test() as pilot:
        await pilot.press("n")
        await struck(pilot)
        assert stage.sound.asked[-1][1] == stage.clock.now  # the device is open: at once
        await pilot.press("space", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_routine_waits_in_silence_while_a_cramp_lasts(stage: Stage) -> None:
    async with stage.app("wall-stretch").run_test() as pilot:
        await pilot.pause()
        await pilot.pause()
        session = pilot.app.screen
        assert isinstance(session, SessionScreen)
        engine = session.session.engine
        await stage.go(pilot, 30)
        await pilot.press("w")
        await pilot.press("n")  # from the warning signs over it
        await struck(pilot)
        await stage.go(pilot, 100)
        await pilot.press("space", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen.id == session.id
        assert engine.state is State.PAUSED
        assert engine.position == pytest.approx(30, abs=0.5)
        await pilot.press("space")
        assert engine.look().state is State.RUNNING


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+c"])
async def test_leaving_writes_the_end_and_claims_nothing(stage: Stage, key: str) -> None:
    async with stage.app(now=True).run_test() as pilot:
        await struck(pilot)
        await stage.go(pilot, 10)
        await pilot.press(key)
        await pilot.pause()
    assert stage.record.last.ended is not None
    assert stage.record.last.eased is None
    assert stage.sound.asked[-1] == ((), None)


async def test_after_a_long_sleep_no_voice_goes_on(stage: Stage) -> None:
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        await stage.go(pilot, 20)
        screen._freeze._gap = Gap(stage.clock(), 4 * 3600)
        await stage.go(pilot, 4 * 3600)
        assert screen.head.left == "The machine slept"
        assert stage.sound.asked[-1] == ((), None)
        ended, eased = stage.record.last.ended, stage.record.last.eased
        assert ended is not None
        assert ((ended - STARTED).total_seconds(), eased) == (20.0, None)


async def test_after_a_short_one_it_does(stage: Stage) -> None:
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        screen._freeze._gap = Gap(stage.clock(), 30)
        await stage.go(pilot, 30)
        assert screen.head.left == "Cramp"


async def test_what_cannot_be_kept_is_said_and_it_goes_on(stage: Stage) -> None:
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        stage.record.problem = "diary.sqlite: cannot be used (Read-only file system)"
        await stage.go(pilot, 1)
        assert "not kept: diary.sqlite" in str(screen.foot.content)
        assert screen.head.left == "Cramp"


async def test_without_a_device_the_screen_leads_and_says_so(stage: Stage) -> None:
    stage.sound.state = "no sound device; going on in silence"
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        await stage.go(pilot, 12)
        assert screen.head.right == "no sound device; going on in silence"
        assert "until it eases" in str(screen.say.content)


async def test_who_should_ask_first_is_told_once_and_never_before_now(stage: Stage) -> None:
    app = stage.app("wall-stretch")
    forget()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReadingScreen)
        assert "blood clot" in pilot.app.screen._text
        assert stage.sound.asked == []
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SessionScreen)
        assert pilot.app.screen.session.engine.state is State.RUNNING
        assert asked.is_told()
    forget()
    async with CrampTimerApp(stage, now=True).run_test() as pilot:
        await struck(pilot)


def forget() -> None:
    (data_folder() / asked._FILE).unlink()


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (40, 12), (10, 3), (300, 5), (20, 8)])
async def test_nothing_falls_off_and_the_words_are_there(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.app(now=True).run_test(size=size) as pilot:
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
    async with stage.app(now=True).run_test(size=size) as pilot:
        await struck(pilot)
        await stage.go(pilot, 85)
        assert picture(pilot)


async def test_eased(stage: Stage, picture: Picture) -> None:
    async with stage.app(now=True).run_test(size=(80, 24)) as pilot:
        await struck(pilot)
        await pilot.press("left")
        await stage.go(pilot, 85)
        await pilot.press("space", "7")
        await stage.go(pilot, 6)
        assert picture(pilot)


async def test_keys_before_the_first_picture_do_no_harm(stage: Stage) -> None:
    async with stage.app(now=True).run_test() as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, NowScreen)
        screen._coach = None
        pilot.app.action_now()  # type: ignore[attr-defined]  # our app
        screen.begin()
        assert screen.head.left == "Cramp"


async def test_a_cramp_that_strikes_as_a_routine_is_chosen_goes_first(stage: Stage) -> None:
    async with stage.app().run_test() as pilot:
        home = pilot.app.screen
        await pilot.press("n")
        home.post_message(HomeScreen.Chosen("bedtime"))
        await pilot.pause()
        await struck(pilot)
        await pilot.press("space", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_cramp_that_strikes_as_a_routine_begins_goes_first(stage: Stage) -> None:
    app = stage.app("wall-stretch")
    async with app.run_test() as pilot:
        app.action_now()
        await struck(pilot)
        assert all("now.wav" in score[0].file for score, _ in stage.sound.asked if score)
        await pilot.press("space", "enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, SessionScreen)
        assert pilot.app.screen.session.engine.state is State.RUNNING


async def test_a_cramp_that_strikes_as_a_routine_ends_is_not_taken_away(stage: Stage) -> None:
    app = stage.app()
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        session = pilot.app.screen
        assert isinstance(session, SessionScreen)
        stage.clock.advance(1000)
        session.pulse()
        app.action_now()
        await struck(pilot)
        await pilot.press("space", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)


async def test_closing_twice_closes_once(stage: Stage) -> None:
    async with stage.app().run_test() as pilot:
        await pilot.press("n")
        screen = await struck(pilot)
        screen.action_close()
        screen.action_close()
        await pilot.pause()
        assert isinstance(pilot.app, CrampTimerApp)
        assert len(pilot.app.last_words) == 1


async def test_n_on_the_warning_signs_uncovers_the_cramp(stage: Stage) -> None:
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.head.left == "It does not ease"


async def test_a_key_that_is_held_down_rates_nothing_and_closes_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage.app(now=True).run_test() as pilot:
        await struck(pilot)
        monkeypatch.setattr(now, "DEAF_SECONDS", 60.0)
        await pilot.press("5", "5", "enter", "enter")
        assert isinstance(pilot.app.screen, NowScreen)
        assert (stage.record.last.eased, stage.record.last.worst) == (True, None)


async def test_a_zero_much_later_corrects_a_one(stage: Stage) -> None:
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press("space", "1")
        screen._rated_at -= 10
        await pilot.press("0")
        assert stage.record.last.worst == 0


async def test_a_stray_x_is_taken_back_by_n(stage: Stage) -> None:
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert screen.keys.keys[0] == screen.A_SLIP
        await pilot.press("n")
        assert screen.head.left == "Cramp"
        assert stage.record.last.eased is None


async def test_where_it_does_not_ease_a_stray_key_claims_nothing_and_a_digit_rates_it(
    stage: Stage,
) -> None:
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("j", "space", "8")
        assert screen.head.left == "It does not ease"
        assert (stage.record.last.eased, stage.record.last.worst) == (False, 8)
        assert screen.rating.display
        await pilot.press("enter")
        assert stage.record.last.eased is True


async def test_a_key_that_is_held_on_the_signs_is_no_answer_below_them(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press("x")
        await pilot.pause()
        monkeypatch.setattr(now, "DEAF_SECONDS", 60.0)
        await pilot.press("enter", "enter", "enter", "q")
        assert pilot.app.screen is screen
        assert stage.record.last.eased is False


async def test_a_key_that_is_held_for_long_stays_unheard(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press("enter")
        screen._deaf_until = time.monotonic() + 0.01
        monkeypatch.setattr(now, "STILL_DEAF_SECONDS", 60.0)
        await pilot.press("enter")
        screen_deaf = screen._deaf_until
        assert screen_deaf > time.monotonic() + 30
        assert isinstance(pilot.app.screen, NowScreen)


async def test_what_was_typed_to_get_here_neither_gives_up_nor_leaves(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(now, "DEAF_SECONDS", 60.0)
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press("x", "q", "escape")
        assert pilot.app.screen is screen
        assert screen.head.left == "Cramp"


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_who_does_not_want_to_begin_need_not(stage: Stage, key: str) -> None:
    app = stage.app()
    forget()
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        await pilot.press("w")
        await pilot.pause()
        assert pilot.app.screen.name == SIGNS
        await pilot.press("w")
        await pilot.pause()
        assert pilot.app.screen.name == ASK_FIRST
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        assert stage.sound.asked == []
        assert not asked.is_told()


async def test_where_letters_are_typed_two_other_keys_do_the_same(stage: Stage) -> None:
    async with stage.app().run_test() as pilot:
        await pilot.press("s")
        await pilot.pause()
        await pilot.press("f3")
        await pilot.pause()
        assert pilot.app.screen.name == SIGNS
        await pilot.press("escape", "f2")
        await pilot.pause()
        assert isinstance(pilot.app.screen, NowScreen)


@pytest.mark.parametrize("key", ["space", "x"])
async def test_the_morning_after_is_silent_and_n_is_a_new_cramp(stage: Stage, key: str) -> None:
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        await pilot.press(key)
        await pilot.pause()
        before = stage.record.last
        screen._freeze._gap = Gap(stage.clock(), 8 * 3600)
        screen.pulse()  # the monotonic clock stood still meanwhile
        assert stage.sound.asked[-1] == ((), None)
        await pilot.press(*("n", "n") if key == "x" else "n")  # first the signs are closed
        assert stage.record.last.id != before.id
        assert (before.eased, before.ended is None) == (key == "space", False)


async def test_every_problem_is_told_in_its_turn(stage: Stage) -> None:
    async with stage.app(now=True).run_test() as pilot:
        screen = await struck(pilot)
        stage.record.remarks = ["one", "two"]
        screen.pulse()
        assert str(screen.foot.content) == "one."
        screen.untell()
        screen.pulse()
        assert str(screen.foot.content) == "two."
