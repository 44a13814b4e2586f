"""What an install weighs, and how long the suite takes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figure import Figure

ROOT = Path(__file__).resolve().parents[2]


def install_figures(folder: Path) -> Iterator[Figure]:
    """Megabytes and packages of a plain install into an empty environment."""
    venv = folder / "plain"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    before = _megabytes(venv)
    pip = str(venv / "bin" / "pip")
    subprocess.run([pip, "install", "-q", str(ROOT)], check=True, capture_output=True)
    listed = subprocess.run([pip, "list", "--format=freeze"], capture_output=True, encoding="utf-8")
    ours = [line for line in listed.stdout.splitlines() if not line.startswith(("pip=", "setup"))]
    yield Figure("plain install", f"{_megabytes(venv) - before:.0f} MB", goal="≤ 60 MB")
    yield Figure("plain install, packages", str(len(ours)), goal="about a dozen")


def suite_figure() -> Figure:
    """Seconds that the tests take as the README runs them."""
    begun = time.monotonic()
    subprocess.run([sys.executable, "-m", "pytest", "-q"], cwd=ROOT, capture_output=True)
    return Figure("the suite of tests", f"{time.monotonic() - begun:.0f} s", goal="< 180 s")


def _megabytes(folder: Path) -> float:
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return sum(file.stat().st_size for file in files) / 1e6
