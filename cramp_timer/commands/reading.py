"""The texts to read: the warning signs and the guide."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from cramp_timer.commands.output import print_wrapped

if TYPE_CHECKING:
    from cramp_timer.settings import Settings


def signs(_: Namespace) -> int:
    """Print the warning signs."""
    from cramp_timer.guide.texts import signs_lines

    return print_wrapped(signs_lines(_settings()))


def guide(_: Namespace) -> int:
    """Print the ways against cramps, and what is known of each."""
    from cramp_timer.guide.texts import guide_lines

    return print_wrapped(guide_lines(_settings()))


def _settings() -> Settings:
    from cramp_timer.commands.opened import load_settings

    settings, problems = load_settings()
    for problem in problems:
        print(f"cramp-timer: {problem}", file=sys.stderr)
    return settings
