"""Figures with joints: limbs that taper, a body of fixed proportions, and their movement.

Coordinates run from 0 to 1, x to the right and y down; so do radii. Pure geometry: `raster` makes
cells of it, and the web page an SVG.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from math import acos, atan2, cos, hypot, pi, radians, sin
from typing import NamedTuple

Point = tuple[float, float]


class Part(IntEnum):
    """What a limb belongs to, from the dimmest to the brightest."""

    SCENE = 1
    """Wall, floor, bed and chair."""
    BODY = 2
    WORKING = 3
    """The leg that the exercise is for."""
    ARROW = 4
    """Which way the working leg or the body moves."""


class Joint(NamedTuple):
    """A place in a limb, and half its thickness there."""

    x: float
    y: float
    radius: float


class Limb(NamedTuple):
    """A chain of joints that tapers from each to the next; one joint is a disc."""

    part: Part
    joints: tuple[Joint, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of an exercise; its limbs at rest and in the hold correspond to each other."""

    scene: tuple[Limb, ...]
    rest: tuple[Limb, ...]
    hold: tuple[Limb, ...]
    arrow: tuple[Limb, ...] = ()
    """Shown from the beginning of the movement on."""

    def at(self, share: float) -> tuple[Limb, ...]:
        """Return the limbs at a share of the way from rest to hold, the farthest first."""
        pairs = zip(self.rest, self.hold, strict=True)
        moved = tuple(_between(one, other, share) for one, other in pairs)
        return (*self.scene, *moved, *(self.arrow if share > 0 else ()))


def line(part: Part, radius: float, *points: Point) -> Limb:
    """Return a line of one thickness."""
    return Limb(part, tuple(Joint(x, y, radius) for x, y in points))


def arrow(*points: Point) -> tuple[Limb, ...]:
    """Return an arrow along some points, with its head at the last one."""
    (x, y), (end_x, end_y) = points[-2:]
    way = atan2(end_y - y, end_x - x)
    wings = [
        (end_x - 0.06 * cos(way + turn), end_y - 0.06 * sin(way + turn)) for turn in (0.6, -0.6)
    ]
    head = line(Part.ARROW, _ARROW, wings[0], points[-1], wings[1])
    return line(Part.ARROW, _ARROW, *points), head


def arc(centre: Point, radius: float, start: float, end: float) -> tuple[Point, ...]:
    """Return points of an arc between two directions in degrees: 0 is right, 90 down."""
    turns = [radians(start + (end - start) * step / 12) for step in range(13)]
    return tuple((centre[0] + radius * cos(t), centre[1] + radius * sin(t)) for t in turns)


_ARROW = 0.013
# Lengths of a body that is 0.95 tall.
TORSO, THIGH, SHIN, FOOT = 0.25, 0.235, 0.225, 0.095
_UPPER_ARM, _FOREARM = 0.155, 0.145
_HEAD_RADIUS, _NECK = 0.064, 0.098


class Leg(NamedTuple):
    """A leg by where its ankle is and where its toes point."""

    ankle: Point
    toes: float = 0.0
    """In degrees: 0 to the right, -90 upward."""
    part: Part = Part.BODY
    knee: int = -1
    """To which side the knee bends: -1 to the front of one who looks right."""


def person(
    hip: Point, lean: float, legs: tuple[Leg, Leg], hands: tuple[Point, Point], head: float = 0.0
) -> tuple[Limb, ...]:
    """Return a body: the far arm and leg first, then trunk and head, the near leg and arm last.

    `lean` is the direction of the back in degrees, -90 upright, and `head` what the neck adds.
    Legs and arms reach for their ankles and hands as far as their length allows.
    """
    back = radians(lean)
    shoulder = (hip[0] + TORSO * cos(back), hip[1] + TORSO * sin(back))
    chest = (hip[0] + 0.72 * TORSO * cos(back), hip[1] + 0.72 * TORSO * sin(back))
    nod = radians(lean + head)
    crown = (shoulder[0] + _NECK * cos(nod), shoulder[1] + _NECK * sin(nod))
    far, near = (_leg(hip, each) for each in legs)
    far_arm, near_arm = (_arm(shoulder, hand) for hand in hands)
    trunk = Limb(
        Part.BODY, (Joint(*hip, 0.050), Joint(*chest, 0.061), Joint(*shoulder, 0.038)),
    )  # fmt: skip
    neck = Limb(Part.BODY, (Joint(*shoulder, 0.026), Joint(*crown, 0.026)))
    return (
        far_arm, *far, neck, trunk, Limb(Part.BODY, (Joint(*crown, _HEAD_RADIUS),)), *near, near_arm
    )  # fmt: skip


def _leg(hip: Point, leg: Leg) -> tuple[Limb, Limb]:
    knee, ankle = _reach(hip, leg.ankle, THIGH, SHIN, leg.knee)
    calf = (knee[0] + 0.38 * (ankle[0] - knee[0]), knee[1] + 0.38 * (ankle[1] - knee[1]))
    bones = Limb(
        leg.part,
        (Joint(*hip, 0.046), Joint(*knee, 0.034), Joint(*calf, 0.036), Joint(*ankle, 0.021)),
    )
    return bones, foot(leg.part, ankle, leg.toes, FOOT)


def foot(part: Part, ankle: Point, toes: float, length: float) -> Limb:
    """Return a foot from heel to toes; its thickness goes with its length."""
    way = radians(toes)
    along = (cos(way), sin(way))
    # The heel lies behind the ankle and below it, seen along the foot.
    heel = (ankle[0] - 0.22 * length * along[0], ankle[1] - 0.22 * length * along[1])
    ball = (ankle[0] + 0.7 * length * along[0], ankle[1] + 0.7 * length * along[1])
    tip = (ankle[0] + length * along[0], ankle[1] + length * along[1])
    return Limb(
        part,
        (Joint(*heel, 0.23 * length), Joint(*ball, 0.17 * length), Joint(*tip, 0.13 * length)),
    )


def _arm(shoulder: Point, hand: Point) -> Limb:
    elbow, wrist = _reach(shoulder, hand, _UPPER_ARM, _FOREARM, 1)
    return Limb(
        Part.BODY, (Joint(*shoulder, 0.028), Joint(*elbow, 0.022), Joint(*wrist, 0.019)),
    )  # fmt: skip


def _reach(start: Point, end: Point, first: float, second: float, side: int) -> tuple[Point, Point]:
    """Return joint and end of two bones that reach from a point toward another."""
    across, down = end[0] - start[0], end[1] - start[1]
    distance = max(1e-9, hypot(across, down))
    way = atan2(down, across)
    reached = min(distance, first + second)
    reached = max(reached, abs(first - second) + 1e-6)
    bend = acos(max(-1.0, min(1.0, (first**2 + reached**2 - second**2) / (2 * first * reached))))
    joint = (
        start[0] + first * cos(way + side * bend),
        start[1] + first * sin(way + side * bend),
    )
    return joint, (start[0] + reached * cos(way), start[1] + reached * sin(way))


def _between(one: Limb, other: Limb, share: float) -> Limb:
    joints = zip(one.joints, other.joints, strict=True)
    return Limb(
        one.part,
        tuple(
            Joint(*(a + (b - a) * share for a, b in zip(start, end, strict=True)))
            for start, end in joints
        ),
    )


def ring(centre: Point, radius: float, thickness: float) -> Limb:
    """Return a circle as a line."""
    turns = [number * pi / 12 for number in range(25)]
    points = ((centre[0] + radius * cos(t), centre[1] + radius * sin(t)) for t in turns)
    return line(Part.WORKING, thickness, *points)
