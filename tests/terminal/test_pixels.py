"""Tests figures in real pixels, with a terminal that says what it can draw."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator

import pytest
from support.terminal import PATIENCE, Program

pytestmark = pytest.mark.terminal
HOME = [sys.executable, "-m", "cramp_timer"]
QUESTION = b"\x1b[c"
KITTY = "\x1bP>|kitty(0.32.2)\x1b\\", "\x1b[6;20;10t", "\x1b[?62;c"
XTERM = "\x1bP>|XTerm(379)\x1b\\", "\x1b[6;20;10t", "\x1b[?63;1;2;4;6;9;15;16;17;18;21;22;28c"
KITTYS, SIXEL, NONE_LEFT = b"\x1b_Ga=T", b"\x1bPq", b"\x1b_Ga=d"


def written(program: Program, wanted: bytes, after: int = 0) -> int:
    """Wait until something is written after a place; return where it ends."""
    end = time.monotonic() + PATIENCE
    while (place := program.written.find(wanted, after)) < 0:
        assert time.monotonic() < end, f"{wanted!r} was not written"
        program.read(0.05)
    return place + len(wanted)


def is_written_until(program: Program, unwanted: bytes, text: str) -> bool:
    """Return whether something is written before a text."""
    program.wait_for(text)
    return unwanted in program.written


@pytest.fixture
def home() -> Iterator[Program]:
    program = Program(HOME, 120, 40, {"COLORTERM": "truecolor"})
    written(program, QUESTION)
    yield program
    program.press("\x11")
    program.end()


@pytest.mark.parametrize(("answers", "picture"), [(KITTY, KITTYS), (XTERM, SIXEL)])
def test_a_terminal_that_says_so_is_given_the_figure_in_pixels(
    home: Program, answers: tuple[str, ...], picture: bytes
) -> None:
    for character in "".join(answers):  # as slowly as it may come; none of it is a key
        home.press(character)
        home.read(0.002)
    place = re.search(rb"\x1b7\x1b\[(\d+);(\d+)H" + re.escape(picture), home.written)
    while place is None:
        written(home, picture)
        place = re.search(rb"\x1b7\x1b\[(\d+);(\d+)H" + re.escape(picture), home.written)
    row, column = int(place[1]), int(place[2])
    assert 1 <= row < 20
    assert 60 < column < 120
    assert "Tonight" in home.text()


@pytest.mark.parametrize(("answers", "picture"), [(KITTY, KITTYS), (XTERM, SIXEL)])
def test_pixels_are_drawn_again_where_another_screen_lay_over_them(
    home: Program, answers: tuple[str, ...], picture: bytes
) -> None:
    home.press("".join(answers))
    before = written(home, picture)
    home.press("w")
    home.wait_for("Call your emergency number")
    if answers is KITTY:  # which shows a picture over all text
        before = written(home, NONE_LEFT, before)
    before = len(home.written)
    home.press("w")
    written(home, picture, before)


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(("\x1b[?62;22c",), id="text alone"),
        pytest.param(("\x1bP>|kitty(0.32.2)\x1b\\", "\x1b[?62;c"), id="no size of a cell"),
        pytest.param(("\x1b[6;0;0t", "\x1b[?62;4c"), id="cells of no size"),
        pytest.param(("\x1b[6;20;10t", "\x1b[?4;6c"), id="4 as the kind of terminal"),
    ],
)
def test_a_terminal_that_cannot_is_given_none(home: Program, answers: tuple[str, ...]) -> None:
    home.press("".join(answers))
    home.press("w")
    home.wait_for("Call your emergency number")
    home.press("w")
    home.press("g")
    assert not is_written_until(home, KITTYS, "seven ways")
    assert SIXEL not in home.written


def test_without_colours_no_terminal_is_asked() -> None:
    program = Program(HOME, 120, 40, {"NO_COLOR": "1"})
    program.wait_for("Tonight")
    program.press("g")
    assert not is_written_until(program, QUESTION, "seven ways")
    program.press("\x11")
    program.end()


def test_the_first_picture_of_the_next_start_is_of_cells(home: Program) -> None:
    home.press("".join(KITTY))
    written(home, KITTYS)
    again = Program(HOME, 120, 40, {"COLORTERM": "truecolor"})
    written(again, QUESTION)
    assert KITTYS not in again.written
    again.press("\x11")
    again.end()
