"""Tests that a routine continues and reports unsaved data where nothing can be written."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.steady import keeps_time, led, without_sound
from support.tried import tried

pytestmark = [pytest.mark.long, pytest.mark.terminal]
needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a file system"
)


@pytest.fixture(autouse=True)
def silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_sound(tmp_path, monkeypatch)


@pytest.fixture
def small_home(tmp_path: Path) -> Iterator[Path]:
    """Provide a home folder on its own file system of 200 kB."""
    home = tmp_path / "small"
    home.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(home)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    yield home
    subprocess.run(["umount", "-l", str(home)], check=True)


@needs_root
@tried("the disk is full", "the routine keeps its time, and says that it is not kept")
def test_a_routine_on_a_full_disk_keeps_its_time_and_reports_unsaved_data(
    tmp_path: Path, small_home: Path
) -> None:
    with (small_home / "full").open("wb", buffering=0) as full:
        while _is_written(full, bytes(4096)):
            pass
    program = led(tmp_path, 2, environment={"HOME": str(small_home)}, first_time=True)
    keeps_time(program, 2)
    assert "not kept: " in program.text()


@needs_root
@tried("home can only be read", "the routine keeps its time, and says that it is not kept")
def test_a_routine_with_a_read_only_home_keeps_its_time_and_reports_unsaved_data(
    tmp_path: Path, small_home: Path
) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_home)], check=True)
    program = led(tmp_path, 2, environment={"HOME": str(small_home)}, first_time=True)
    keeps_time(program, 2)
    assert "not kept: " in program.text()


@tried("HOME names no folder", "the routine keeps its time, and says that it is not kept")
def test_a_routine_whose_home_is_no_folder_keeps_its_time_and_reports_unsaved_data(
    tmp_path: Path,
) -> None:
    program = led(tmp_path, 1, environment={"HOME": "/dev/null"}, first_time=True)
    keeps_time(program, 1)
    assert "not kept: " in program.text()


@pytest.mark.usefixtures("no_home")
@tried("HOME is empty", "the system is asked for the home; the routine keeps its time")
def test_a_routine_with_an_empty_home_variable_keeps_its_time(tmp_path: Path) -> None:
    keeps_time(led(tmp_path, 1, first_time=True), 1)


def _is_written(file: io.RawIOBase, content: bytes) -> bool:
    try:
        return bool(file.write(content))
    except OSError:
        return False
