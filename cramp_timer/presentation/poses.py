"""The figures of the exercises by name, each at rest and in the hold.

Each shows the movement of an instruction; the routine files name the sources of those.
"""

from __future__ import annotations

from math import cos, radians, sin

from cramp_timer.presentation.figure import (
    Figure,
    Joint,
    Leg,
    Limb,
    Part,
    Point,
    arc,
    arrow,
    foot,
    line,
    person,
    ring,
)

_THIN, _MEDIUM = 0.011, 0.020
_ANKLE = 0.925
"""Height of an ankle over the floor."""
_FLOOR = line(Part.SCENE, _THIN, (0.03, 0.965), (0.97, 0.965))
_BED = (
    line(Part.SCENE, _MEDIUM, (0.03, 0.85), (0.97, 0.85)),
    line(Part.SCENE, _THIN, (0.06, 0.96), (0.06, 0.85)),
    line(Part.SCENE, _THIN, (0.94, 0.96), (0.94, 0.85)),
)
_WORKING = Part.WORKING
_SEATED = 1.15
"""How much nearer a body is seen that sits on a chair."""


def _wall(x: float) -> Limb:
    return line(Part.SCENE, _MEDIUM, (x, 0.03), (x, 0.965))


def _chair(back: float, front: float, seat: float, top: float) -> tuple[Limb, ...]:
    """Return a chair from its back to its front, whichever is to the right."""
    return (
        line(Part.SCENE, _THIN, (back, seat), (front, seat)),
        line(Part.SCENE, _THIN, (front, seat), (front, 0.95)),
        line(Part.SCENE, _THIN, (back, top), (back, 0.95)),
    )


def _nearer(limbs: tuple[Limb, ...], factor: float, about: Point) -> tuple[Limb, ...]:
    """Return limbs enlarged about a point, for bodies that are low and leave room."""
    return tuple(
        Limb(
            limb.part,
            tuple(
                Joint(
                    about[0] + factor * (joint.x - about[0]),
                    about[1] + factor * (joint.y - about[1]),
                    factor * joint.radius,
                )
                for joint in limb.joints
            ),
        )
        for limb in limbs
    )


def _wall_stretch() -> Figure:
    def leaning(hip: Point, lean: float) -> tuple[Limb, ...]:
        legs = (Leg((0.30, _ANKLE), part=_WORKING), Leg((0.34, _ANKLE), part=_WORKING))
        return person(hip, lean, legs, ((0.825, 0.27), (0.825, 0.30)))

    return Figure(
        (_FLOOR, _wall(0.87)),
        leaning((0.445, 0.485), -74),
        leaning((0.525, 0.515), -66),
        arrow((0.47, 0.10), (0.62, 0.15)),
    )


def _calf_stretch() -> Figure:
    def stepping(hip: Point, lean: float) -> tuple[Limb, ...]:
        legs = (Leg((0.52, _ANKLE)), Leg((0.17, _ANKLE), part=_WORKING, knee=1))
        return person(hip, lean, legs, ((0.775, 0.29), (0.775, 0.31)))

    return Figure(
        (_FLOOR, _wall(0.825)),
        stepping((0.36, 0.500), -66),
        stepping((0.42, 0.540), -76),
        arrow((0.14, 0.62), (0.14, 0.80)),
    )


def _hamstring_stretch() -> Figure:
    def bending(lean: float, hand: Point) -> tuple[Limb, ...]:
        legs = (Leg((0.29, _ANKLE)), Leg((0.73, 0.625), -62, _WORKING))
        return person((0.29, 0.475), lean, legs, (hand, hand))

    return Figure(
        (_FLOOR, *_chair(0.82, 0.58, 0.69, 0.37)),
        bending(-84, (0.56, 0.40)),
        bending(-37, (0.79, 0.39)),
        arrow((0.40, 0.08), (0.56, 0.17)),
    )


def _towel_stretch() -> Figure:
    def sitting(lean: float, toes: float, hands: Point) -> tuple[Limb, ...]:
        ankle = (0.735, 0.790)
        # The far knee is bent, its foot on the bed.
        legs = (Leg((0.48, 0.805)), Leg(ankle, toes, _WORKING))
        body = person((0.28, 0.765), lean, legs, (hands, hands))
        way = radians(toes)
        sole = (ankle[0] + 0.085 * cos(way) + 0.02, ankle[1] + 0.085 * sin(way))
        towel = (line(Part.BODY, 0.009, hands, sole), line(Part.BODY, 0.009, sole, ankle))
        return _nearer((*towel, *body), 1.3, (0.5, 0.84))

    return Figure(
        _BED,
        sitting(-82, -58, (0.55, 0.63)),
        sitting(-98, -104, (0.47, 0.60)),
        arrow((0.94, 0.54), (0.78, 0.46)),
    )


