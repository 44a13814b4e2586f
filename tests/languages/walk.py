"""Shows every screen in a language: `python walk.py LANGUAGE CATALOGUE WIDTHxHEIGHT ...`.

A process has one language, so this is a process of its own. It prints, as JSON, the rows of every
screen at every size, and the labels that were cut off.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path

HOME = Path(tempfile.mkdtemp())
for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
    os.environ[name] = str(HOME)

from cramp_timer.languages import messages  # noqa: E402  # before any text is read

messages.use("any", sys.argv[2])
messages._language = sys.argv[1]  # whose guide and routines are shown
sys.path.insert(0, str(Path(__file__).parents[1]))

from support.clock import FakeClock  # noqa: E402
from support.sound import RecordingSpeaker  # noqa: E402
from textual.pilot import Pilot  # noqa: E402
from tui.conftest import Stage, begun, struck  # noqa: E402

from cramp_timer.diary.entries import Cramp  # noqa: E402
from cramp_timer.tui.screens import cramp as cramp_screen  # noqa: E402

cramp_screen.DEAF_SECONDS = cramp_screen.STILL_DEAF_SECONDS = 0.0
Steps = Callable[[Pilot[None], Stage], Awaitable[None]]
NIGHT = date(2026, 11, 22)


def pressed(*keys: str) -> Steps:
    """Return steps that press keys on the home screen."""

    async def steps(pilot: Pilot[None], _stage: Stage) -> None:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    return steps


def led(seconds: float, *keys: str) -> Steps:
    """Return steps that lead through a routine for so long, and then press keys."""

    async def steps(pilot: Pilot[None], stage: Stage) -> None:
        await begun(pilot, stage)
        await stage.go(pilot, seconds)
        await pressed(*keys)(pilot, stage)

    return steps


def hurt(seconds: float, *keys: str) -> Steps:
    """Return steps that coach through a cramp for so long, and then press keys."""

    async def steps(pilot: Pilot[None], stage: Stage) -> None:
        await struck(pilot)
        await stage.go(pilot, seconds)
        await pressed(*keys)(pilot, stage)

    return steps


SCREENS: dict[str, tuple[dict[str, object], Steps]] = {
    "home": ({}, pressed()),
    "home, changed": ({}, pressed("plus", "h", "l")),
    "help": ({}, pressed("question_mark")),
    "guide": ({}, pressed("g")),
    "signs": ({}, pressed("w")),
    "settings": ({}, pressed("s")),
    "settings below": ({}, pressed("s", *["tab"] * 24)),
    "editor": ({}, pressed("e")),
    "editor, an exercise": ({}, pressed("e", "tab", "tab")),
    "export": ({}, pressed("t")),
    "diary": ({}, pressed("d")),
    "night": ({}, pressed("d", "e")),
    "set-up": ({"routine": "bedtime"}, led(20)),
    "hold": ({"routine": "wall-stretch"}, led(40)),
    "release": ({"routine": "ankle-flex"}, led(33)),
    "switch": ({"routine": "ankle-flex"}, led(82)),
    "paused": ({"routine": "wall-stretch"}, led(40, "space")),
    "summary": ({"routine": "wall-stretch"}, led(600)),
    "cramp": ({"cramp": True}, hurt(3)),
    "not easing": ({"cramp": True}, hurt(20, "x")),
    "not eased": ({"cramp": True}, hurt(20, "x", "x")),
    "eased": ({"cramp": True}, hurt(20, "space")),
    "day": ({"day": True}, pressed()),
    "day, paused": ({"day": True}, pressed("space")),
}


async def shown(how: dict[str, object], steps: Steps, size: tuple[int, int]) -> list[str]:
    """Return the rows of a screen after some steps."""
    stage = Stage(FakeClock(), RecordingSpeaker(), HOME / "speech")
    app = stage.app(**how)  # type: ignore[arg-type]  # one of its own arguments
    async with app.run_test(size=size) as pilot:
        await steps(pilot, stage)
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]


async def main() -> None:
    """Print every screen at every size that was typed."""
    stage = Stage(FakeClock(), RecordingSpeaker(), HOME / "speech")
    for back in range(3):
        stage.diary().save(Cramp.later(NIGHT - timedelta(days=back)))
    sizes = [tuple(map(int, each.split("x"))) for each in sys.argv[3:]]
    found = {
        f"{name}, {width}x{height}": await shown(how, steps, (width, height))
        for name, (how, steps) in SCREENS.items()
        for width, height in sizes
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    asyncio.run(main())
