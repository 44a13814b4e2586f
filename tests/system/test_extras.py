"""Tests that what is missing is added in the way in which the program was installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cramp_timer.system.extras import install_command, packages_of


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment of its own, with pip."""
    (tmp_path / "lib" / "python3.12" / "site-packages" / "pip").mkdir(parents=True)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "executable", "python")
    return tmp_path


def test_pip_is_named_where_it_is(environment: Path) -> None:
    assert install_command("voice") == "python -m pip install hibari-tts==0.2.1"


def test_pipx_is_named_where_it_made_the_environment(environment: Path) -> None:
    (environment / "pipx_metadata.json").touch()
    assert install_command("export") == "pipx inject cramp-timer mutagen soundfile"


def test_uv_is_named_where_there_is_no_pip(environment: Path) -> None:
    (environment / "lib" / "python3.12" / "site-packages" / "pip").rmdir()
    assert install_command("voice") == "uv pip install --python python hibari-tts==0.2.1"


def test_what_is_no_extra_is_a_package_itself(environment: Path) -> None:
    assert packages_of("miniaudio") == []
    assert install_command("miniaudio") == "python -m pip install miniaudio"


def test_one_file_cannot_be_added_to(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "pip install" not in install_command("voice")
