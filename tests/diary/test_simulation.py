"""Simulates diaries in which nothing changes, or cramps halve, and counts the words said of them.

Three kinds of nights: cramps that come independently (Poisson), that cluster in some nights
(negative binomial, k = 1), and whose rate goes up and down in slow waves of six to twelve weeks.
The rates are in tests/README.md; `python tests/diary/test_simulation.py 4000` prints the table.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest

from cramp_timer.diary.entries import Cramp, NightAnswers
from cramp_timer.diary.night import Night
from cramp_timer.diary.trend import FORTNIGHT, Word, compared, trend, window

FIRST = date(2026, 1, 1)
HALF_A_YEAR = 182
Draw = Callable[[Random, float, int], list[int]]


def poisson(random: Random, mean: float) -> int:
    """Return a Poisson number by counting exponential gaps."""
    count, product, limit = 0, random.random(), math.exp(-mean)
    while product > limit:
        count, product = count + 1, product * random.random()
    return count


def independent(random: Random, mean: float, nights: int) -> list[int]:
    return [poisson(random, mean) for _ in range(nights)]


def clustered(random: Random, mean: float, nights: int) -> list[int]:
    """Return nights whose own rate is exponential: negative binomial with k = 1."""
    return [poisson(random, random.expovariate(1 / mean)) for _ in range(nights)]


def waves(random: Random, mean: float, nights: int) -> list[int]:
    phase, length = random.random(), random.choice([42, 56, 84])
    turn = (math.sin(2 * math.pi * (night / length + phase)) for night in range(nights))
    return [poisson(random, mean * math.exp(0.7 * each)) for each in turn]


def diary(counts: list[int]) -> dict[date, Night]:
    """Return the nights of a diary in which every night is logged."""
    made = {}
    for number, count in enumerate(counts):
        night = FIRST + timedelta(days=number)
        cramps = tuple(Cramp(f"{number}-{each}", night) for each in range(count))
        made[night] = Night(night, cramps, NightAnswers(night, none=not count))
    return made


def words_at_one_look(draw: Draw, mean: float, after: float, times: int) -> dict[Word, float]:
    """Return how often each word is right by one comparison of four weeks with four, alone."""
    random, found = Random(1), []
    for _ in range(times):
        nights = diary([*draw(random, mean, 28), *draw(random, after, 28)])
        pair = (window(nights, FIRST, 28), window(nights, FIRST + timedelta(days=28), 28))
        found.append(compared(*pair))
    return {word: found.count(word) / times for word in Word}


def halvings_told_by(draw: Draw, mean: float, weeks: int, times: int) -> float:
    """Return the share of halvings after four weeks that the diary itself has told of by then.

    Two looks in a row must agree, so this is what a person gets to read.
    """
    random, told = Random(3), 0
    for _ in range(times):
        nights = diary([*draw(random, mean, 28), *draw(random, mean / 2, 7 * weeks - 28)])
        ends = range(5 * FORTNIGHT, 7 * weeks + 1, FORTNIGHT)
        last = (FIRST + timedelta(days=end - 1) for end in ends)
        told += any(trend(nights, FIRST, None, each).word is Word.FEWER for each in last)
    return told / times


def rises_at_one_look(draw: Draw, mean: float, times: int) -> float:
    """Return how often two weeks against two, without a change, are called more."""
    random, told = Random(4), 0
    for _ in range(times):
        nights = diary(draw(random, mean, 28))
        pair = (window(nights, FIRST, 14), window(nights, FIRST + timedelta(days=14), 14))
        told += compared(*pair) is Word.MORE
    return told / times


def false_words_in_half_a_year(draw: Draw, mean: float, times: int) -> float:
    """Return the share of diaries without a change that are ever told of one, fortnight by one."""
    random, told = Random(2), 0
    for _ in range(times):
        nights = diary(draw(random, mean, HALF_A_YEAR))
        ends = range(2 * FORTNIGHT, HALF_A_YEAR + 1, FORTNIGHT)
        words = {trend(nights, FIRST, None, FIRST + timedelta(days=end - 1)).word for end in ends}
        told += bool(words & {Word.FEWER, Word.MORE})
    return told / times


@pytest.mark.parametrize("draw", [independent, clustered])
@pytest.mark.parametrize("mean", [0.5, 1.0, 2.0])
def test_one_look_at_unchanged_cramps_says_a_false_word_in_at_most_one_of_twenty(
    draw: Draw, mean: float
) -> None:
    words = words_at_one_look(draw, mean, mean, 600)
    # The permutation test is exact; two standard errors of 600 draws are 1.8 in a hundred.
    assert words[Word.FEWER] + words[Word.MORE] <= 0.05 + 0.018


@pytest.mark.parametrize(("draw", "power"), [(independent, 0.45), (clustered, 0.25)])
def test_one_look_finds_a_halving_of_one_cramp_a_night(draw: Draw, power: float) -> None:
    assert words_at_one_look(draw, 1.0, 0.5, 600)[Word.FEWER] >= power


@pytest.mark.parametrize("draw", [independent, clustered])
def test_two_unchanged_weeks_are_called_more_in_at_most_one_of_twenty(draw: Draw) -> None:
    assert rises_at_one_look(draw, 1.0, 600) <= 0.05


@pytest.mark.parametrize(("draw", "share"), [(independent, 0.45), (clustered, 0.25)])
def test_the_diary_tells_of_a_halving_within_three_months(draw: Draw, share: float) -> None:
    assert halvings_told_by(draw, 1.0, 12, 200) >= share


@pytest.mark.parametrize("draw", [independent, clustered])
def test_half_a_year_of_unchanged_cramps_says_a_false_word_in_at_most_twelve_of_a_hundred(
    draw: Draw,
) -> None:
    assert false_words_in_half_a_year(draw, 1.0, 150) <= 0.12


def test_slow_waves_are_called_a_change_less_often_than_by_single_looks() -> None:
    assert false_words_in_half_a_year(waves, 0.5, 100) <= 0.35


if __name__ == "__main__":
    times = int(sys.argv[1])
    lines = [
        "| nights | a night | false | false rise | halving | by week 12 | false in half a year |",
        "|---|---|---|---|---|---|---|",
    ]
    for draw in (independent, clustered, waves):
        for mean in (0.5, 1.0, 2.0):
            same = words_at_one_look(draw, mean, mean, times)
            half = words_at_one_look(draw, mean, mean / 2, times)
            wrong = same[Word.FEWER] + same[Word.MORE]
            ever = false_words_in_half_a_year(draw, mean, times // 4)
            lines.append(
                f"| {draw.__name__} | {mean:g} | {wrong:.1%} |"
                f" {rises_at_one_look(draw, mean, times):.1%} | {half[Word.FEWER]:.0%} |"
                f" {halvings_told_by(draw, mean, 12, times // 4):.0%} | {ever:.1%} |"
            )
    sys.stdout.write("\n".join(lines) + "\n")
