"""A real sound server where a test wants one; who should ask first was told before."""

from __future__ import annotations

import pytest
from audio.conftest import server as server  # the same fixture as for the tests of sound

from cramp_timer.guide import safety_notice


@pytest.fixture(autouse=True)
def told_before() -> None:
    safety_notice.mark_shown()
