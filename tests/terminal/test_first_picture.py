"""Tests that something can be read before anything slow is imported, on a real terminal."""

from __future__ import annotations

import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path

import pytest

pytestmark = [pytest.mark.terminal, pytest.mark.usefixtures("no_sound")]
ENTER, LEAVE, MOUSE = b"\x1b[?1049h", b"\x1b[?1049l", b"\x1b[?1000h"
FIRST = b"Straighten your leg"
PLACE = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


@pytest.fixture
def no_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "/nowhere")


class Screen:
    """The program on a terminal of its own, which keeps every byte."""

    def __init__(
        self, words: tuple[str, ...], place: dict[str, str], size: tuple[int, int] = (80, 24)
    ) -> None:
        left = {name: each for name, each in os.environ.items() if name != "NO_COLOR"}
        self.painted = b""
        self._side, theirs = pty.openpty()
        ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.modes = termios.tcgetattr(theirs)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "cramp_timer", *words], env={**left, **PLACE, **place},
            stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)

    def until(self, wanted: bytes, seconds: float = 30.0) -> bytes:
        """Read until something was painted; return what was painted before it."""
        self.read_until(lambda: wanted in self.painted, seconds)
        return self.painted.partition(wanted)[0]

    def read_until(self, holds: Callable[[], bool], seconds: float = 30.0) -> None:
        """Read until a condition holds: a program whose terminal is full stands still."""
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                self.kill()
                raise AssertionError(self.painted[-400:])
            if select.select([self._side], [], [], 0.05)[0]:
                self.painted += os.read(self._side, 65536)

    def type(self, keys: bytes) -> None:
        os.write(self._side, keys)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._side)

    def end(self) -> None:
        """Leave, and read what is painted until then."""
        self._process.send_signal(signal.SIGTERM)
        with suppress(OSError):  # all is read, and the program has closed it
            self.read_until(lambda: self._process.poll() is not None)
            while select.select([self._side], [], [], 0)[0]:
                self.painted += os.read(self._side, 65536)
        self._process.wait()
        assert LEAVE in self.painted, self.painted[-400:]
        assert b"Traceback" not in self.painted, self.painted[-4000:]
        self.modes_after = termios.tcgetattr(self._side)
        os.close(self._side)


def home(folder: Path) -> dict[str, str]:
    return {
        "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_CACHE_HOME": str(folder / "cache"), "XDG_DATA_HOME": str(folder / "data"),
    }  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60)])
@pytest.mark.parametrize("colour", [{}, {"NO_COLOR": "1"}])
def test_in_a_cramp_the_first_instruction_is_painted_before_the_app_is_there(
    tmp_path: Path, size: tuple[int, int], colour: dict[str, str]
) -> None:
    kept = tmp_path / "cache" / "cramp-timer" / f"picture-now-{size[0]}x{size[1]}"
    for _ in range(2):  # the plain picture, and then the one that the app has kept
        picture = kept.read_bytes().partition(b"\n")[2] if kept.exists() else b"Straighten"
        screen = Screen(("now",), home(tmp_path) | colour, size)
        before = screen.until(MOUSE)
        assert picture in before.replace(b"\r\n", b"\n")
        screen.read_until(kept.exists)
        screen.end()
        assert screen.painted.count(ENTER) == screen.painted.count(LEAVE) == 1


def test_the_leg_of_one_cramp_is_not_in_the_first_picture_of_the_next(tmp_path: Path) -> None:
    screen = Screen(("now", "left"), home(tmp_path))
    screen.until(b"\x1b[c")  # asked about pixels, once a picture would have been kept
    screen.end()
    assert not list(tmp_path.glob("cache/cramp-timer/picture-*"))


def test_the_terminal_has_the_modes_afterwards_that_it_had_before(tmp_path: Path) -> None:
    screen = Screen(("now",), home(tmp_path))
    screen.until(MOUSE)
    screen.end()
    assert screen.modes_after == screen.modes


@pytest.mark.parametrize("painted", [ENTER, MOUSE])
@pytest.mark.parametrize("words", [(), ("now",), ("start",)])
def test_a_program_that_is_ended_while_it_takes_the_terminal_over_leaves_it_in_order(
    tmp_path: Path, words: tuple[str, ...], painted: bytes
) -> None:
    screen = Screen(words, home(tmp_path))
    screen.until(painted)
    screen.end()
    assert screen.modes_after == screen.modes


def test_a_key_that_is_pressed_at_the_first_picture_counts(tmp_path: Path) -> None:
    screen = Screen(("now",), home(tmp_path))
    screen.until(b"Straighten")
    screen.type(b"\x1b[D")
    screen.until(b"Left leg")
    assert b"^[[D" not in screen.painted  # and is not echoed
    screen.end()


@pytest.mark.parametrize(
    "place", [{"TERM": "linux"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_there_is_no_first_picture_where_it_could_not_be_taken_over(
    tmp_path: Path, place: dict[str, str]
) -> None:
    screen = Screen(("now",), home(tmp_path) | place)
    text = screen.until(b"Straighten")
    assert ENTER not in text or MOUSE in text
    screen.kill()


def test_a_mistake_is_told_on_the_screen_that_one_sees(tmp_path: Path) -> None:
    screen = Screen(("start", "nosuch"), home(tmp_path))
    screen.until(b"nosuch")
    screen.kill()
    assert ENTER not in screen.painted
