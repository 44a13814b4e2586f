"""Tests that whatever is done all evening, or all day, leaves nothing behind."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from support.systems import open_files
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.timer import Timer
from tui.conftest import Stage, begun

from cramp_timer.tui.screens.day import DayScreen
from cramp_timer.tui.screens.home import HomeScreen
from cramp_timer.tui.screens.session import SessionScreen
from cramp_timer.tui.screens.summary import SummaryScreen

pytestmark = pytest.mark.long
EVENING = 60
"""Routines in one evening."""
WARM = 10
"""After so many, all that is read once has been read."""


def left_behind(stage: Stage) -> tuple[Counter[str], int, int]:
    """What there is when all that can go is gone: objects by kind, open files and threads.

    Of other libraries' objects, what a screen is made of; Textual keeps rows in a bounded cache.
    """
    stage.sound.asked.clear()
    stage.sound.touched.clear()
    stage.record.cramps.clear()
    stage.record.runs.clear()
    gc.collect()
    objects = Counter(
        type(each).__qualname__
        for each in gc.get_objects()
        if isinstance(each, DOMNode | Timer | asyncio.Task)
        or str(type(each).__module__).startswith("cramp_timer")  # of some it is a descriptor
    )
    return objects, open_files(), threading.active_count()


def nothing_more(
    before: tuple[Counter[str], int, int], after: tuple[Counter[str], int, int]
) -> None:
    """There may be less: what the tests before this one left goes meanwhile."""
    assert not after[0] - before[0]
    assert after[1] <= before[1]
    assert after[2] <= before[2]


async def one_routine(pilot: Pilot[None], stage: Stage) -> None:
    """Choose the first routine at home, and do it to its end."""
    await pilot.press("enter")
    screen = await begun(pilot, stage)
    await stage.go(pilot, screen.session.engine.timeline.duration)
    await pilot.pause()
    assert isinstance(pilot.app.screen, SummaryScreen)
    await pilot.press("enter")
    await pilot.pause()
    assert isinstance(pilot.app.screen, HomeScreen)


async def test_sixty_routines_in_one_evening_leave_nothing_behind(stage: Stage) -> None:
    async with stage.app().run_test() as pilot:
        for _ in range(WARM):
            await one_routine(pilot, stage)
        before = left_behind(stage)
        for _ in range(EVENING - WARM):
            await one_routine(pilot, stage)
        nothing_more(before, left_behind(stage))


async def test_ten_hours_of_the_day_with_its_flexes_leave_nothing_behind(stage: Stage) -> None:
    stage.time_of_day = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    async with stage.app(day=True).run_test() as pilot:
        await hours(pilot, stage, 4)
        before = left_behind(stage)
        await hours(pilot, stage, 6)
        nothing_more(before, left_behind(stage))


async def hours(pilot: Pilot[None], stage: Stage, count: int) -> None:
    """Let hours pass, minute by minute, on whatever is shown."""
    for _ in range(60 * count):
        stage.clock.advance(60.0)
        stage.time_of_day += timedelta(minutes=1)
        screen = pilot.app.screen
        if isinstance(screen, DayScreen):
            screen.poll()
        elif isinstance(screen, SessionScreen):
            screen.pulse()
        await pilot.pause()
