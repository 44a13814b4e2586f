"""Tests figures as pixels, and that what terminals take holds every one of them."""

from __future__ import annotations

import base64
import re
import zlib
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_timer.presentation.figure import Part
from cramp_timer.presentation.pixels import (
    RGB,
    SHADES,
    Pixels,
    enlarged,
    framed,
    kitty_image,
    number,
    palette,
    pixels,
    sixel,
)
from cramp_timer.presentation.poses import POSES

COLOURS = palette({part: (40 * part, 200, 255 - 40 * part) for part in Part}, ground=(10, 20, 30))
WIDTHS = st.integers(1, 40)


@st.composite
def images(draw: st.DrawFn) -> Pixels:
    width = draw(WIDTHS)
    rows = st.binary(min_size=width, max_size=width).map(
        lambda row: bytes(each % len(COLOURS) for each in row)
    )
    return draw(st.lists(rows, min_size=1, max_size=20))


def decoded_sixel(text: str) -> tuple[Pixels, dict[int, tuple[int, ...]]]:
    """Return the pixels of a sixel, and its colours in hundredths."""
    size = re.match(r'\x1bPq"1;1;(\d+);(\d+)', text)
    assert size
    assert text.endswith("\x1b\\")
    width, height = int(size[1]), int(size[2])
    rows = [bytearray(b"\xff" * width) for _ in range(height)]
    colours: dict[int, tuple[int, ...]] = {}
    x, top, now = 0, 0, 0
    body = text[size.end() : -2]
    for token in re.finditer(r"#(\d+)(?:;2;(\d+);(\d+);(\d+))?|(?:!(\d+))?([?-~])|[$-]", body):
        if token[1]:
            now = int(token[1])
            if token[2]:
                colours[now] = tuple(int(token[part]) for part in (2, 3, 4))
        elif token[6]:
            for _ in range(int(token[5] or 1)):
                for row in range(6):
                    if ord(token[6]) - 63 & 1 << row:
                        rows[top + row][x] = now
                x += 1
        else:
            x, top = 0, top + 6 * (token[0] == "-")
    return [bytes(row) for row in rows], colours


@given(images())
def test_a_sixel_holds_every_pixel_in_its_colour(rows: Pixels) -> None:
    found, colours = decoded_sixel(sixel(rows, COLOURS))
    assert found == list(rows)
    for each in set().union(*rows):
        assert colours[each] == tuple(round(part * 100 / 255) for part in COLOURS[each])


@given(images(), st.integers(1, 90), st.integers(1, 50))
def test_a_picture_for_kitty_holds_every_pixel_in_its_colour(
    rows: Pixels, columns: int, lines: int
) -> None:
    parts = re.findall(
        r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", kitty_image(rows, COLOURS, columns, lines)
    )
    keys = dict(pair.split("=") for pair in parts[0][0].split(","))
    assert (int(keys["s"]), int(keys["v"])) == (len(rows[0]), len(rows))
    assert (int(keys["c"]), int(keys["r"])) == (columns, lines)
    assert [part[0][-3:] for part in parts] == ["m=1"] * (len(parts) - 1) + ["m=0"] or (
        len(parts) == 1
    )
    content = zlib.decompress(base64.b64decode("".join(data for _, data in parts)))
    assert content == b"".join(bytes(COLOURS[each]) for row in rows for each in row)


def test_a_large_picture_for_kitty_comes_in_pieces_of_the_size_that_it_takes() -> None:
    chance = Random(1)  # what cannot be compressed
    rows = [bytes(chance.randrange(len(COLOURS)) for _ in range(99)) for _ in range(99)]
    sizes = [
        len(part) for part in re.findall(r";([^\x1b;]*)\x1b", kitty_image(rows, COLOURS, 9, 9))
    ]
    assert len(sizes) > 1
    assert max(sizes) == 4096
    assert all(size % 4 == 0 for size in sizes)


@given(images(), st.integers(1, 4), st.integers(0, 30), st.integers(0, 30))
def test_an_enlarged_picture_in_a_frame_is_the_same_picture(
    rows: Pixels, times: int, wider: int, higher: int
) -> None:
    large = enlarged(rows, times)
    width, height = len(large[0]) + wider, len(large) + higher
    around = framed(large, width, height)
    assert [len(row) for row in around] == [width] * height
    left, above = wider // 2, higher // 2
    inner = [row[left : left + len(large[0])] for row in around[above : above + len(large)]]
    assert inner == list(large)
    assert [row[::times] for row in large[::times]] == list(rows)
    assert sum(map(sum, around)) == sum(map(sum, large))  # the rest is ground


@given(st.sampled_from(list(Part)), st.floats(0, 1))
def test_the_colour_of_a_pixel_is_as_near_to_its_part_as_the_part_covers_it(
    part: Part, covered: float
) -> None:
    shown: RGB = COLOURS[number(part, covered)]
    ground, tone = COLOURS[0], COLOURS[number(part, 1.0)]
    for one, other, found in zip(ground, tone, shown, strict=True):
        assert abs(found - (one + covered * (other - one))) <= abs(other - one) / SHADES / 2 + 1


@pytest.mark.parametrize("name", POSES)
@pytest.mark.parametrize("size", [7, 90])
def test_every_pose_has_pixels_of_its_working_leg(name: str, size: int) -> None:
    drawn = pixels(POSES[name], 1.0, size)
    assert [len(row) for row in drawn] == [size] * size
    shades = set().union(*drawn)
    assert max(shades) < len(COLOURS)
    assert any(number(Part.WORKING, level / 8) in shades for level in range(1, 9))
