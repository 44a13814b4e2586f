"""The program as a shell starts it."""

from __future__ import annotations

import os
import subprocess
import sys

PROGRAM = [sys.executable, "-m", "cramp_timer"]


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end with these variables beside the others; nobody types."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
    )
