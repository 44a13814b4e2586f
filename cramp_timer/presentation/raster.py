"""Figures as dots: for each dot of a square which part of the figure is there, and how much."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

from cramp_timer.presentation.figure import Figure, Joint, Limb, Part

Dot = tuple[int, float]
"""A `Part`, and how much of the dot it covers, from 0 to 1."""
Dots = tuple[tuple[Dot, ...], ...]
EMPTY: Dot = (0, 0.0)
OUTLINE = 0.010
"""The gap around a limb, in which what is behind it is not seen."""
_THINNEST = 0.6
"""Half the thickness of the thinnest line, in dots."""


def raster(figure: Figure, share: float, size: int) -> Dots:
    """Return `size` rows of as many dots of a figure, part of the way from rest to hold."""
    dots = [[EMPTY] * size for _ in range(size)]
    for limb in figure.at(share):
        outline = 0.0 if limb.part is Part.SCENE else max(0.9, OUTLINE * size)
        for (x, y), distance in _distances(limb, size, outline + 0.5).items():
            part, covered = dots[y][x]
            covered *= 1 - _share(distance - outline)
            own = _share(distance)
            part = limb.part if own >= 0.5 or own > covered else part
            dots[y][x] = (part, covered + (1 - covered) * own)
    return tuple(map(tuple, dots))


def _share(distance: float) -> float:
    """Return how much of a dot lies within an edge that is so far outside of its middle."""
    return min(1.0, max(0.0, 0.5 - distance))


def _distances(limb: Limb, size: int, within: float) -> dict[tuple[int, int], float]:
    """Return how far the middles of the dots near a limb are from its edge, in dots."""
    scaled = [Joint(j.x * size, j.y * size, max(_THINNEST, j.radius * size)) for j in limb.joints]
    found: dict[tuple[int, int], float] = {}
    for one, other in list(pairwise(scaled)) or [(scaled[0], scaled[0])]:
        reach = max(one.radius, other.radius) + within
        left, right = sorted((one.x, other.x))
        top, bottom = sorted((one.y, other.y))
        for y in range(max(0, int(top - reach)), min(size, int(bottom + reach) + 1)):
            for x in range(max(0, int(left - reach)), min(size, int(right + reach) + 1)):
                distance = _distance(x + 0.5, y + 0.5, one, other)
                if distance < within and distance < found.get((x, y), within):
                    found[x, y] = distance
    return found


def _distance(x: float, y: float, one: Joint, other: Joint) -> float:
    """Return the distance from a point to the edge of a line that tapers between two joints."""
    across, down = other.x - one.x, other.y - one.y
    length = across**2 + down**2
    share = ((x - one.x) * across + (y - one.y) * down) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    away = hypot(x - one.x - share * across, y - one.y - share * down)
    return away - one.radius - share * (other.radius - one.radius)
