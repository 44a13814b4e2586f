"""Tests that files are written atomically and never over content that was not read before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.systems import is_private

from cramp_timer.errors import CrampTimerError
from cramp_timer.system.atomic_file import ChangedMeanwhileError, write
from cramp_timer.system.bounded_read import read_regular


def test_a_new_file_is_private(tmp_path: Path) -> None:
    before = os.umask(0)
    write(tmp_path / "new" / "a.toml", b"a", expected=None)
    os.umask(before)
    assert (tmp_path / "new" / "a.toml").read_bytes() == b"a"
    assert is_private(tmp_path / "new" / "a.toml")


def test_a_file_that_is_unchanged_since_it_was_read_is_replaced(tmp_path: Path) -> None:
    write(tmp_path / "a", b"1", expected=None)
    write(tmp_path / "a", b"2", expected=b"1")
    assert (tmp_path / "a").read_bytes() == b"2"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("over", [None, b"1", b""])
def test_write_refuses_to_overwrite_a_file_that_differs_from_what_was_read(
    tmp_path: Path, over: bytes | None
) -> None:
    (tmp_path / "a").write_bytes(b"other")
    with pytest.raises(ChangedMeanwhileError, match="nothing was overwritten"):
        write(tmp_path / "a", b"2", expected=over)
    assert (tmp_path / "a").read_bytes() == b"other"


def test_write_refuses_to_recreate_a_file_that_was_removed_since_it_was_read(
    tmp_path: Path,
) -> None:
    with pytest.raises(ChangedMeanwhileError):
        write(tmp_path / "a", b"2", expected=b"1")
    assert not list(tmp_path.iterdir())


def test_write_to_a_folder_or_below_a_file_fails_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "file").write_text("")
    for file in (tmp_path / "a", tmp_path / "file" / "b"):
        with pytest.raises(CrampTimerError, match=r"cannot be written \(.+\)"):
            write(file, b"x", expected=None)


def test_write_on_a_full_disk_leaves_the_old_file_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a", b"1", expected=None)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CrampTimerError, match="No space left"):
        write(tmp_path / "a", b"2", expected=b"1")
    assert (tmp_path / "a").read_bytes() == b"1"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_a_file_that_tells_no_size_is_read_whole() -> None:
    assert Path("/proc/self/status").stat().st_size == 0
    assert read_regular(Path("/proc/self/status")).count(b"\n") > 20
    with pytest.raises(OSError, match="too large"):
        read_regular(Path("/proc/self/status"), most=40)


def test_what_a_killed_program_left_is_deleted_after_an_hour(tmp_path: Path) -> None:
    left, fresh = ".mine.toml.0123abcd", ".mine.toml.4567cdef"
    of_others = [
        ".mine.toml.old",
        ".mine.toml.bak",
        ".mine.toml.0123abcd.txt",
        "mine.toml.0123abcd",
    ]
    for name in (left, fresh, *of_others):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, None if name == fresh else (0, 0))
    write(tmp_path / "mine.toml", b"whole", expected=None)
    assert {each.name for each in tmp_path.iterdir()} == {fresh, "mine.toml", *of_others}


def test_what_need_not_last_waits_for_no_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    write(tmp_path / "cache", b"1", expected=None, lasts=False)
    assert not synced
    write(tmp_path / "cache", b"2", expected=b"1")
    assert len(synced) == 1
