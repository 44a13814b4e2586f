"""Pictures of the poses as strokes, so that they can be drawn at any size.

Coordinates run from 0 to 1, x to the right and y down. Each pose has two pictures: at rest and in
the hold. A stroke is a line of a thickness through points; a stroke of one point is a disc.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import NamedTuple

Point = tuple[float, float]


class Stroke(NamedTuple):
    """A line through points; one point is a disc."""

    thickness: float
    points: tuple[Point, ...]


class Pose(NamedTuple):
    """The two pictures of one exercise."""

    rest: tuple[Stroke, ...]
    hold: tuple[Stroke, ...]


LIMB, BODY, THIN = 0.055, 0.075, 0.02


def _limb(*points: Point) -> Stroke:
    return Stroke(LIMB, points)


def _body(*points: Point) -> Stroke:
    return Stroke(BODY, points)


def _thin(*points: Point) -> Stroke:
    return Stroke(THIN, points)


def _head(x: float, y: float) -> Stroke:
    return Stroke(0.15, ((x, y),))


def _ring(x: float, y: float, radius: float, thickness: float = THIN) -> Stroke:
    turns = [number * pi / 12 for number in range(25)]
    return Stroke(thickness, tuple((x + radius * cos(t), y + radius * sin(t)) for t in turns))


def _arrow(start: Point, end: Point) -> tuple[Stroke, Stroke]:
    """Return the shaft and the head of a thin arrow."""
    across, along = end[0] - start[0], end[1] - start[1]
    length = (across**2 + along**2) ** 0.5
    ux, uy = across / length * 0.07, along / length * 0.07
    left = (end[0] - ux - uy, end[1] - uy + ux)
    right = (end[0] - ux + uy, end[1] - uy - ux)
    return _thin(start, end), _thin(left, end, right)


_FLOOR = _thin((0.02, 0.98), (0.98, 0.98))
_WALL = _limb((0.95, 0.02), (0.95, 0.98))
_CHAIR = (
    _thin((0.68, 0.66), (0.86, 0.66)),
    _thin((0.69, 0.66), (0.69, 0.97)),
    _thin((0.86, 0.40), (0.86, 0.97)),
)
_BED = _thin((0.02, 0.86), (0.98, 0.86))

POSES: dict[str, Pose] = {
    "wall-stretch": Pose(
        rest=(
            _FLOOR, _WALL, _head(0.38, 0.13),
            _body((0.36, 0.27), (0.36, 0.56)),
            _limb((0.36, 0.56), (0.36, 0.93), (0.45, 0.94)),
            _limb((0.36, 0.30), (0.62, 0.36), (0.90, 0.32)),
        ),
        hold=(
            _FLOOR, _WALL, _head(0.70, 0.18),
            _body((0.64, 0.32), (0.46, 0.60)),
            _limb((0.46, 0.60), (0.24, 0.93), (0.34, 0.94)),
            _limb((0.64, 0.34), (0.76, 0.45), (0.90, 0.34)),
        ),
    ),
    "calf-stretch": Pose(
        rest=(
            _FLOOR, _WALL, _head(0.48, 0.13),
            _body((0.46, 0.27), (0.43, 0.56)),
            _limb((0.43, 0.56), (0.30, 0.93), (0.39, 0.94)),
            _limb((0.43, 0.56), (0.52, 0.74), (0.50, 0.93), (0.59, 0.94)),
            _limb((0.46, 0.31), (0.90, 0.34)),
        ),
        hold=(
            _FLOOR, _WALL, _head(0.62, 0.17),
            _body((0.58, 0.31), (0.46, 0.58)),
            _limb((0.46, 0.58), (0.12, 0.93), (0.22, 0.94)),
            _limb((0.46, 0.58), (0.66, 0.70), (0.60, 0.93), (0.69, 0.94)),
            _limb((0.58, 0.34), (0.90, 0.36)),
        ),
    ),
    "hamstring-stretch": Pose(
        rest=(
            _FLOOR, _WALL, *_CHAIR, _head(0.34, 0.12),
            _body((0.33, 0.26), (0.33, 0.55)),
            _limb((0.33, 0.55), (0.31, 0.93), (0.39, 0.94)),
            _limb((0.33, 0.55), (0.74, 0.62), (0.77, 0.53)),
            _limb((0.33, 0.30), (0.42, 0.50)),
        ),
        hold=(
            _FLOOR, _WALL, *_CHAIR, _head(0.60, 0.25),
            _body((0.52, 0.35), (0.32, 0.56)),
            _limb((0.32, 0.56), (0.31, 0.93), (0.39, 0.94)),
            _limb((0.32, 0.56), (0.74, 0.62), (0.77, 0.53)),
            _limb((0.52, 0.38), (0.62, 0.56)),
        ),
    ),
    "towel-stretch": Pose(
        rest=(
            _BED, _head(0.24, 0.20), _body((0.24, 0.35), (0.22, 0.74)),
            _limb((0.22, 0.77), (0.78, 0.79), (0.86, 0.63)),
            _limb((0.24, 0.40), (0.36, 0.56), (0.48, 0.58)),
            _thin((0.48, 0.58), (0.87, 0.66)), _thin((0.48, 0.58), (0.84, 0.60)),
        ),
        hold=(
            _BED, _head(0.18, 0.20), _body((0.18, 0.35), (0.22, 0.74)),
            _limb((0.22, 0.77), (0.78, 0.79), (0.74, 0.59)),
            _limb((0.18, 0.40), (0.28, 0.56), (0.38, 0.52)),
            _thin((0.38, 0.52), (0.75, 0.62)), _thin((0.38, 0.52), (0.74, 0.56)),
        ),
    ),
    "ankle-flex": Pose(
        rest=(
            _BED, Stroke(0.13, ((0.02, 0.74), (0.40, 0.74), (0.70, 0.76))),
            Stroke(0.10, ((0.70, 0.74), (0.86, 0.44))),
        ),
        hold=(
            _BED, Stroke(0.13, ((0.02, 0.74), (0.40, 0.74), (0.70, 0.76))),
            Stroke(0.10, ((0.70, 0.74), (0.64, 0.38))),
            *_arrow((0.88, 0.28), (0.66, 0.18)),
        ),
    ),
    "foot-flex": Pose(
        rest=(
            _FLOOR, Stroke(0.13, ((0.36, 0.04), (0.36, 0.86))),
            Stroke(0.10, ((0.36, 0.88), (0.74, 0.90))),
        ),
        hold=(
            _FLOOR, Stroke(0.13, ((0.36, 0.04), (0.36, 0.86))),
            Stroke(0.10, ((0.36, 0.88), (0.68, 0.64))),
            *_arrow((0.84, 0.76), (0.78, 0.48)),
        ),
    ),
    "foot-circles": Pose(
        rest=(
            Stroke(0.13, ((0.30, 0.04), (0.30, 0.70))),
            Stroke(0.10, ((0.30, 0.72), (0.64, 0.78))),
        ),
        hold=(
            Stroke(0.13, ((0.30, 0.04), (0.30, 0.70))),
            Stroke(0.10, ((0.30, 0.72), (0.64, 0.70))),
            _ring(0.70, 0.70, 0.22), *_arrow((0.925, 0.60), (0.92, 0.74)),
        ),
    ),
    "stand-firm": Pose(
        rest=(
            _FLOOR, *_CHAIR, _head(0.36, 0.13),
            _body((0.36, 0.27), (0.37, 0.56)),
            _limb((0.37, 0.56), (0.36, 0.93), (0.45, 0.94)),
            _limb((0.36, 0.31), (0.50, 0.42), (0.82, 0.41)),
        ),
        hold=(
            _FLOOR, *_CHAIR, _head(0.38, 0.16),
            _body((0.38, 0.30), (0.36, 0.58)),
            _limb((0.36, 0.58), (0.46, 0.75), (0.38, 0.93), (0.48, 0.94)),
            _limb((0.36, 0.58), (0.28, 0.76), (0.20, 0.93), (0.29, 0.94)),
            _limb((0.38, 0.34), (0.54, 0.44), (0.84, 0.41)),
        ),
    ),
    "leg-raised": Pose(
        rest=(
            _BED, _head(0.12, 0.72), _body((0.24, 0.78), (0.52, 0.79)),
            _limb((0.52, 0.79), (0.90, 0.80), (0.90, 0.70)),
        ),
        hold=(
            _BED, _head(0.12, 0.72), _body((0.24, 0.78), (0.52, 0.79)),
            Stroke(0.16, ((0.74, 0.76), (0.90, 0.76))),
            _limb((0.52, 0.77), (0.68, 0.58), (0.92, 0.58), (0.93, 0.46)),
        ),
    ),
}  # fmt: skip

PLAIN = Pose(rest=(_ring(0.5, 0.5, 0.20, 0.05),), hold=(_ring(0.5, 0.5, 0.38, 0.05),))
"""For an exercise without a picture: a small ring that grows."""
