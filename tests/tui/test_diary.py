"""Tests of the diary in the app: the morning question, the day checklist, and editing nights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from support.years import many_nights
from textual.pilot import Pilot
from textual.widgets import Input, Static
from tui.conftest import Stage, type_into

from cramp_timer.core.side import Side
from cramp_timer.diary.checklist import ChecklistItem
from cramp_timer.diary.entries import Cramp, Soreness
from cramp_timer.diary.night import Night
from cramp_timer.diary.storage.store import Store
from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.dates import night_name
from cramp_timer.system.paths import data_folder
from cramp_timer.tui.screens.diary import DiaryScreen
from cramp_timer.tui.screens.home import HomeScreen
from cramp_timer.tui.screens.night import NightScreen
from cramp_timer.tui.widgets.form import Choice, Row
from cramp_timer.tui.widgets.night_chart import NightChart

Picture = Callable[[Pilot[None]], bool]
LAST = date(2026, 11, 22)


def note(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#note", Static).content)


def question(pilot: Pilot[None]) -> str:
    asked = pilot.app.screen.query_one("#question", Static)
    return str(asked.content) if asked.display else ""


async def at_home(pilot: Pilot[None]) -> HomeScreen:
    await pilot.pause()
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, HomeScreen)
    return screen


async def diary(pilot: Pilot[None]) -> DiaryScreen:
    await at_home(pilot)
    await pilot.press("d")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, DiaryScreen)
    return screen


def page_text(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#night", Static).content)


@pytest.mark.parametrize(("key", "count"), [("0", 0), ("1", 1), ("4", 4)])
async def test_morning_question_is_answered_with_one_key_and_undone_with_u(
    stage: Stage, key: str, count: int
) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await at_home(pilot)
        assert question(pilot) == "Cramps last night?"
        await pilot.press(key)
        await pilot.pause()
        assert question(pilot) == ""
        assert stage.diary().night(LAST).count == count
        await pilot.press("u")
        await pilot.pause()
        assert question(pilot) == "Cramps last night?"
        assert stage.diary().night(LAST).count is None


async def test_a_dismissed_morning_question_logs_nothing_and_is_not_asked_again(
    stage: Stage,
) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await at_home(pilot)
        await pilot.press("x")
        await pilot.pause()
        assert question(pilot) == ""
        assert not stage.diary().night(LAST).logged
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await at_home(pilot)
        assert question(pilot) == ""


async def test_morning_question_is_not_asked_during_the_night(stage: Stage) -> None:
    stage.time_of_day = datetime(2026, 11, 23, 3, 20, tzinfo=UTC)
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await at_home(pilot)
        assert question(pilot) == ""


async def test_morning_question_counts_cramps_already_in_the_diary(stage: Stage) -> None:
    led = Cramp.beginning(datetime(2026, 11, 23, 3, 10, tzinfo=UTC))
    stage.diary().save(led)
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await at_home(pilot)
        assert question(pilot) == "Cramps last night? 1 logged; in all:"
        await pilot.press("0")
        assert stage.diary().night(LAST).count == 0
        await pilot.press("u", "2")
        await pilot.pause()
        assert [each.source for each in stage.diary().night(LAST).cramps] == ["now", "later"]


async def test_day_checklist_counts_an_item_with_one_key_and_shows_its_advice(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await at_home(pilot)
        await pilot.press("f", "f", "f", "F", "v")
        assert "Ask a professional" in note(pilot)
        assert stage.diary().tally(date(2026, 11, 23)) == {
            ChecklistItem.GLASS: 2,
            ChecklistItem.HOSE: 1,
        }
        await pilot.press("f")
        assert "unless you were told to limit fluids" in note(pilot)


async def test_day_checklist_starts_again_at_noon(stage: Stage) -> None:
    stage.time_of_day = datetime(2026, 11, 23, 11, 59, tzinfo=UTC)
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await at_home(pilot)
        await pilot.press("f")
        stage.time_of_day = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
        await pilot.press("f")
    for day in (LAST, date(2026, 11, 23)):
        assert stage.diary().tally(day) == {ChecklistItem.GLASS: 1}


async def test_home_screen_reports_a_diary_that_cannot_be_used_and_stays_open(
    stage: Stage,
) -> None:
    data_folder().parent.mkdir(parents=True)
    data_folder().write_text("in the way")
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await at_home(pilot)
        assert "the diary cannot be used" in note(pilot)
        await pilot.press("d", "f", "1")
        assert "the diary cannot be used" in note(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_home_screen_reports_a_missing_home_folder_and_stays_open(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere() -> Store:
        raise CrampTimerError("there is no home folder")

    monkeypatch.setattr(stage.services, "diary", nowhere)
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await at_home(pilot)
        assert "there is no home folder" in note(pilot)
        await pilot.press("d", "f", "1", "x", "u")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_diary_screen_logs_corrects_deletes_and_restores_an_earlier_night(
    stage: Stage,
) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await diary(pilot)
        assert page_text(pilot) == "Night of Sun 22 Nov: not logged."
        await pilot.press("left", "left", "2", "left")
        assert page_text(pilot).startswith("Night of Fri 20 Nov: 2 cramps.")
        await pilot.press("3")
        assert stage.diary().night(date(2026, 11, 20)).count == 3
        await pilot.press("D")
        assert page_text(pilot) == "Night of Fri 20 Nov: not logged."
        await pilot.press("right", "u")
        assert stage.diary().night(date(2026, 11, 20)).count == 3
        await pilot.press("u", "u")
        assert stage.diary().night(date(2026, 11, 20)).count is None
        await pilot.press("u")
        assert note(pilot) == "There is nothing to undo."


async def test_two_weeks_are_typed_in_at_one_key_a_night(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await diary(pilot)
        empty = str(pilot.app.screen.query_one("#trend", Static).content)
        assert empty.startswith("Nothing is logged yet. Go back with ←")
        await pilot.press("shift+left", "left", "left", "left", "left", "left", "left")
        for key in "01203001020131":
            await pilot.press(key)
        nights = stage.diary().nights()
        logged = [nights[LAST - timedelta(days=back)].count for back in range(13, -1, -1)]
        assert logged == [0, 1, 2, 0, 3, 0, 0, 1, 0, 2, 0, 1, 3, 1]
        await pilot.press("0")  # the last night stays chosen, and the number typed is the number
        assert stage.diary().night(LAST).count == 0
        await pilot.press("u")
        assert stage.diary().night(LAST).count == 1


@pytest.mark.parametrize("size", [(28, 7), (46, 7), (79, 11), (130, 14), (300, 30)])
def test_the_night_chart_has_an_axis_and_a_dated_cursor_within_any_size(
    size: tuple[int, int],
) -> None:
    width, height = size
    chart = NightChart()
    chart.set_reactive(
        NightChart.nights,
        [Night(LAST - timedelta(days=back)).with_count(back % 13) for back in range(99, -1, -1)],
    )
    for chosen in (0, 30, 99):
        chart.set_reactive(NightChart.chosen, chosen)
        rows = chart.draw(width, height)
        assert len(rows) == height
        assert all(len(row) <= width for row in rows)
        assert "1┤" in "".join(rows)
        assert night_name(chart.nights[chosen].night) in rows[-1]
        column = rows[-1].index("▲")
        assert rows[-6][column] in "▌█ ┊"


async def test_diary_screen_goes_back_to_the_first_night_and_past_neither_end(
    stage: Stage,
) -> None:
    first = LAST - timedelta(days=700)
    stage.diary().save(Cramp.later(first))
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await diary(pilot)
        await pilot.press("right", "home")
        assert "Night of Sun 22 Dec: 1 cramp" in page_text(pilot)
        await pilot.press("end")
        assert page_text(pilot).startswith("Night of Sun 22 Nov")
        await pilot.press(*["pageup"] * 30)
        assert page_text(pilot).startswith("Night of Sun 26 Apr")


async def test_no_key_crashes_the_diary_when_its_store_closes_and_the_error_is_shown(
    stage: Stage,
) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await diary(pilot)
        stage.diary().close()
        for key in ("1", "left", "home", "end", "pageup", "D", "u", *["pageup"] * 40, "e"):
            await pilot.press(key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, NightScreen)
        await pilot.press("ctrl+n")
        assert "the diary cannot be used" in note(pilot)


async def test_deleting_the_only_night_in_the_diary_shows_the_night_as_not_logged(
    stage: Stage,
) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await diary(pilot)
        await pilot.press("1", "D")
        assert page_text(pilot) == "Night of Sun 22 Nov: not logged."


async def test_night_screen_stores_leg_minutes_and_rating_of_a_cramp_and_adds_a_cramp(
    stage: Stage,
) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await diary(pilot)
        await pilot.press("2", "e")
        await pilot.pause()
        assert isinstance(pilot.app.screen, NightScreen)
        await fill(pilot, "How bad, 0-10", "7")
        await fill(pilot, "Minutes", "2.5")
        await turn(pilot, "Leg")
        await pilot.press("ctrl+n")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "1. left, 2:30 long, 7 of 10" in page_text(pilot)
        assert stage.diary().night(LAST).count == 3
        await pilot.press("u")
        assert stage.diary().night(LAST).cramps[0].worst is None


async def test_night_screen_stores_sleep_and_soreness_of_a_night_without_cramps(
    stage: Stage,
) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await diary(pilot)
        await pilot.press("0", "e")
        await pilot.pause()
        await fill(pilot, "Sleep disturbed, 0-10", "4")
        await turn(pilot, "Sore afterwards")
    answers = stage.diary().night(LAST).answers
    assert answers is not None
    assert (answers.none, answers.sleep, answers.sore) == (True, 4, Soreness.NO)


async def test_night_screen_refuses_a_rating_above_ten(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await diary(pilot)
        await pilot.press("1", "e")
        await pilot.pause()
        await fill(pilot, "How bad, 0-10", "11")
        assert note(pilot) == "How bad, 0-10: must be a number from 0 to 10."
        await fill(pilot, "How bad, 0-10", "")
        assert note(pilot) == ""
    assert stage.diary().night(LAST).worst is None


async def fill(pilot: Pilot[None], label: str, text: str) -> None:
    (row,) = [row for row in pilot.app.screen.query(Row) if row.field.label == label]
    row.query_one(Input).focus()
    await pilot.pause()
    await pilot.press("ctrl+u", *text.replace(".", "\0").split("\0")[0])
    if "." in text:
        await pilot.press("full_stop", *text.split(".")[1])
    await pilot.pause()


async def turn(pilot: Pilot[None], label: str) -> None:
    (row,) = [row for row in pilot.app.screen.query(Row) if row.field.label == label]
    row.query_one(Choice).focus()
    await pilot.pause()
    await pilot.press("space")
    await pilot.pause()


async def test_clicking_the_night_chart_selects_a_night(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await diary(pilot)
        chart = pilot.app.screen.query_one(NightChart)
        await pilot.click("#chart", offset=(chart.content_size.width - 4, 2))
        assert page_text(pilot).startswith("Night of Thu 19 Nov")


async def test_diary_screen_points_out_six_cramps_in_the_same_leg(stage: Stage) -> None:
    for back in range(6):
        cramp = Cramp.later(LAST - timedelta(days=back))
        stage.diary().save(replace(cramp, side=Side.LEFT))
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await diary(pilot)
        trend = str(pilot.app.screen.query_one("#trend", Static).content)
        assert "The last 6 whose leg was named were all in the left leg." in trend


async def test_diary_screen_lists_a_routine_on_the_night_it_was_done(
    stage: Stage, tmp_path: Path
) -> None:
    stage.diary().save(*many_nights(LAST, 3))
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await diary(pilot)
        await pilot.press("left")
        assert "22:30 Bedtime: Wall stretch × 3" in page_text(pilot)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
async def test_diary(stage: Stage, picture: Picture, size: tuple[int, int]) -> None:
    stage.diary().save(*many_nights(LAST, 60))
    async with stage.app().run_test(size=size) as pilot:
        await diary(pilot)
        await pilot.press(*["left"] * 12)
        assert picture(pilot)


async def test_morning(stage: Stage, picture: Picture) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await at_home(pilot)
        await pilot.press("f", "f", "a")
        assert picture(pilot)


async def test_night(stage: Stage, picture: Picture) -> None:
    stage.diary().save(*many_nights(LAST, 60))
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await diary(pilot)
        await pilot.press(*["left"] * 12, "e")
        await pilot.pause()
        await pilot.pause()
        assert picture(pilot)


async def test_m_draws_a_mark_that_u_takes_away_again(stage: Stage) -> None:
    stage.diary().save(*many_nights(LAST, 60))
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await diary(pilot)
        await pilot.press("m")
        await pilot.pause()
        await pilot.press(*"statin")
        await pilot.press("escape")
        await pilot.pause()
        assert "— statin" in page_text(pilot)
        assert any("┊" in row for row in pilot.app.screen.query_one(NightChart).draw(80, 12))
        trend = pilot.app.screen.query_one("#trend", Static)
        assert 'since "statin"' in str(trend.content)
        await pilot.press("u")
        assert "statin" not in page_text(pilot)
        assert 'since "statin"' not in str(trend.content)


async def test_what_was_tried_and_whether_it_helped_is_kept_with_a_cramp(stage: Stage) -> None:
    stage.diary().save(Cramp.later(LAST))
    async with stage.app().run_test(size=(80, 30)) as pilot:
        await diary(pilot)
        await pilot.press("e")
        await pilot.pause()
        await type_into(pilot, "What you tried", "pickle juice")
        await type_into(pilot, "Note", "after a long walk")
        (helped,) = [row for row in pilot.app.screen.query(Row) if row.field.label == "It helped"]
        helped.children[1].focus()
        await pilot.press("right", "right")
        await pilot.press("escape")
        await pilot.pause()
        (cramp,) = stage.diary().night(LAST).cramps
        assert (cramp.tried, cramp.helped, cramp.note) == (
            "pickle juice", False, "after a long walk",
        )  # fmt: skip
