"""Tests that every text can be read on every screen in every theme."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from rich.color import Color, ColorSystem
from textual.pilot import Pilot
from tui.conftest import Stage, begun, struck

from cramp_timer.tui.themes import THEMES

LEAST_CONTRAST = 4.5
"""WCAG 2.2, level AA, for text."""
WAYS: dict[str, tuple[str, ...]] = {
    "home": (), "help": ("question_mark",), "signs": ("w",), "guide": ("g",), "diary": ("d",),
    "night": ("d", "3", "e"), "settings": ("s",), "editor": ("e",),
}  # fmt: skip


def luminance(colour: Color) -> float:
    """Return the relative luminance by WCAG, 0 to 1."""
    parts = [channel / 255 for channel in colour.get_truecolor()]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def too_faint(pilot: Pilot[None]) -> dict[str, float]:
    """Return what is painted with less contrast than text needs, and how much it has."""
    found = {}
    for line in pilot.app.screen._compositor.render_strips():
        for segment in line:
            style = segment.style
            if not any(map(str.isalnum, segment.text)) or style is None:
                continue
            if style.color is None or style.bgcolor is None:
                continue
            low, high = sorted((luminance(style.color), luminance(style.bgcolor)))
            ratio = (high + 0.05) / (low + 0.05)
            if ratio < LEAST_CONTRAST or style.dim:
                found[segment.text.strip()] = round(ratio, 2)
    return found


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
@pytest.mark.parametrize("place", WAYS)
async def test_every_text_can_be_read_on_each_screen(stage: Stage, theme: str, place: str) -> None:
    stage.set(theme=theme)
    async with stage.app().run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        for key in WAYS[place]:
            await pilot.press(key)
            await pilot.pause()
        assert too_faint(pilot) == {}


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_text_can_be_read_while_led(stage: Stage, theme: str) -> None:
    stage.set(theme=theme)
    starts: list[tuple[dict[str, object], Callable[[Pilot[None]], Awaitable[object]]]] = [
        ({"routine": "wall-stretch"}, lambda pilot: begun(pilot, stage)),
        ({"cramp": True}, struck),
        ({"day": True}, lambda pilot: pilot.pause()),
    ]
    for start, ready in starts:
        async with stage.app(**start).run_test(size=(100, 40)) as pilot:  # type: ignore[arg-type]
            await ready(pilot)
            await stage.go(pilot, 30)
            assert too_faint(pilot) == {}
            await pilot.press("space")
            await pilot.pause()
            assert too_faint(pilot) == {}


def test_the_night_stays_dim_in_sixteen_colours() -> None:
    night = next(theme for theme in THEMES if theme.name == "night")
    colours = [
        night.primary, night.secondary, night.accent, night.foreground, night.background,
        night.panel, *map(str, night.variables.values()),
    ]  # fmt: skip
    bright = {
        colour: number
        for colour in colours
        if (number := Color.parse(str(colour)).downgrade(ColorSystem.STANDARD).number or 0) >= 9
    }
    assert bright == {}
