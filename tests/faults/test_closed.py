"""Tests that a person is led although one of their folders may not be entered."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.first_lines import first_lines
from support.systems import unix
from support.tried import tried

HOME_FOLDERS = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
NOT_PAST_MODES = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Root is stopped by no mode; a program that begins so is."""
pytestmark = [
    unix,
    pytest.mark.skipif(IS_ROOT and shutil.which("setpriv") is None, reason="needs setpriv"),
]


@pytest.fixture(params=HOME_FOLDERS)
def closed(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Close one of the folders of a person."""
    for name in HOME_FOLDERS:
        (tmp_path / name / "cramp-timer").mkdir(parents=True)
        monkeypatch.setenv(name, str(tmp_path / name))
    closed = tmp_path / str(request.param)
    closed.chmod(0)
    yield
    closed.chmod(0o700)


@tried("the folder of settings, cache or diary is closed", "a cramp is led, and it is said")
@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("words", [("now", "--plain"), ("show", "wall-stretch")])
def test_a_closed_folder_stops_no_guidance(words: tuple[str, ...]) -> None:
    as_any_user = NOT_PAST_MODES if IS_ROOT else ()
    lines = first_lines([*as_any_user, sys.executable, "-m", "cramp_timer", *words])
    assert any("leg" in line or "wall" in line.lower() for line in lines), lines
