"""Tests that no part of a screen is ever cut off, at any size of a terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cramp_timer.presentation.layout import (
    cramp_rows,
    padding,
    picture_width,
    session_rows,
    words_width,
)
from cramp_timer.tui.widgets.big_text import largest

WIDTHS, HEIGHTS = st.integers(10, 250), st.integers(3, 80)
VERBS = ("LEAN IN", "HOLD", "LET GO", "READY", "PAUSED", "WAITING", "DONE", "SWITCH")
DIGITS = ("7", "10", "1:23", "12:34")


@given(WIDTHS, HEIGHTS, st.integers(0, 12), st.integers(0, 12))
def test_a_routine_fits_into_any_terminal_and_always_has_verb_and_digits(
    width: int, height: int, say: int, longest: int
) -> None:
    rows = session_rows(width, height, say, max(say, longest))
    assert sum(rows.values()) <= height
    assert rows.get("say", 0) >= min(say, height - 3)  # below digits, verb and leg
    assert rows["digits"] >= 1
    assert rows["phase"] >= 1
    assert all(given > 0 for given in rows.values())
    assert words_width(width) + picture_width(width) + 2 * padding(width) <= width


@given(WIDTHS, st.integers(20, 80), st.integers(0, 5), st.integers(0, 5))
def test_where_there_is_room_nothing_moves_from_one_instruction_to_the_next(
    width: int, height: int, say: int, other: int
) -> None:
    longest = max(say, other)
    assert session_rows(width, height, say, longest) == session_rows(width, height, other, longest)


@given(WIDTHS, HEIGHTS, st.integers(0, 5), st.sampled_from(VERBS), st.sampled_from(DIGITS))
def test_large_letters_are_drawn_whole_or_smaller_and_never_cut(
    width: int, height: int, say: int, verb: str, digits: str
) -> None:
    rows, columns = session_rows(width, height, say, 5), words_width(width)
    for text, given_rows in ((verb, rows["phase"]), (digits, rows["digits"])):
        drawn = largest(text, columns, given_rows)
        assert len(drawn) <= given_rows
        assert max(map(len, drawn)) <= max(columns, len(text))


@given(WIDTHS, HEIGHTS, st.integers(1, 12), st.integers(0, 2), st.integers(0, 1), st.integers(0, 3))
def test_a_cramp_fits_into_any_terminal_and_always_says_what_to_do(
    width: int, height: int, say: int, button: int, rating: int, foot: int
) -> None:
    wrapped = {"say": say, "button": button, "rating": rating, "foot": foot, "headline": 1}
    rows = cramp_rows(width, height, wrapped)
    assert sum(rows.values()) <= height
    assert rows["say"] == min(say, height)


@given(st.integers(40, 250), st.integers(0, 8), st.integers(0, 70))
def test_digits_are_drawn_large_wherever_nine_rows_are_there_beside_the_instruction(
    width: int, say: int, more: int
) -> None:
    rows = session_rows(width, 9 + say + more, say, say)
    assert rows["digits"] >= 4
    assert rows["digits"] in (4, 7, 14, 21, 28)  # whole letters, without rows to spare
    assert len(largest("10", words_width(width), rows["digits"])) in (4, 7, 14, 21, 28)


def test_verb_and_digits_fill_a_very_large_terminal() -> None:
    rows = session_rows(200, 60, 1, 2)
    assert rows["digits"] == 28
    assert rows["phase"] == 14
    assert len(largest("LEAN IN", words_width(200), rows["phase"])) == 14
