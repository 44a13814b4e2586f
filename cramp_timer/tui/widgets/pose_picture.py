"""The figure of an exercise: two colours in a cell where there is room, else Braille dots.

Where the terminal draws pixels, these take their place as soon as nothing moves.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby
from typing import ClassVar

from rich.console import COLOR_SYSTEMS
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region, Size
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from cramp_timer.presentation.figure import Figure, Part
from cramp_timer.presentation.pixels import palette
from cramp_timer.presentation.poses import PLAIN, POSES
from cramp_timer.presentation.raster import Dot, raster
from cramp_timer.tui.pixel_terminal import PixelTerminal

HALF_BLOCKS_FROM = 40
"""Columns of a figure from which half a cell is fine enough for a dot."""
LEAST = 8
"""Columns below which nothing could be recognised."""
_BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot in a Braille cell, by row and column."""
_SMOOTH = ("truecolor", "256")
"""Colour systems in which the edge of a limb can be shaded."""
_SHADES = 8
_cells = lru_cache(maxsize=64)(raster)
"""The dots of a figure in cells, which movements show again and again."""

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
    moved: var[float] = var(0.0)
    """How far the movement has come, from 0 at rest to 1 in the hold."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._rows: list[Strip] | None = None
        self._drawn: tuple[str, float, Size] | None = None
        self._pixels = ""
        """What is written to the terminal over the cells."""
        self._is_overwritten = False

    def watch_pose(self) -> None:
        """Draw the figure of the pose that it is now."""
        self.redraw()

    def watch_moved(self) -> None:
        """Draw the figure further on."""
        self.redraw()

    def notify_style_update(self) -> None:
        """Draw in the colours of another theme."""
        super().notify_style_update()
        self.redraw()

    def redraw(self) -> None:
        """Draw the figure anew, with what is known now."""
        self._rows = None
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of a part, and know that they are about to be written."""
        self._is_overwritten = True
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return one row of the largest square that fits, in the middle."""
        now = (self.pose, self.moved, self.size)
        if self._rows is None or self._drawn != now:
            self._pixels = ""
            self._rows, self._drawn = self._draw(*self.size), now
            self._draw_pixels_later()
        row = y - (self.size.height - len(self._rows)) // 2
        strip = self._rows[row] if 0 <= row < len(self._rows) else Strip([])
        margin = (self.size.width - strip.cell_length) // 2
        plain = self.rich_style
        return Strip([Segment(" " * margin, plain), *strip]).adjust_cell_length(
            self.size.width, plain
        )

    @property
    def _figure(self) -> Figure:
        return POSES.get(self.pose, PLAIN)

    @property
    def _colours(self) -> tuple[dict[Part, Color], Color]:
        """The colour of each part, and the one behind them."""
        tones = {
            part: self.get_component_styles(f"pose--{part.name.lower()}").color for part in Part
        }
        return tones, self.background_colors[1]

    def _draw_pixels_later(self) -> None:
        """Draw pixels beside everything else, unless the terminal takes none or they would move."""
        terminal: PixelTerminal | None = getattr(self.app, "pixel_terminal", None)
        if terminal and self._rows and self.moved in (0.0, 1.0):
            self.run_worker(self._draw_pixels(terminal, len(self._rows)), exclusive=True)

    async def _draw_pixels(self, terminal: PixelTerminal, rows: int) -> None:
        drawn = self._drawn
        tones, ground = self._colours
        # With 256 colours, the cells around have not quite the colour that they should have.
        shown = ground.rich_color.downgrade(COLOR_SYSTEMS[self.app.console.color_system or ""])
        behind = Color.from_rich_color(shown).rgb
        colours = palette({part: tone.rgb for part, tone in tones.items()}, behind)
        picture = await asyncio.to_thread(
            terminal.picture, self._figure, self.moved, 2 * rows, rows, colours
        )
        if drawn == self._drawn:  # or another figure is shown by now
            self._pixels = picture
            self.refresh()

    def paint_pixels(self, write: Callable[[str], None]) -> bool:
        """Write pixels over the cells where those are new; return whether pixels are seen."""
        region = self.region
        is_whole = self.visible and self.screen.region.contains_region(region)
        if not (self._pixels and region and is_whole):
            return False
        if self._is_overwritten:
            self._is_overwritten = False
            rows = len(self._rows or ())
            x = region.x + (region.width - 2 * rows) // 2
            y = region.y + (region.height - rows) // 2
            write(f"\x1b7\x1b[{y + 1};{x + 1}H{self._pixels}\x1b8")
        return True

    def _draw(self, width: int, height: int) -> list[Strip]:
        side = min(width, 2 * height) // 2 * 2
        if side < LEAST:
            return []
        figure = self._figure
        tones, ground = self._colours
        if side >= HALF_BLOCKS_FROM and self.app.console.color_system in _SMOOTH:
            dots = _cells(figure, self.moved, side)
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
        dots = _cells(figure, self.moved, 2 * side)
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
