"""Tests that a sound file with a damaged header is read or refused, soon and in little memory."""

from __future__ import annotations

import pytest
from support.systems import unix

pytestmark = [unix, pytest.mark.long]
COUNT = 200
"""As many of each format; `python tests/fuzz/headers.py` tries ten times as many."""


@pytest.mark.parametrize("kind", ["wav", "mp3", "flac", "ogg"])
def test_a_damaged_header_is_read_or_refused_within_bounds(kind: str) -> None:
    from fuzz.headers import outcomes, seeds

    if not seeds(kind):
        pytest.skip("needs the extra export")
    assert [each.fault for each in outcomes(kind, COUNT) if each.fault] == []
