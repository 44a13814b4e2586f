"""Tests that invalid files, imports and command lines give sentences and never a traceback.

The same targets run under a coverage-guided fuzzer with `python tests/fuzz/guided.py`.
"""

from __future__ import annotations

import pytest
from fuzz.seeds import seeds
from fuzz.targets import TARGETS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HOSTILE = (
    b"\x1b]0;title\x07", b"\x1b[2J", b"\xc2\x9b31m", b"\\u001b[31m", b"../../x", b"/etc/passwd",
    b"\x00", b"\xff", b"\r\n", b"=1+1", b"\xe2\x80\xae", b"9" * 400, b"1e999", b"nan", b"-",
    b"[" * 300, b"\\ud800", b"0001-01-01T00:00:00+23:59", b"9999-12-31T23:59:59-23:59", b"true",
    b"null", b'"', b"{",
)  # fmt: skip


def nearly(right: tuple[bytes, ...]) -> st.SearchStrategy[bytes]:
    """Return a strategy for valid input with a few pieces replaced, doubled or left out."""
    piece = st.one_of(st.sampled_from(HOSTILE), st.binary(max_size=6))
    change = st.tuples(st.floats(0, 1), st.integers(0, 40), piece)
    return st.builds(_changed, st.sampled_from(right), st.lists(change, max_size=4))


def _changed(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for share, length, piece in changes:
        place = round(share * len(content))
        content = content[:place] + piece + content[place + length :]
    return content


@pytest.mark.parametrize("name", TARGETS)
def test_every_valid_seed_passes_its_fuzz_target(name: str) -> None:
    for content in seeds()[name]:
        TARGETS[name](content)


@pytest.mark.parametrize("name", TARGETS)
def test_nearly_valid_input_is_accepted_or_refused_with_a_sentence(name: str) -> None:
    @settings(max_examples=60, suppress_health_check=[*HealthCheck])
    @given(nearly(seeds()[name]))
    def is_told(content: bytes) -> None:
        TARGETS[name](content)

    is_told()


@pytest.mark.parametrize("name", TARGETS)
def test_arbitrary_bytes_are_accepted_or_refused_with_a_sentence(name: str) -> None:
    @settings(max_examples=40, suppress_health_check=[*HealthCheck])
    @given(st.binary(max_size=300))
    def is_told(content: bytes) -> None:
        TARGETS[name](content)

    is_told()
