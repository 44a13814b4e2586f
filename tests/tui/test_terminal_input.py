"""Tests that only what a person pressed becomes a key, however the terminal's bytes arrive."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from cramp_timer.tui import terminal_input
from cramp_timer.tui.terminal_input import WAIT_SECONDS, WholeSequences

PRESSED = {
    "a": "a", "Q": "Q", "é": "é", "7": "7", " ": "space", "\r": "enter", "\t": "tab",
    "\x1b[A": "up", "\x1b[D": "left", "\x1bOC": "right", "\x1b[3~": "delete",
    "\x1b[1;5C": "ctrl+right", "\x1b[[A": "f1", "\x1b[27u": "escape",
}  # fmt: skip
NOT_PRESSED = [
    "\x1b[?62;22c", "\x1b[>0;276;0c", "\x1b[8;24;80t", "\x1b[?1u", "\x1b[99;99z", "\x1b[=1;2;3q",
    "\x1b]11;rgb:0000/0000/0000\x1b\\", "\x1b]4;1;rgb:ff/00/00\x07", "\x1bP>|xterm(388)\x1b\\",
    "\x1bP1+r524742=38\x1b\\", "\x1b_Gi=31;OK\x1b\\", "\x1b^private\x1b\\", "\x1b[?997;1n",
    "\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16q", "\x1bO2Z",
]  # fmt: skip


class Hand:
    """A parser under a clock of its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr(terminal_input, "get_time", lambda: self.now)
        self.parser = WholeSequences()

    def keys(self, chunks: Iterable[str], wait: float = 0.3) -> list[str]:
        """Return the keys of chunks that come so many seconds apart, with a tick between."""
        every: list[object] = []
        for chunk in chunks:
            every += self.parser.feed(chunk)
            self.now += wait
            every += self.parser.tick()
        self.now += WAIT_SECONDS
        every += self.parser.tick()
        return [event.key for event in every if isinstance(event, events.Key)]


@pytest.fixture
def hand(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Hand]:
    return lambda: Hand(monkeypatch)


@given(
    st.lists(st.sampled_from([*PRESSED, *NOT_PRESSED]), max_size=12),
    st.lists(st.integers(0, 300), max_size=40),
)
def test_a_stream_means_the_same_keys_wherever_it_is_split(
    parts: list[str], splits: list[int]
) -> None:
    stream = "".join(parts)
    places = sorted({0, len(stream), *(each for each in splits if each < len(stream))})
    with pytest.MonkeyPatch.context() as patch:
        pressed = Hand(patch).keys(stream[a:b] for a, b in pairwise(places))
    assert pressed == [PRESSED[part] for part in parts if part in PRESSED]


@pytest.mark.parametrize("sequence", NOT_PRESSED)
def test_what_the_terminal_says_is_no_key_even_letter_by_letter(
    hand: Callable[[], Hand], sequence: str
) -> None:
    assert hand().keys([sequence]) == []
    assert hand().keys(sequence) == []


def test_an_escape_whose_rest_comes_late_is_one_key(hand: Callable[[], Hand]) -> None:
    assert hand().keys(["\x1b", "[A"], wait=0.4) == ["up"]
    assert hand().keys(["\x1b[1", ";5", "D"], wait=0.4) == ["ctrl+left"]


def test_an_escape_that_stays_alone_is_the_key(hand: Callable[[], Hand]) -> None:
    assert hand().keys(["\x1b"], wait=0.0) == ["escape"]
    assert hand().keys(["\x1b", "\x1b"], wait=0.2) == ["escape", "escape"]
    assert hand().keys(["\x1b", "q"], wait=0.3) == ["escape", "q"]


def test_a_letter_at_once_after_escape_is_pressed_with_alt(hand: Callable[[], Hand]) -> None:
    assert hand().keys(["\x1bx"]) == ["alt+x"]


def test_a_sequence_that_never_ends_swallows_no_later_key(hand: Callable[[], Hand]) -> None:
    assert hand().keys(["\x1b[12;", "x"], wait=0.6) == ["x"]
    assert hand().keys(["\x1b]52;c;" + "A" * 9000 + "\x07", "y"], wait=0.6)[-1:] == ["y"]


def test_a_paste_is_one_text_whatever_sequences_it_holds(hand: Callable[[], Hand]) -> None:
    parser = hand().parser
    pasted = "\x1b[200~my \x1b[?62;22c text\x1b[201~z"
    every = [*parser.feed(pasted)]
    assert [event.text for event in every if isinstance(event, events.Paste)] == [
        "my \x1b[?62;22c text"
    ]
    assert [event.key for event in every if isinstance(event, events.Key)] == ["z"]
