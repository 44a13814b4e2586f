"""The texts to read: the warning signs and the guide."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cramp_timer.settings import Settings


def signs(_: Namespace) -> int:
    """Print the warning signs."""
    from cramp_timer.guide.texts import signs_lines

    return _print_wrapped(signs_lines(_settings()))


def guide(_: Namespace) -> int:
    """Print the ways against cramps, and what is known of each."""
    from cramp_timer.guide.texts import guide_lines

    return _print_wrapped(guide_lines(_settings()))


def _settings() -> Settings:
    from cramp_timer.commands.opened import load_settings

    settings, problems = load_settings()
    for problem in problems:
        print(f"cramp-timer: {problem}", file=sys.stderr)
    return settings


def _print_wrapped(lines: Iterable[str]) -> int:
    """Print lines no wider than the terminal, the rest of each under its beginning."""
    from shutil import get_terminal_size
    from textwrap import wrap

    width = min(100, get_terminal_size().columns)
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip(" ·")))
        print("\n".join(wrap(line, width, subsequent_indent=indent) or [""]))
    return 0
