"""Tests that what a routine asks for, and what is known of it, can be read whole."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList
from tui.conftest import Stage, begun, struck

from cramp_timer.library import catalog
from cramp_timer.presentation.layout import picture_width
from cramp_timer.tui.widgets.paragraphs import Paragraphs


@pytest.mark.parametrize("size", [(80, 24), (80, 20), (60, 16), (40, 12)])
async def test_every_instruction_of_a_routine_is_shown_to_its_last_word(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.app("bedtime").run_test(size=size) as pilot:
        screen = await begun(pilot, stage)
        asked = set()
        for segment in screen.session.engine.timeline.segments[:-1]:
            await stage.go(pilot, segment.start + 0.1 - screen.session.poll().position)
            shown = " ".join(line.text for line in screen.say.render_lines(screen.say.size.region))
            assert screen.view is not None
            assert shown.split() == screen.view.say.split(), segment
            assert screen.picture.size.width in (0, picture_width(size[0]))
            asked.add(screen.view.say)
        assert len(asked) > 4


async def test_the_figure_of_a_cramp_has_the_same_columns_whatever_is_said(stage: Stage) -> None:
    async with stage.app(cramp=True).run_test(size=(80, 24)) as pilot:
        screen = await struck(pilot)
        for _ in range(8):
            assert screen.picture.size.width == picture_width(80)
            await stage.go(pilot, 10)


@pytest.mark.parametrize("size", [(80, 24), (80, 20), (60, 16), (200, 60)])
async def test_what_is_known_of_a_routine_is_shown_whole_or_not_at_all(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.app().run_test(size=size) as pilot:
        await pilot.pause()
        about = pilot.app.screen.query_one(Paragraphs)
        for place, option in enumerate(pilot.app.screen.query_one(OptionList).options):
            pilot.app.screen.query_one(OptionList).highlighted = place
            await pilot.pause()
            routine = catalog.load(str(option.id))
            whole = {routine.summary, f"Known: {routine.evidence}", f"From: {routine.source}"}
            shown = [each for each in str(about.render()).split("\n\n") if each]
            assert set(shown) <= whole
            assert size[1] < 20 or shown[0] == routine.summary
            rendered = "\n".join(line.text for line in about.render_lines(about.size.region))
            assert rendered.split() == " ".join(shown).split()
