"""Tests of what a cramp's screen shows at each stage."""

from __future__ import annotations

import pytest

from cramp_timer.core.advice import Step
from cramp_timer.core.episode import EpisodeSnapshot, Stage
from cramp_timer.core.side import Side
from cramp_timer.presentation.cramp_view import CrampView, cramp_view


def view(stage: Stage, side: Side = Side.NONE, *, checked: bool = False) -> CrampView:
    snapshot = EpisodeSnapshot(
        stage, 85.0, side, Step(0.0, "Breathe.", ""), 85.0, may_take_back=False, checked=checked
    )
    return cramp_view(snapshot, "Leg straight.")


def test_the_headline_stays_while_coaching_and_goes_when_it_ends() -> None:
    shown = {stage: view(stage).headline for stage in Stage}
    assert shown == {**dict.fromkeys(Stage, ""), Stage.COACHING: "Leg straight."}


def test_the_leg_is_asked_for_only_while_it_can_still_be_answered() -> None:
    assert "?" in view(Stage.COACHING).leg
    assert view(Stage.EASED).leg == ""
    assert view(Stage.EASED, Side.LEFT).leg == "Left leg"


@pytest.mark.parametrize("checked", [False, True])
def test_after_a_first_report_the_title_asks_for_a_look_at_the_leg(checked: bool) -> None:
    assert view(Stage.COACHING, checked=checked).title == (
        "Look at the leg first" if checked else "Cramp"
    )


def test_when_the_machine_slept_the_sentence_says_how_to_go_on() -> None:
    assert "press n" in view(Stage.LEFT).say
    assert view(Stage.COACHING).say == "Breathe."
