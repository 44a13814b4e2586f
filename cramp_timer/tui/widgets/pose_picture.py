"""The figure of an exercise: two colours in a cell where there is room, else Braille dots."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Size
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from cramp_timer.presentation.figure import Part
from cramp_timer.presentation.poses import PLAIN, POSES
from cramp_timer.presentation.raster import Dot, raster

HALF_BLOCKS_FROM = 40
"""Columns of a figure from which half a cell is fine enough for a dot."""
LEAST = 8
"""Columns below which nothing could be recognised."""
_BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot in a Braille cell, by row and column."""
_SMOOTH = ("truecolor", "256")
"""Colour systems in which the edge of a limb can be shaded."""
_SHADES = 8

Cell = tuple[str, Style]


class PosePicture(Widget):
    """The figure of a pose, somewhere between rest and hold, each part in its colour."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"pose--{part.name.lower()}" for part in Part}
    DEFAULT_CSS = """
    PosePicture > .pose--scene { color: $scene; }
    PosePicture > .pose--body { color: $body; }
    PosePicture > .pose--working { color: $working; }
    PosePicture > .pose--arrow { color: $accent; }
    """

    pose: var[str] = var("")
    held: var[float] = var(0.0)
    """How far the movement has come, from 0 at rest to 1 in the hold."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._rows: list[Strip] | None = None
        self._drawn: tuple[str, float, Size] | None = None

    def watch_pose(self) -> None:
        """Draw the figure of the pose that it is now."""
        self._redraw()

    def watch_held(self) -> None:
        """Draw the figure further on."""
        self._redraw()

    def notify_style_update(self) -> None:
        """Draw in the colours of another theme."""
        super().notify_style_update()
        self._redraw()

    def _redraw(self) -> None:
        self._rows = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one row of the largest square that fits, in the middle."""
        now = (self.pose, self.held, self.size)
        if self._rows is None or self._drawn != now:
            self._rows, self._drawn = self._draw(*self.size), now
        row = y - (self.size.height - len(self._rows)) // 2
        strip = self._rows[row] if 0 <= row < len(self._rows) else Strip([])
        margin = (self.size.width - strip.cell_length) // 2
        ground = self.background_colors[1]
        plain = self.rich_style
        strip = Strip([Segment(" " * margin, plain), *strip]).adjust_cell_length(
            self.size.width, plain
        )
        for each in self.get_line_filters():  # such as the monochrome filter
            strip = strip.apply_filter(each, ground)
        return strip

    def _draw(self, width: int, height: int) -> list[Strip]:
        side = min(width, 2 * height) // 2 * 2
        if side < LEAST:
            return []
        figure = POSES.get(self.pose, PLAIN)
        tones = {
            part: self.get_component_styles(f"pose--{part.name.lower()}").color for part in Part
        }
        ground = self.background_colors[1]
        if side >= HALF_BLOCKS_FROM and self.app.console.color_system in _SMOOTH:
            dots = raster(figure, self.held, side)
            pairs = zip(dots[::2], dots[1::2], strict=True)
            return [
                _strip(
                    [
                        _half_block(one, other, tones, ground)
                        for one, other in zip(*pair, strict=True)
                    ]
                )
                for pair in pairs
            ]
        dots = raster(figure, self.held, 2 * side)
        return [
            _strip([_braille(dots, x, y, tones, ground) for x in range(side)])
            for y in range(side // 2)
        ]


def _half_block(upper: Dot, lower: Dot, tones: dict[Part, Color], ground: Color) -> Cell:
    one, other = (_shade(dot, tones, ground) for dot in (upper, lower))
    return "▀" if one != other else " ", Style.from_color(one.rich_color, other.rich_color)


def _shade(dot: Dot, tones: dict[Part, Color], ground: Color) -> Color:
    part, covered = dot
    return ground.blend(tones[Part(part)], round(covered * _SHADES) / _SHADES) if part else ground


def _braille(
    dots: tuple[tuple[Dot, ...], ...], x: int, y: int, tones: dict[Part, Color], ground: Color
) -> Cell:
    """Return the character of a cell in the colour of the brightest part that is in it.

    What works is bold as well: few colours, or none, may not tell it from the body.
    """
    bits, brightest = 0, 0
    for row, line in enumerate(_BRAILLE):
        for column, bit in enumerate(line):
            part, covered = dots[4 * y + row][2 * x + column]
            if covered >= 0.5:
                bits, brightest = bits | bit, max(brightest, part)
    tone = tones[Part(brightest)] if brightest else ground
    style = Style(
        color=tone.rich_color, bgcolor=ground.rich_color, bold=brightest == Part.WORKING or None
    )
    return chr(0x2800 + bits) if bits else " ", style


def _strip(cells: list[Cell]) -> Strip:
    """Return cells as a row, neighbours of one style as one piece."""
    pieces = (
        (style, "".join(text for text, _ in group))
        for style, group in groupby(cells, lambda cell: cell[1])
    )
    return Strip([Segment(text, style) for style, text in pieces], len(cells))
