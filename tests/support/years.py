"""A diary of many nights, the same every time, for benchmarks and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

from cramp_timer.core.side import Side
from cramp_timer.core.summary import HeldExercise
from cramp_timer.diary.entries import (
    Cramp,
    Entry,
    Muscle,
    NightAnswers,
    RoutineRun,
    Soreness,
)


def many_nights(last: date, nights: int, *, cramps_in_ten: int = 10) -> Iterator[Entry]:
    """Nights up to a last one: some not logged, some without a cramp, most with a routine."""
    chance = Random(7)
    for back in reversed(range(nights)):
        night = last - timedelta(days=back)
        bedtime = datetime(night.year, night.month, night.day, 22, 30, tzinfo=UTC)
        if chance.random() < 0.7:
            yield RoutineRun(
                f"run{back}", night, bedtime, "bedtime", "Bedtime", 164.0,
                finished=chance.random() < 0.8, held=(HeldExercise("Wall stretch", 3, 30.0),),
            )  # fmt: skip
        if chance.random() < 0.12:
            continue
        mean = cramps_in_ten / 10 * (0.5 + back / nights)
        count = min(9, int(chance.expovariate(1 / mean)) if mean else 0)
        if not count:
            yield NightAnswers(night, none=True)
            continue
        for number in range(count):
            started = bedtime + timedelta(hours=chance.uniform(1, 7))
            yield Cramp(
                f"cramp{back}x{number}", night, started,
                started + timedelta(minutes=chance.uniform(0.5, 6)),
                chance.choice((Side.LEFT, Side.RIGHT, None)), Muscle.CALF,
                chance.randint(2, 9), eased=True,
            )  # fmt: skip
        yield NightAnswers(night, sleep=chance.randint(0, 8), sore=chance.choice([*Soreness]))
