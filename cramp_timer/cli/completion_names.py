"""Tells argcomplete how to complete the name of a routine, without importing anything."""

from __future__ import annotations

import argparse
from collections.abc import Iterable


def complete_routine(action: argparse.Action) -> None:
    """Complete the value of an argument by the names of the routines that there are."""
    action.completer = _routine_names  # type: ignore[attr-defined]  # where argcomplete looks


def _routine_names(**_: object) -> Iterable[str]:
    from cramp_timer.library import catalog

    return catalog.names()
