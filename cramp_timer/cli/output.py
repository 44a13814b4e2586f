"""What commands print and write: text to read, remarks, and files that were asked for."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.line_mode.terminal import fitted, wrapped
from cramp_timer.system import atomic_file
from cramp_timer.system.paths import is_there


def print_wrapped(lines: Iterable[str]) -> int:
    """Print a text to read, no wider than the terminal."""
    for line in lines:
        print(wrapped(line))
    return 0


def print_fitted(lines: Iterable[str]) -> int:
    """Print lines that programs read as well: wrapped in a terminal, whole in a pipe."""
    for line in lines:
        print(fitted(line, sys.stdout))
    return 0


def print_json(value: object) -> int:
    """Print a value for programs."""
    print(json.dumps(value, indent=1, ensure_ascii=False))
    return 0


def print_remarks(remarks: Iterable[str]) -> None:
    """Print sentences beside the output, on standard error."""
    for remark in remarks:
        print(_("cramp-timer: {remark}", remark=remark), file=sys.stderr)


def refuse_existing(file: Path, *, force: bool) -> None:
    """Raise CrampTimerError where a file has that name and may not be overwritten."""
    if is_there(file) and file.is_dir():
        raise CrampTimerError(_("{file}: is a folder", file=file))
    if is_there(file) and not force:
        raise CrampTimerError(_("{file}: exists already; --force overwrites it", file=file))


def write_new(file: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file whole or not at all; CrampTimerError where one exists or it is impossible."""
    refuse_existing(file, force=force)
    with atomic_file.replacing(file, overwrite=force) as beside:
        beside.write_bytes(content)
