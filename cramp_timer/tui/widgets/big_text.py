"""Digits and capitals in the largest size that fits, to be read from across a room."""

from __future__ import annotations

from textual.reactive import var

from cramp_timer.tui.widgets.cell_canvas import CellCanvas

ROWS = 7
LARGEST_SCALE = 4

# Seven rows per glyph, top to bottom, with one digit per dot.
_GLYPHS = {
    "0": "01110 10001 10011 10101 11001 10001 01110",
    "1": "00100 01100 00100 00100 00100 00100 01110",
    "2": "01110 10001 00001 00110 01000 10000 11111",
    "3": "01110 10001 00001 00110 00001 10001 01110",
    "4": "00010 00110 01010 10010 11111 00010 00010",
    "5": "11111 10000 11110 00001 00001 10001 01110",
    "6": "01110 10000 10000 11110 10001 10001 01110",
    "7": "11111 00001 00010 00100 00100 01000 01000",
    "8": "01110 10001 10001 01110 10001 10001 01110",
    "9": "01110 10001 10001 01111 00001 00001 01110",
    ":": "0 0 1 0 1 0 0",
    " ": "000 000 000 000 000 000 000",
    "A": "01110 10001 10001 11111 10001 10001 10001",
    "B": "11110 10001 10001 11110 10001 10001 11110",
    "C": "01110 10001 10000 10000 10000 10001 01110",
    "D": "11110 10001 10001 10001 10001 10001 11110",
    "E": "11111 10000 10000 11110 10000 10000 11111",
    "F": "11111 10000 10000 11110 10000 10000 10000",
    "G": "01110 10001 10000 10111 10001 10001 01110",
    "H": "10001 10001 10001 11111 10001 10001 10001",
    "I": "111 010 010 010 010 010 111",
    "J": "00111 00010 00010 00010 00010 10010 01100",
    "K": "10001 10010 10100 11000 10100 10010 10001",
    "L": "10000 10000 10000 10000 10000 10000 11111",
    "M": "10001 11011 10101 10101 10001 10001 10001",
    "N": "10001 11001 10101 10011 10001 10001 10001",
    "O": "01110 10001 10001 10001 10001 10001 01110",
    "P": "11110 10001 10001 11110 10000 10000 10000",
    "Q": "01110 10001 10001 10001 10101 10010 01101",
    "R": "11110 10001 10001 11110 10100 10010 10001",
    "S": "01111 10000 10000 01110 00001 00001 11110",
    "T": "11111 00100 00100 00100 00100 00100 00100",
    "U": "10001 10001 10001 10001 10001 10001 01110",
    "V": "10001 10001 10001 10001 10001 01010 00100",
    "W": "10001 10001 10001 10101 10101 11011 10001",
    "X": "10001 10001 01010 00100 01010 10001 10001",
    "Y": "10001 10001 01010 00100 00100 00100 00100",
    "Z": "11111 00001 00010 00100 01000 10000 11111",
}


class BigText(CellCanvas):
    """A short text in a 5 × 7 dot font, drawn in the largest blocks that fit."""

    text: var[str] = var("")

    def watch_text(self) -> None:
        """Redraw when the text changes."""
        self.redraw()

    def draw(self, width: int, height: int) -> list[str]:
        """Return the largest drawing of the text; no rows for an empty one."""
        return largest(self.text, width, height) if self.text else []


def dots(text: str) -> list[str]:
    """Return seven rows of "0" and "1"; glyphs are one dot apart."""
    glyphs = [_GLYPHS[character].split() for character in text]
    return ["0".join(glyph[row] for glyph in glyphs) for row in range(ROWS)]


def blocks(text: str, scale: int) -> list[str]:
    """Return the text with each dot as a square of `scale` rows and twice as many columns."""
    rows = [row.replace("0", "  " * scale).replace("1", "██" * scale) for row in dots(text)]
    return [row for row in rows for _ in range(scale)]


def half_blocks(text: str) -> list[str]:
    """Return the text with two dots of height per cell: four rows, one column per dot."""
    rows = [*dots(text), "0" * len(dots(text)[0])]
    cells = {"00": " ", "10": "▀", "01": "▄", "11": "█"}
    return [
        "".join(cells[upper + lower] for upper, lower in zip(rows[row], rows[row + 1], strict=True))
        for row in range(0, ROWS + 1, 2)
    ]


def largest(text: str, width: int, height: int) -> list[str]:
    """Return the largest drawing that fits into the cells; the plain text where none does."""
    if not _GLYPHS.keys() >= set(text):
        return [text]
    for scale in range(LARGEST_SCALE, 0, -1):
        drawn = blocks(text, scale)
        if len(drawn) <= height and len(drawn[0]) <= width:
            return drawn
    drawn = half_blocks(text)
    if len(drawn) <= height and len(drawn[0]) <= width:
        return drawn
    return [text]
