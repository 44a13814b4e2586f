"""Tests the comparison of the first nights with the last ones and the sentences about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_timer.core.side import Side
from cramp_timer.diary.comparison import chance
from cramp_timer.diary.entries import Cramp, Mark, NightAnswers, RoutineRun, Soreness
from cramp_timer.diary.night import Night
from cramp_timer.diary.text import advice_lines, trend_lines
from cramp_timer.diary.trend import CANNOT_SHOW, SeverityWord, Trend, Word, trend

Counts = Sequence[int | None]
FIRST = date(2026, 6, 1)
EIGHTY_FOUR = 84
LAST = FIRST + timedelta(days=EIGHTY_FOUR - 1)


def nights(
    counts: Sequence[int | None], worst: Sequence[int | None] | None = None
) -> dict[date, Night]:
    """Return a night for every count from the first on; `None` stands for one not logged."""
    made = {}
    for number, count in enumerate(counts):
        night = FIRST + timedelta(days=number)
        rated = worst[number] if worst else None
        if count is not None:
            details = {"worst": rated} if count and rated is not None else {}
            made[night] = Night(night).with_count(count, **details)
    return made


def of(
    counts: Sequence[int | None],
    *,
    worst: Sequence[int | None] | None = None,
    first_run: date | None = None,
    mark: Mark | None = None,
) -> Trend:
    last = FIRST + timedelta(days=len(counts) - 1)
    return trend(nights(counts, worst), FIRST, first_run, last, mark)


def told(found: Trend) -> str:
    return "\n".join(trend_lines(found))


@given(st.lists(st.integers(0, 4), min_size=2, max_size=6), st.data())
def test_the_chance_counts_every_way_to_deal_the_nights(
    counts: list[int], data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, len(counts) - 1))
    sums = [sum(heap) for heap in combinations(counts, size)]
    after = sum(counts[:size])
    fewer = sum(each <= after for each in sums) / len(sums)
    more = sum(each >= after for each in sums) / len(sums)
    assert chance(counts[size:], counts[:size]) == pytest.approx(min(1, 2 * min(fewer, more)))


def test_a_clear_drop_in_four_weeks_is_fewer_and_a_small_one_too_close_to_tell() -> None:
    assert of([2] * 42 + [0, 1] * 21).word is Word.FEWER
    assert of([2, 1] * 21 + [1, 2] * 21).word is Word.UNCLEAR


def test_a_clear_rise_in_two_weeks_is_more_and_both_counts_are_told() -> None:
    found = of([0] * 28 + [2] * 28)
    assert found.word is Word.MORE
    assert "0 cramps on 14 nights" in told(found)
    assert "28 cramps on 14 nights" in told(found)


def test_a_rise_from_three_to_thirty_is_more() -> None:
    before: Sequence[int | None] = [1 if night in (2, 7, 11) else 0 for night in range(14)]
    assert of([*before, *([0] * 14), *([2, 3, 2] * 10)[:28]]).word is Word.MORE


def test_a_word_is_said_only_where_two_looks_in_a_row_agree() -> None:
    once = of([0] * 42 + [2] * 14)
    assert once.word is Word.MORE_ONCE
    assert "28 cramps on 14 nights" in told(once)
    assert "More logged at this look; the next one must agree." in told(once)
    assert of([0] * 42 + [2] * 28).word is Word.MORE


def test_between_two_looks_a_new_night_changes_no_word() -> None:
    counts: Sequence[int | None] = [2] * 42 + [0] * 42
    judged = of(counts)
    for more in range(1, 14):
        assert of([*counts, *[9] * more]).word is judged.word
    assert f"after the night of {(LAST + timedelta(days=14)).day} " in told(judged)


def test_fewer_needs_eight_weeks_and_more_needs_six() -> None:
    assert of([3] * 27 + [0] * 27).word is not Word.FEWER
    assert of([3] * 28 + [0] * 42).word is Word.FEWER
    assert of([0] * 14 + [3] * 28).word is Word.MORE


def test_fewer_than_ten_cramps_in_all_are_too_few_for_a_word() -> None:
    found = of([1] * 4 + [0] * 80)
    assert found.word is None
    assert "Fewer than 10 cramps in all" in told(found)


def test_too_few_logged_nights_are_named_and_get_no_word() -> None:
    sparse: Sequence[int | None] = [3, None] * 42
    found = of(sparse)
    assert found.word is None
    assert "20 of 28 nights must be logged in each" in told(found)


def test_a_missing_night_is_no_night_without_a_cramp() -> None:
    logged: Sequence[int | None] = [2, 1, 0, 2] * 21
    gaps = [None if place % 7 == 0 else count for place, count in enumerate(logged)]
    assert of(gaps).word is Word.UNCLEAR


@pytest.mark.parametrize("counts", [[2] * 42 + [0] * 42, [1, 2] * 42, [0] * 42 + [3] * 42])
def test_every_comparison_states_that_it_cannot_show_the_cause(
    counts: Sequence[int | None],
) -> None:
    assert CANNOT_SHOW in told(of(counts))
    assert "about the same" not in told(of(counts))


def test_a_mark_starts_the_comparison_anew_and_is_named() -> None:
    counts: Sequence[int | None] = [4] * 28 + [1, 2] * 28
    assert of(counts).word is Word.FEWER
    mark = Mark.on(FIRST + timedelta(days=28), "stopped statin")
    found = of(counts, mark=mark)
    assert found.word is Word.UNCLEAR
    assert 'since "stopped statin" (29 Jun 2026)' in told(found)


def test_a_fresh_mark_says_that_it_is_too_early_to_compare() -> None:
    found = of([1] * 84, mark=Mark.on(LAST - timedelta(days=3), "magnesium"))
    assert found.baseline is None
    assert told(found).startswith('Not enough nights yet to compare: that takes two weeks since "')


def test_an_empty_diary_reports_too_few_nights_and_gives_no_advice() -> None:
    empty = trend({}, None, None, LAST)
    assert told(empty).startswith("Not enough nights yet to compare")
    assert list(advice_lines(empty)) == []


def test_the_baseline_is_called_before_stretching_only_if_it_precedes_all_routines() -> None:
    counts: Sequence[int | None] = [2] * 84
    assert "before you began to stretch" in told(of(counts, first_run=FIRST + timedelta(days=28)))
    assert "The first four weeks" in told(of(counts, first_run=FIRST + timedelta(days=27)))


def test_milder_needs_two_points_and_five_ratings_and_a_rise_is_always_told() -> None:
    counts: Sequence[int | None] = [1] * 84
    fourteen, many = [7] + [None] * 27, [7] * 28
    rated: Sequence[int | None] = [*many, *many, *([5] * 28)]
    assert of(counts, worst=rated).severity is SeverityWord.MILDER
    assert of(counts, worst=[*many, *many, *([6] * 28)]).severity is SeverityWord.UNCLEAR
    few = of(counts, worst=[*fourteen, *many, *([5] * 28)])
    assert few.severity is SeverityWord.FEW_RATED
    assert "(1 rated)" in told(few)
    worse = of(counts, worst=[2, *[None] * 55, 9, *[None] * 27])
    assert worse.severity is SeverityWord.WORSE
    assert "median 2 (1 rated), then 9 (1 rated) of 10: worse" in told(worse)


def test_six_weeks_without_a_clear_drop_suggest_an_appointment() -> None:
    counts: Sequence[int | None] = [1, 0, 0] * 28
    (asked,) = advice_lines(of(counts, first_run=LAST - timedelta(days=42)))
    assert asked.startswith("Six weeks without a clear drop. Make an appointment")
    assert not list(advice_lines(of(counts, first_run=LAST - timedelta(days=41))))
    better: Sequence[int | None] = [3] * 42 + [0, 0, 1] * 14
    assert not list(advice_lines(of(better, first_run=FIRST)))


def test_a_mark_also_starts_the_six_weeks_anew() -> None:
    counts: Counts = [1, 0, 0] * 28
    mark = Mark.on(LAST - timedelta(days=13), "29 weeks")
    assert not list(advice_lines(of(counts, first_run=FIRST, mark=mark)))


def test_frequent_or_severe_cramps_suggest_an_appointment_in_the_words_of_the_signs() -> None:
    most: Sequence[int | None] = [1] * 20
    severe: Sequence[int | None] = [0] * 19 + [1]
    for found in (of(most), of(severe, worst=[None] * 19 + [8])):
        (line,) = advice_lines(found)
        assert line.startswith("Cramps that spoil your sleep, or come most nights: make an app")
    assert not list(advice_lines(of(severe, worst=[None] * 19 + [7])))
    asleep = replace(Night(LAST), answers=NightAnswers(LAST, sleep=8))
    assert list(advice_lines(trend({LAST: asleep}, LAST, None, LAST)))


def test_six_cramps_in_a_row_in_one_leg_and_lasting_soreness_point_to_the_signs() -> None:
    page = Night(LAST).with_count(6, side=Side.RIGHT)
    sore = replace(page, answers=NightAnswers(LAST, sore=Soreness.LONGER))
    lines = list(advice_lines(trend({LAST: sore}, LAST, None, LAST)))
    assert len(lines) == 2
    assert all("warning signs" in line for line in lines)
    five = Night(LAST).with_count(5, side=Side.RIGHT)
    both = replace(page, cramps=(*page.cramps, replace(Cramp.later(LAST), side=Side.LEFT)))
    for night in (five, both):
        assert not list(advice_lines(trend({LAST: night}, LAST, None, LAST)))


def test_the_trend_reports_on_how_many_nights_a_routine_was_done() -> None:
    run = RoutineRun("a", LAST, datetime(2026, 8, 23, 22, tzinfo=UTC), "Bedtime", finished=True)
    lines = list(trend_lines(trend({LAST: Night(LAST, runs=(run,))}, None, LAST, LAST)))
    assert lines[-1] == "A routine was done on 1 of these last 14 nights."
