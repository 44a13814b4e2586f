"""Tests that compare the home, routine and summary screens with stored pictures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from tui.conftest import Stage, begun

Picture = Callable[[Pilot[None]], bool]


async def test_home(stage: Stage, picture: Picture) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert picture(pilot)


async def test_hold(stage: Stage, picture: Picture) -> None:
    async with stage.app("wall-stretch").run_test(size=(80, 24)) as pilot:
        await begun(pilot, stage)
        await stage.go(pilot, 30)
        assert picture(pilot)


@pytest.mark.parametrize(
    ("size", "theme"),
    [((80, 24), "day"), ((80, 24), "contrast"), ((40, 12), "night"), ((200, 60), "night")],
)
async def test_other_looks(
    stage: Stage, picture: Picture, size: tuple[int, int], theme: str
) -> None:
    stage.set(theme=theme)
    async with stage.app("wall-stretch").run_test(size=size) as pilot:
        await begun(pilot, stage)
        assert pilot.app.theme == theme
        await stage.go(pilot, 30)
        assert picture(pilot)


async def test_release(stage: Stage, picture: Picture) -> None:
    async with stage.app("ankle-flex").run_test(size=(80, 24)) as pilot:
        await begun(pilot, stage)
        await stage.go(pilot, 28)
        assert picture(pilot)


async def test_hold_without_colours(
    stage: Stage, picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stage.set(pregnant=False)
    async with stage.app("calf-hamstring").run_test(size=(80, 24)) as pilot:
        await begun(pilot, stage)
        await stage.go(pilot, 30)
        assert picture(pilot)


async def test_summary(stage: Stage, picture: Picture) -> None:
    async with stage.app("bedtime").run_test(size=(80, 24)) as pilot:
        await begun(pilot, stage)
        await stage.go(pilot, 500)
        await pilot.pause()
        assert picture(pilot)
