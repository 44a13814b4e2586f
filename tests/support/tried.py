"""Names a fault that a test brings about, for the table of faults in tests/README.md."""

from __future__ import annotations

import pytest


def tried(what: str, happened: str) -> pytest.MarkDecorator:
    """What was done to the program, and what it did."""
    return pytest.mark.tried(what, happened)
