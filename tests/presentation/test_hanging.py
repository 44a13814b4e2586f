"""Tests that a line broken at a width loses no word, and hangs under its first one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cramp_timer.presentation.hanging import hanging

WORDS = st.lists(st.text("abcé·", min_size=1, max_size=12), max_size=12)


@given(st.sampled_from(("", "  · ", "0:15  ", "now 10:15  ", "  1  ")), WORDS, st.integers(1, 60))
def test_no_word_is_lost_and_no_row_is_too_wide(before: str, words: list[str], width: int) -> None:
    rows = hanging(before + " ".join(words), width)
    assert "".join("".join(rows).split()) == "".join((before + "".join(words)).split())
    assert all(len(row) <= width for row in rows)


def test_the_rest_of_a_sign_stands_under_its_first_word() -> None:
    assert hanging("  · One leg is swollen, warm", 20) == ["  · One leg is", "    swollen, warm"]
    assert hanging("  1  Pregnant, or a birth?", 20) == ["  1  Pregnant, or a", "     birth?"]
    assert hanging("", 20) == [""]
