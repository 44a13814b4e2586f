"""Tests the entries of one night, and the lists of nights built from all entries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_timer.core.side import Side
from cramp_timer.diary.entries import Cramp, NightAnswers, RoutineRun, night_of
from cramp_timer.diary.night import Night, between, last_night, night_over, nights_of
from cramp_timer.diary.text import morning_question, night_line
from cramp_timer.errors import DiaryError

NIGHT = date(2026, 11, 22)


def test_a_night_without_an_answer_has_an_unknown_count_and_not_zero() -> None:
    assert Night(NIGHT).count is None
    assert not Night(NIGHT).logged
    assert Night(NIGHT, answers=NightAnswers(NIGHT, sleep=3)).count is None
    assert Night(NIGHT, answers=NightAnswers(NIGHT, skipped=True)).count is None
    assert Night(NIGHT, answers=NightAnswers(NIGHT, none=True)).count == 0
    assert night_line(Night(NIGHT)) == "not logged"


@given(st.integers(0, 50), st.integers(0, 50))
def test_the_count_of_a_night_is_a_total_and_cannot_fall_below_logged_cramps(
    there: int, told: int
) -> None:
    page = Night(NIGHT).with_count(there)
    assert page.count == there
    if told < there:
        with pytest.raises(DiaryError, match="logged already; delete what is wrong first"):
            page.with_count(told)
    else:
        assert page.with_count(told).count == told
        assert page.with_count(told).cramps[:there] == page.cramps


def test_details_without_a_number_apply_to_a_new_cramp_or_to_the_only_one() -> None:
    one = Night(NIGHT).with_count(1).with_count(None, worst=5)
    assert one.worst == 5
    two = one.with_count(2, side=Side.LEFT)
    assert [(each.worst, each.side) for each in two.cramps] == [(5, None), (None, Side.LEFT)]
    with pytest.raises(DiaryError, match="say which of the 2 cramps it was"):
        two.with_count(None, worst=7)
    assert [each.worst for each in two.with_details(2, worst=7).cramps] == [5, 7]
    with pytest.raises(DiaryError, match="2 logged, and no number 3"):
        two.with_details(3, worst=7)


def test_details_for_a_night_without_cramps_are_refused() -> None:
    with pytest.raises(DiaryError, match="say how many there were"):
        Night(NIGHT).with_count(0, worst=7)


def test_the_morning_question_is_open_until_it_is_answered_or_skipped() -> None:
    led = Night(NIGHT, (Cramp.later(NIGHT),))
    assert Night(NIGHT).question_is_open
    assert led.question_is_open
    assert morning_question(led) == "Cramps last night? 1 logged; in all:"
    assert not led.with_count(1).question_is_open
    assert not Night(NIGHT).with_count(0).question_is_open
    assert not Night(NIGHT).with_skipped().question_is_open
    assert not Night(NIGHT).with_skipped().logged


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))
def test_no_night_is_asked_about_before_five_and_the_last_night_ends_at_noon(
    moment: datetime,
) -> None:
    now = moment.replace(tzinfo=timezone(timedelta(hours=2)))
    asked = night_over(now)
    assert (asked is None) == (now.hour < 5)
    if now.hour < 12:
        assert last_night(now) == night_of(now)
    else:
        assert last_night(now) == night_of(now) - timedelta(days=1)


def obvious_night(moment: datetime) -> date:
    """Find the night by walking from noon to noon on the wall clock, one day at a time."""
    wall = moment.replace(tzinfo=None)
    noon = datetime(wall.year, wall.month, wall.day, 12)
    while noon > wall:
        noon -= timedelta(days=1)
    while noon + timedelta(days=1) <= wall:
        noon += timedelta(days=1)
    return noon.date()


ZONES: list[tzinfo] = [ZoneInfo(name) for name in sorted(available_timezones())]


@given(st.datetimes(datetime(1972, 1, 1), datetime(2037, 12, 31)), st.sampled_from(ZONES))
def test_nights_follow_the_local_wall_clock_in_every_time_zone(
    moment: datetime, zone: tzinfo
) -> None:
    there = moment.replace(tzinfo=UTC).astimezone(zone)
    # The diary stores the fixed offset of that moment, wherever it is read.
    offset = there.utcoffset() or timedelta()
    kept = there.astimezone(timezone(timedelta(minutes=offset // timedelta(minutes=1))))
    if offset % timedelta(minutes=1):  # before standard time, when offsets had seconds
        return
    assert night_of(kept) == obvious_night(there)


@pytest.mark.parametrize("hour", [0, 1, 2, 3, 23])
def test_the_hours_around_a_clock_change_belong_to_one_night(hour: int) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    for evening in (date(2026, 3, 28), date(2026, 10, 24)):
        after = evening + timedelta(days=hour < 12)
        for fold in (0, 1):
            moment = datetime(
                after.year, after.month, after.day, hour, 30, tzinfo=berlin, fold=fold
            )
            assert night_of(moment) == evening


days = st.dates(date(2026, 1, 1), date(2026, 3, 1))
runs = st.builds(
    lambda night, done: RoutineRun(
        f"{night}{done}", night, datetime(2026, 1, 1, 22, tzinfo=UTC), "x", finished=done
    ),
    days,
    st.booleans(),
)


@given(
    st.lists(days.map(Cramp.later)),
    st.dictionaries(days, st.booleans()),
    st.lists(runs),
    days,
    days,
)
def test_nights_between_two_dates_agree_with_a_direct_count_of_all_entries(
    cramps: list[Cramp], said: dict[date, bool], ran: list[RoutineRun], one: date, two: date
) -> None:
    first, last = min(one, two), max(one, two)
    answers = [NightAnswers(night, none=none) for night, none in said.items()]
    shown = between(nights_of(cramps, answers, ran), first, last)
    assert [page.night for page in shown] == [
        first + timedelta(days=n) for n in range((last - first).days + 1)
    ]
    for page in shown:
        there = [cramp for cramp in cramps if cramp.night == page.night]
        none = said.get(page.night, False)
        assert page.count == (len(there) or (0 if none else None))
        done = [run.finished for run in ran if run.night == page.night]
        assert page.stretched == ("done" if any(done) else "part" if done else "")
