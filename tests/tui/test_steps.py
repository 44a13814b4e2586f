"""Test of the animated picture in the README that shows a routine step by step."""

from __future__ import annotations

import re

from syrupy.assertion import SnapshotAssertion
from tui.conftest import Stage, SvgExtension, begun, svg_of

MOMENTS = (4.0, 24.5, 31.5, 40.5, 46.5, 55.5, 61.5, 72.5)
"""Seconds of the wall stretch that are pictured: ready, hold, release, and so on to the end."""
PAGE_SECONDS = 2.6
WITHOUT_MOTION = 2
"""The number of the page shown to readers who prefer reduced motion."""
STYLE = """\
.page {{ opacity: 0; animation: turn {cycle}s infinite; }}
@keyframes turn {{ 0% {{ opacity: 0 }} 2% {{ opacity: 1 }} {on}% {{ opacity: 1 }}
  {off}% {{ opacity: 0 }} 100% {{ opacity: 0 }} }}
@media (prefers-reduced-motion: reduce) {{
  .page {{ animation: none; }} .page.still {{ opacity: 1; }}
}}"""


def pages(pictures: list[str]) -> str:
    """Combine pictures of one size into one SVG that shows them in turn and fades between them."""
    opening = re.match(r"<svg[^>]*>", pictures[0])
    assert opening is not None
    share = 100 / len(pictures)
    cycle = PAGE_SECONDS * len(pictures)
    style = STYLE.format(cycle=cycle, on=round(share, 2), off=round(share + 2, 2))
    turned = [
        f'<g class="page{" still" * (number == WITHOUT_MOTION)}" '
        f'style="animation-delay: {number * PAGE_SECONDS:.1f}s">'
        f"{picture.removeprefix(opening[0]).rstrip().removesuffix('</svg>')}</g>"
        for number, picture in enumerate(pictures)
    ]
    return f"{opening[0]}<style>{style}</style>{''.join(turned)}</svg>\n"


async def test_the_wall_stretch_step_by_step(stage: Stage, snapshot: SnapshotAssertion) -> None:
    pictures = []
    async with stage.app("wall-stretch").run_test(size=(80, 24)) as pilot:
        await begun(pilot, stage)
        before = 0.0
        for number, moment in enumerate(MOMENTS):
            await stage.go(pilot, moment - before)
            before = moment
            pictures.append(svg_of(pilot, f"page{number}"))
    assert pages(pictures) == snapshot.use_extension(SvgExtension)
