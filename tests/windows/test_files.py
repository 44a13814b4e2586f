"""Tests of what Windows does differently with files."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Timer

import pytest

from cramp_timer.errors import CrampTimerError
from cramp_timer.system import atomic_file

pytestmark = pytest.mark.skipif(os.name != "nt", reason="of Windows")


def test_a_file_that_another_program_lets_go_of_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"before")
    scanner = file.open("rb")
    Timer(0.1, scanner.close).start()
    atomic_file.write(file, b"after", expected=b"before")
    assert scanner.closed
    assert file.read_bytes() == b"after"


def test_a_file_that_another_program_keeps_open_is_told_and_stays(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"before")
    with file.open("rb"), pytest.raises(CrampTimerError, match="cannot be written"):
        atomic_file.write(file, b"after", expected=b"before")
    assert file.read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir()] == [file.name]
