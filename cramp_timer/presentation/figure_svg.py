"""Figures as SVG in a square of 1 by 1; a style sheet gives the class of each part its colour."""

from __future__ import annotations

from itertools import pairwise
from math import acos, atan2, cos, hypot, sin

from cramp_timer.presentation.figure import Figure, Joint, Limb

FRAMES = 4
"""Pictures of a movement: at rest, two on the way, and in the hold."""


def figure_frames(figure: Figure) -> list[str]:
    """Return the pictures of a movement in order, each as the paths of its limbs."""
    return ["".join(map(_limb, figure.at(step / (FRAMES - 1)))) for step in range(FRAMES)]


def _limb(limb: Limb) -> str:
    outline = "".join(map(_disc, limb.joints))
    outline += "".join(_taper(one, other) for one, other in pairwise(limb.joints))
    return f'<path class="{limb.part.name.lower()}" d="{outline}"/>'


def _disc(joint: Joint) -> str:
    r = f"{joint.radius:.3f}"
    turn = f"a{r},{r} 0 1 1 "
    across = 2 * joint.radius
    left = joint.x - joint.radius
    return f"M{left:.3f},{joint.y:.3f}{turn}{across:.3f},0{turn}{-across:.3f},0Z"


def _taper(one: Joint, other: Joint) -> str:
    """Return what lies between two discs, within the lines that touch both."""
    away = hypot(other.x - one.x, other.y - one.y)
    if away <= abs(one.radius - other.radius):
        return ""
    way, turn = atan2(other.y - one.y, other.x - one.x), acos((one.radius - other.radius) / away)
    corners = ((one, -turn), (other, -turn), (other, turn), (one, turn))
    edge = [
        (joint.x + joint.radius * cos(way + side), joint.y + joint.radius * sin(way + side))
        for joint, side in corners
    ]
    return f"M{' '.join(f'{x:.3f},{y:.3f}' for x, y in edge)}Z"
