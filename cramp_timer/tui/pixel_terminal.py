"""Whether the terminal draws real pixels: what it is asked, what it answers, where they go.

A terminal with sixels paints them over its cells, until something else is written there. kitty and
Ghostty show a picture over the text until a command takes it away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from textual.message import Message

from cramp_timer.presentation.figure import Figure
from cramp_timer.presentation.pixels import RGB, enlarged, framed, kitty_image, pixels, sixel

NO_PICTURE = "\x1b_Ga=d,q=2\x1b\\"
"""Takes kitty's pictures away."""
QUESTIONS = "\x1b[>q\x1b[16t\x1b[c"
"""Its name, the size of a cell in pixels, and what it can do, which every terminal answers."""
_NAME = re.compile(r"\x1bP>\|(.*)\x1b\\", re.DOTALL)
_CELL = re.compile(r"\x1b\[6;(\d{1,3});(\d{1,3})t")
_ABILITIES = re.compile(r"\x1b\[\?([\d;]*)c")
_SIXEL = "4"
_MOST_PIXELS = 480
"""Pixels of a side that are drawn; a larger figure has larger ones, and is there as soon."""


@dataclass(frozen=True)
class PixelTerminal:
    """How a terminal takes pixels, and the pixels in one of its cells."""

    protocol: Literal["kitty", "sixel"]
    cell_width: int
    cell_height: int

    def picture(
        self, figure: Figure, share: float, columns: int, rows: int, colours: Sequence[RGB]
    ) -> str:
        """Return what draws a figure in so many cells from the cursor on."""
        width, height = columns * self.cell_width, rows * self.cell_height
        times = -(-min(width, height) // _MOST_PIXELS)
        width, height = width // times, height // times
        drawn = framed(pixels(figure, share, min(width, height)), width, height)
        if self.protocol == "kitty":
            return kitty_image(drawn, colours, columns, rows)
        return sixel(enlarged(drawn, times), colours)


@dataclass
class PixelsFound(Message):
    """The terminal draws pixels."""

    terminal: PixelTerminal


class Answers:
    """What the terminal has said about itself so far."""

    def __init__(self, measured_cell: Callable[[], tuple[int, int] | None]) -> None:
        """`measured_cell` returns width and height as the system knows them, where it does."""
        self._measured_cell = measured_cell
        self._name = ""
        self._cell: tuple[int, int] | None = None

    def take(self, sequence: str) -> PixelTerminal | None:
        """Take a whole sequence; return what the terminal can do once all is answered."""
        if name := _NAME.fullmatch(sequence):
            self._name = name[1].lower()
        elif cell := _CELL.fullmatch(sequence):
            self._cell = int(cell[2]), int(cell[1])
        elif abilities := _ABILITIES.fullmatch(sequence):
            return self._terminal(abilities[1].split(";"))
        return None

    def _terminal(self, abilities: list[str]) -> PixelTerminal | None:
        cell = self._cell or self._measured_cell()
        if cell is None or 0 in cell:
            return None
        if self._name.startswith(("kitty", "ghostty")):
            return PixelTerminal("kitty", *cell)
        return PixelTerminal("sixel", *cell) if _SIXEL in abilities[1:] else None