def _chair_stretch() -> Figure:
    def sitting(lean: float, toes: float, hand: Point) -> tuple[Limb, ...]:
        legs = (Leg((0.47, _ANKLE)), Leg((0.77, 0.905), toes, _WORKING))
        body = person((0.36, 0.635), lean, legs, (hand, hand))
        return _nearer(body, _SEATED, (0.5, 0.965))

    return Figure(
        (_FLOOR, *_nearer(_chair(0.16, 0.42, 0.70, 0.40), _SEATED, (0.5, 0.965))),
        sitting(-92, -55, (0.52, 0.60)),
        sitting(-62, -88, (0.66, 0.66)),
        arrow((0.50, 0.10), (0.66, 0.18)),
    )


def _lower_leg(knee: Point, ankle: Point, toes: float) -> tuple[Limb, ...]:
    """Return a lower leg and its foot, near enough to see which way the toes go."""
    calf = (knee[0] + 0.42 * (ankle[0] - knee[0]), knee[1] + 0.42 * (ankle[1] - knee[1]))
    leg = (Joint(*knee, 0.085), Joint(*calf, 0.095), Joint(*ankle, 0.052))
    return Limb(_WORKING, leg), foot(_WORKING, ankle, toes, 0.30)


def _ankle_flex() -> Figure:
    knee, ankle = (-0.08, 0.70), (0.60, 0.73)
    return Figure(
        (line(Part.SCENE, _MEDIUM, (0.02, 0.86), (0.98, 0.86)),),
        _lower_leg(knee, ankle, -52),
        _lower_leg(knee, ankle, -112),
        arrow(*arc(ankle, 0.40, -38, -80)),
    )


def _foot_flex() -> Figure:
    knee, ankle = (0.32, -0.05), (0.32, 0.82)
    return Figure(
        (line(Part.SCENE, _MEDIUM, (0.02, 0.94), (0.98, 0.94)),),
        _lower_leg(knee, ankle, 4),
        _lower_leg(knee, ankle, -42),
        arrow(*arc(ankle, 0.46, -2, -36)),
    )


def _foot_circles(*, back: bool) -> Figure:
    knee, ankle = (0.26, -0.05), (0.30, 0.58)
    start, end = (70, -230) if back else (-250, 50)
    way = arc((0.62, 0.62), 0.20, start, end)
    return Figure((), _lower_leg(knee, ankle, 24), _lower_leg(knee, ankle, -12), arrow(*way))


def _stand_firm() -> Figure:
    def standing(hip: Point, near: Point, far: Point) -> tuple[Limb, ...]:
        legs = (Leg(far), Leg(near, part=_WORKING))
        return person(hip, -88, legs, ((0.64, 0.42), (0.65, 0.42)))

    return Figure(
        (_FLOOR, *_chair(0.66, 0.90, 0.69, 0.43)),
        standing((0.43, 0.475), (0.42, _ANKLE), (0.45, _ANKLE)),
        standing((0.40, 0.500), (0.45, _ANKLE), (0.27, _ANKLE)),
        arrow((0.56, 0.66), (0.56, 0.84)),
    )


def _heel_raise() -> Figure:
    def standing(raised: float, toes: float) -> tuple[Limb, ...]:
        legs = (
            Leg((0.42, _ANKLE - raised), toes, _WORKING),
            Leg((0.45, _ANKLE - raised), toes, _WORKING),
        )
        return person((0.43, 0.475 - raised), -88, legs, ((0.65, 0.42), (0.66, 0.42)))

    return Figure(
        (_FLOOR, *_chair(0.67, 0.91, 0.69, 0.43)),
        standing(0.0, 0),
        standing(0.06, 42),
        arrow((0.27, 0.88), (0.27, 0.72)),
    )


def _leg_raised() -> Figure:
    def lying(ankle: Point, other: Point) -> tuple[Limb, ...]:
        legs = (Leg(other, -82), Leg(ankle, -82, _WORKING))
        return person((0.46, 0.765), -176, legs, ((0.44, 0.81), (0.42, 0.81)), head=6)

    pillow = line(Part.SCENE, 0.045, (0.72, 0.785), (0.90, 0.785))
    return Figure(
        (*_BED, pillow, line(Part.SCENE, 0.030, (0.03, 0.80), (0.14, 0.80))),
        lying((0.905, 0.72), (0.90, 0.72)),
        lying((0.865, 0.60), (0.90, 0.72)),
        arrow((0.72, 0.58), (0.72, 0.45)),
    )


POSES: dict[str, Figure] = {
    "wall-stretch": _wall_stretch(),
    "calf-stretch": _calf_stretch(),
    "hamstring-stretch": _hamstring_stretch(),
    "towel-stretch": _towel_stretch(),
    "chair-stretch": _chair_stretch(),
    "ankle-flex": _ankle_flex(),
    "foot-flex": _foot_flex(),
    "foot-circles": _foot_circles(back=False),
    "foot-circles-back": _foot_circles(back=True),
    "heel-raise": _heel_raise(),
    "stand-firm": _stand_firm(),
    "leg-raised": _leg_raised(),
}

PLAIN = Figure((), (ring((0.5, 0.5), 0.20, 0.025),), (ring((0.5, 0.5), 0.38, 0.025),))
"""For an exercise without a picture: a small ring that grows."""
