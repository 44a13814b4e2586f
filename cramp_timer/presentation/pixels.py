"""Figures in real pixels, each the number of a colour, and the two forms that terminals take."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache

from cramp_timer.presentation.figure import Figure, Part
from cramp_timer.presentation.raster import raster

RGB = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255."""
Pixels = Sequence[bytes]
"""Rows of pixels; each byte is the number of a colour, and 0 is the ground."""
SHADES = 8
"""Colours from the ground to a part's own, so that edges are smooth."""
_CHUNK = 4096
"""The most characters of a picture that kitty takes at once."""
_KITTY_NUMBER = 3160
"""Any number of our own."""
_BAND = 6
"""The pixels below each other in one character of a sixel."""


def pixels(figure: Figure, share: float, size: int) -> Pixels:
    """Return a square of `size` pixels a side, part of the way from rest to hold."""
    return [
        bytes(number(Part(part), covered) if part else 0 for part, covered in row)
        for row in raster(figure, share, size)
    ]


def number(part: Part, covered: float) -> int:
    """Return the number of the colour of a pixel of which a part covers so much."""
    level = round(covered * SHADES)
    return (part - 1) * SHADES + level if level else 0


def palette(tones: Mapping[Part, RGB], ground: RGB) -> list[RGB]:
    """Return the colours by their numbers."""
    return [
        ground,
        *(
            _between(ground, tones[part], level / SHADES)
            for part in Part
            for level in range(1, SHADES + 1)
        ),
    ]


def _between(one: RGB, other: RGB, share: float) -> RGB:
    red, green, blue = (round(a + share * (b - a)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def enlarged(rows: Pixels, times: int) -> Pixels:
    """Return each pixel as a square of `times` a side."""
    every = [number for number in range(len(rows[0])) for _ in range(times)]
    wide = [bytes(row[place] for place in every) for row in rows]
    return [row for row in wide for _ in range(times)]


def framed(rows: Pixels, width: int, height: int) -> Pixels:
    """Return pixels in the middle of a larger ground."""
    left, above = (width - len(rows[0])) // 2, (height - len(rows)) // 2
    wide = [bytes(left) + row + bytes(width - left - len(row)) for row in rows]
    return [bytes(width)] * above + wide + [bytes(width)] * (height - above - len(rows))


def kitty_image(rows: Pixels, colours: Sequence[RGB], columns: int, lines: int) -> str:
    """Return what has kitty show a picture in so many cells from the cursor on.

    There is one picture at a time, since it always has the same number.
    https://sw.kovidgoyal.net/kitty/graphics-protocol/#controlling-displayed-image-layout
    """
    content = b"".join(bytes(colours[each]) for row in rows for each in row)
    data = base64.standard_b64encode(zlib.compress(content)).decode()
    size = f"s={len(rows[0])},v={len(rows)},c={columns},r={lines}"
    keys = f"a=T,q=2,f=24,o=z,i={_KITTY_NUMBER},p=1,C=1,{size},"
    chunks = [data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK)]
    return "".join(
        f"\x1b_G{keys if place == 0 else ''}m={int(place < len(chunks) - 1)};{chunk}\x1b\\"
        for place, chunk in enumerate(chunks)
    )


def sixel(rows: Pixels, colours: Sequence[RGB]) -> str:
    """Return a picture as a sixel: bands of six rows, and for each colour where it is in them.

    https://vt100.net/docs/vt3xx-gp/chapter14.html
    """
    found = [f'\x1bPq"1;1;{len(rows[0])};{len(rows)}']
    for each in sorted(set().union(*rows)):
        red, green, blue = (round(part * 100 / 255) for part in colours[each])
        found.append(f"#{each};2;{red};{green};{blue}")
    for top in range(0, len(rows), _BAND):
        band = rows[top : top + _BAND]
        found += [f"#{each}{_line(band, each)}$" for each in sorted(set().union(*band))]
        found.append("-")
    return "".join([*found, "\x1b\\"])


def _line(band: Pixels, wanted: int) -> str:
    """Return the characters of one colour in a band; four or more of a kind as a number of them."""
    bits = sum(int.from_bytes(row.translate(_bit(wanted, k))) for k, row in enumerate(band))
    characters = bytes(63 + each for each in bits.to_bytes(len(band[0]))).decode()
    return re.sub(r"(.)\1{3,}", lambda run: f"!{len(run[0])}{run[1]}", characters)


@lru_cache(maxsize=256)
def _bit(wanted: int, row: int) -> bytes:
    """Return the table that turns one number into the bit of a row, and all others into none."""
    return bytes(1 << row if each == wanted else 0 for each in range(256))
