"""Tests of files that are not what they should be: closed, in a circle, or no files at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from support.systems import unix

from cramp_timer.audio.voice.speech import Speech, speech_engine
from cramp_timer.system.paths import is_there, open_private


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Provide a folder that may not be entered, for root as well."""
    folder, real = tmp_path / "closed", os.stat

    def refuse(path: str | Path, **more: bool) -> os.stat_result:
        if str(path).startswith(f"{folder}{os.sep}"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, **more)

    monkeypatch.setattr(os, "stat", refuse)
    return folder


def test_what_may_not_be_looked_at_is_not_there(closed: Path, tmp_path: Path) -> None:
    assert is_there(tmp_path)
    assert not is_there(closed / "file")
    assert not is_there(tmp_path / "null\0byte")


@pytest.mark.skipif(speech_engine() is None, reason="needs a voice of the system")
def test_a_phrase_in_a_closed_cache_is_not_spoken_yet(closed: Path) -> None:
    assert Speech(closed).clip("Hold it.") is None


@unix
def test_a_pipe_keeps_its_mode_and_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o644)
    (tmp_path / "diary.sqlite").symlink_to(pipe)
    with pytest.raises(OSError, match="is no regular file"):
        open_private(tmp_path / "diary.sqlite")
    assert stat.S_IMODE(pipe.stat().st_mode) == 0o644
