"""Tests that every figure is a body: joined, in its frame, and with the leg that works in sight."""

from __future__ import annotations

import re
from math import hypot

import pytest
from textual.color import Color
from textual.theme import Theme

from cramp_timer.library import catalog
from cramp_timer.presentation.figure import Figure, Limb, Part
from cramp_timer.presentation.figure_svg import FRAMES, figure_frames
from cramp_timer.presentation.poses import PLAIN, POSES
from cramp_timer.presentation.raster import raster
from cramp_timer.tui.themes import THEMES

EVERY = pytest.mark.parametrize("name", sorted(POSES))
SHARES = (0.0, 0.3, 1.0)


def bones(limbs: tuple[Limb, ...]) -> list[float]:
    return [
        hypot(two.x - one.x, two.y - one.y)
        for limb in limbs
        for one, two in zip(limb.joints, limb.joints[1:], strict=False)
    ]


@EVERY
def test_a_figure_stays_in_its_frame(name: str) -> None:
    for share in SHARES:
        for limb in POSES[name].at(share):
            # Only a leg that is seen from near comes from outside, above or beside.
            low = -0.2 if limb.part is Part.WORKING else 0.0
            for joint in limb.joints:
                assert low <= joint.x - joint.radius
                assert joint.x + joint.radius <= 1
                assert low <= joint.y - joint.radius
                assert joint.y + joint.radius <= 1


@EVERY
def test_a_movement_keeps_the_length_of_every_bone_at_its_ends(name: str) -> None:
    figure = POSES[name]
    is_person = any(limb.part is Part.BODY for limb in figure.rest)
    towel = 2 if name == "towel-stretch" else 0
    assert is_person or len(figure.rest) == 2
    rest, hold = bones(figure.rest[towel:]), bones(figure.hold[towel:])
    assert rest == pytest.approx(hold, abs=0.02)


@EVERY
def test_the_working_leg_is_in_sight_and_an_arrow_shows_its_way(name: str) -> None:
    rest, hold = (raster(POSES[name], share, 60) for share in (0, 1))
    parts = [
        {part for row in dots for part, covered in row if covered >= 0.5} for dots in (rest, hold)
    ]
    assert Part.WORKING in parts[0] & parts[1]
    assert Part.ARROW not in parts[0]
    assert Part.ARROW in parts[1]
    assert rest != hold


@EVERY
def test_a_head_is_on_its_neck(name: str) -> None:
    for share in SHARES:
        limbs = POSES[name].at(share)
        heads = [limb.joints[0] for limb in limbs if len(limb.joints) == 1]
        ends = {
            (joint.x, joint.y) for limb in limbs if len(limb.joints) == 2 for joint in limb.joints
        }
        assert all((head.x, head.y) in ends for head in heads)


@pytest.mark.parametrize("figure", [*POSES.values(), PLAIN])
def test_a_figure_can_be_drawn_at_any_size(figure: Figure) -> None:
    for size in (1, 8, 17, 90):
        dots = raster(figure, 0.5, size)
        assert len(dots) == size
        assert all(len(row) == size for row in dots)
        assert all(0 <= covered <= 1 for row in dots for _, covered in row)


@EVERY
def test_the_page_has_every_step_of_a_movement_as_valid_paths(name: str) -> None:
    frames = figure_frames(POSES[name])
    assert len(frames) == FRAMES
    assert len(set(frames)) == FRAMES
    for frame in frames:
        assert 'class="working"' in frame
        assert re.fullmatch(r'(<path class="[a-z]+" d="[MaZ\d., -]+"/>)+', frame)


def test_each_built_in_exercise_has_a_figure_of_its_own() -> None:
    poses: dict[str, set[str]] = {}
    for name in catalog.BUILT_IN:
        for exercise in catalog.load(name).exercises:
            assert exercise.pose in POSES
            poses.setdefault(exercise.pose, set()).add(exercise.title)
    assert all(len(titles) == 1 for titles in poses.values()), poses


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_working_leg_is_brightest_then_the_body_then_the_scene(theme: Theme) -> None:
    ground = Color.parse(theme.background).brightness
    scene, body, working = (
        abs(Color.parse(str(colour)).brightness - ground)
        for colour in (theme.variables["scene"], theme.secondary, theme.variables["working"])
    )
    assert scene < body
    assert scene < working
    assert theme.name != "night" or body < working
