"""Tests that the app may be left at any moment, also while a screen is just opening."""

from __future__ import annotations

import asyncio

import pytest
from support.tried import tried
from tui.conftest import Stage

from cramp_timer.guide import safety_notice
from cramp_timer.system.interrupt import INTERRUPTED
from cramp_timer.system.paths import data_folder

OPENING = ["enter", "n", "s", "d", "e"]
"""Keys that open a screen over home."""


@tried("the app is left while a screen is just opening", "it ends, without a traceback")
@pytest.mark.parametrize("steps", [5, 6, 7, 9, 13])
@pytest.mark.parametrize("key", OPENING)
async def test_a_screen_that_is_just_opening_when_the_app_is_left_is_no_fault(
    stage: Stage, key: str, steps: int
) -> None:
    app = stage.app()
    if key == "enter":  # which shows who should ask first
        (data_folder() / safety_notice._FILE).unlink()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.simulate_key(key)
        for _ in range(steps):
            await asyncio.sleep(0)
        app.action_interrupt()
        while app.return_code is None:
            await pilot.pause()
    assert app.return_code == INTERRUPTED
