"""Tests the comparison of two windows of fourteen nights and the sentences about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_timer.core.side import Side
from cramp_timer.diary.entries import Cramp, NightAnswers, RoutineRun, Soreness
from cramp_timer.diary.night import Night
from cramp_timer.diary.text import advice_lines, trend_lines
from cramp_timer.diary.trend import CANNOT_SHOW, LIKELY, Trend, Word, chance, trend

FIRST = date(2026, 9, 1)
LAST = FIRST + timedelta(days=59)


def nights(first: date, counts: list[int | None], worst: int | None = None) -> dict[date, Night]:
    """Return a night for every count; `None` stands for a night that was not logged."""
    made = {}
    for number, count in enumerate(counts):
        night = first + timedelta(days=number)
        if count is not None:
            made[night] = Night(night).with_count(
                count, **({"worst": worst} if count and worst else {})
            )
    return made


def spread(cramps: int, logged: int = 14) -> list[int | None]:
    """Distribute cramps over the logged ones of fourteen nights."""
    each, more = divmod(cramps, logged)
    counts: list[int | None] = [each + (place < more) for place in range(logged)]
    return counts + [None] * (14 - logged)


def of(
    before: list[int | None],
    after: list[int | None],
    *,
    first_run: date | None = None,
    worst: tuple[int | None, int | None] = (None, None),
) -> Trend:
    found = nights(FIRST, before, worst[0])
    found |= nights(LAST - timedelta(days=13), after, worst[1])
    return trend(found, FIRST, first_run, LAST)


@pytest.mark.parametrize(
    ("baseline", "needs"), [(6, 0), (8, 1), (10, 2), (12, 3), (14, 4), (20, 8), (28, 14)]
)
def test_a_trend_of_fewer_cramps_needs_the_counts_of_the_health_notes_table(
    baseline: int, needs: int
) -> None:
    assert chance(baseline, needs, 14, 14) < LIKELY <= chance(baseline, needs + 1, 14, 14)
    assert of(spread(baseline), spread(needs)).word is Word.FEWER
    assert of(spread(baseline), spread(needs + 1)).word is Word.SAME


def test_a_clear_increase_in_cramps_is_reported_as_more_and_a_small_one_as_same() -> None:
    assert of(spread(8), spread(20)).word is Word.MORE
    assert of(spread(8), spread(9)).word is Word.SAME


@given(st.integers(0, 60), st.integers(0, 60), st.integers(10, 14), st.integers(10, 14))
def test_a_trend_word_requires_six_cramps_before_and_matches_the_direction(
    before: int, after: int, logged_before: int, logged_after: int
) -> None:
    found = of(spread(before, logged_before), spread(after, logged_after))
    assert (found.word is None) == (before < 6)
    if found.word is Word.FEWER:
        assert after / logged_after < before / logged_before
    if found.word is Word.MORE:
        assert after / logged_after > before / logged_before


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_probability_of_a_change_equals_the_exact_binomial_test(
    before: int, after: int
) -> None:
    total = before + after
    ways = [1]
    for n in range(total):  # Pascal's triangle, row by row
        ways = [1, *(a + b for a, b in pairwise(ways)), 1]
        assert sum(ways) == 2 ** (n + 1)
    low, high = sum(ways[: after + 1]), sum(ways[after:])
    assert chance(before, after, 14, 14) == pytest.approx(min(1, 2 * min(low, high) / 2**total))


def test_nine_logged_nights_of_fourteen_are_too_few_for_a_trend() -> None:
    found = of(spread(9, logged=9), spread(0))
    assert found.word is None
    assert "Not enough yet: 10 of 14 nights must be logged in each." in list(trend_lines(found))
    assert of(spread(10, logged=10), spread(0)).word is Word.FEWER


def test_with_fewer_than_six_cramps_only_the_counts_are_shown() -> None:
    lines = list(trend_lines(of(spread(5), spread(0))))
    assert lines[0] == "First two weeks: 5 cramps on 14 nights logged."
    assert lines[2] == "Fewer than 6 cramps to begin with: too few to say more than this."
    assert not any("in seven" in line or "%" in line for line in lines)


def test_trend_windows_that_would_overlap_are_not_compared() -> None:
    found = nights(FIRST, [1] * 27)
    early = trend(found, FIRST, None, FIRST + timedelta(days=26))
    assert early.baseline is None
    found = nights(FIRST, [1] * 28)
    assert trend(found, FIRST, None, FIRST + timedelta(days=27)).baseline is not None


def test_an_empty_diary_reports_too_few_nights_and_gives_no_advice() -> None:
    empty = trend({}, None, None, LAST)
    assert [line.split(":")[0] for line in trend_lines(empty)] == [
        "Not enough nights yet to compare"
    ]
    assert list(advice_lines(empty)) == []


@pytest.mark.parametrize(("before", "after"), [(20, 4), (20, 19), (8, 30)])
def test_every_comparison_states_that_it_cannot_show_the_cause(before: int, after: int) -> None:
    lines = list(trend_lines(of(spread(before), spread(after))))
    assert any(line.endswith(CANNOT_SHOW) for line in lines)
    assert (
        sum(line.startswith(("Fewer logged.", "About the same.", "More logged.")) for line in lines)
        == 1
    )


def test_the_baseline_is_called_before_stretching_only_if_it_precedes_all_routines() -> None:
    late = of(spread(10), spread(2), first_run=FIRST + timedelta(days=14))
    soon = of(spread(10), spread(2), first_run=FIRST + timedelta(days=13))
    assert next(trend_lines(late)).startswith("Two weeks before you began to stretch: ")
    assert next(trend_lines(soon)).startswith("First two weeks: ")


def test_a_change_in_median_severity_requires_two_points_and_five_cramps() -> None:
    assert of(spread(14), spread(14), worst=(7, 5)).severity is Word.FEWER
    assert of(spread(14), spread(14), worst=(7, 6)).severity is Word.SAME
    assert of(spread(14), spread(4), worst=(9, 1)).severity is Word.SAME
    assert of(spread(14), spread(14), worst=(5, 7)).severity is Word.MORE
    assert of(spread(14), spread(14)).severity is None


def test_six_weeks_without_improvement_lead_to_the_advice_to_ask_a_clinician() -> None:
    began = LAST - timedelta(days=42)
    asked = list(advice_lines(of(spread(10), spread(9), first_run=began)))
    assert asked == ["Six weeks, and no fewer: ask your doctor or midwife what else it may be."]
    soon = LAST - timedelta(days=41)
    assert not list(advice_lines(of(spread(10), spread(9), first_run=soon)))
    assert not list(advice_lines(of(spread(20), spread(4), first_run=began)))
    (worse,) = advice_lines(of(spread(8), spread(30), first_run=soon))
    assert worse.startswith("More were logged than at first: ask your doctor or midwife.")


def test_cramps_in_one_leg_only_and_lasting_soreness_point_to_the_warning_signs() -> None:
    page = Night(LAST).with_count(3, side=Side.RIGHT)
    sore = replace(page, answers=NightAnswers(LAST, sore=Soreness.LONGER))
    lines = list(advice_lines(trend({LAST: sore}, LAST, None, LAST)))
    assert len(lines) == 2
    assert all("warning signs" in line for line in lines)
    both = replace(page, cramps=(*page.cramps, replace(Cramp.later(LAST), side=Side.LEFT)))
    assert not list(advice_lines(trend({LAST: both}, LAST, None, LAST)))


def test_the_trend_reports_on_how_many_nights_a_routine_was_done() -> None:
    run = RoutineRun("a", LAST, datetime(2026, 10, 30, 22, tzinfo=UTC), "Bedtime", finished=True)
    lines = list(trend_lines(trend({LAST: Night(LAST, runs=(run,))}, None, LAST, LAST)))
    assert lines[-1] == "A routine was done on 1 of the last 14 nights."
