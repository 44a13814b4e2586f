"""The first player process of `now`, started before any slow import.

On Linux it is forked: a second interpreter would need as long to start as all the rest up to the
first sound. Forking is safe here and only here: the process has one thread and no audio library
yet. On macOS a forked process must not use the system's sound frameworks, so there it is a small
interpreter that need not look for its packages. Windows has neither: there the speaker starts its
player as usual, a moment later.
"""

from __future__ import annotations

import _signal as signal  # `signal` without its imports
import os
import sys
import time

from cramp_timer.audio.player.backends import installed_backends
from cramp_timer.system.clock import monotonic

TYPE_CHECKING = False  # as in `typing`, whose import would delay the first word
if TYPE_CHECKING:
    from typing import IO, Any, NoReturn


class ForkedPlayer:
    """A player process with the part of `subprocess.Popen` that `PlayerProcess` uses."""

    def __init__(self, backend: str, pid: int, commands: int, answers: int) -> None:
        self.backend = backend
        self.stdin: IO[str] = os.fdopen(commands, "w", encoding="utf-8")
        self.stdout: IO[str] = os.fdopen(answers, encoding="utf-8")
        self.pid = pid
        self.first_lines: list[str] = []
        """What it wrote while its sound was waited for."""
        self._ended = False

    def wait_for_sound(self, seconds: float) -> None:
        """Wait until the device is open, or for `seconds`, to leave the processor to the player.

        A player writes one line before it opens its device and one when that is open.
        """
        from select import select

        end = monotonic() + seconds
        while len(self.first_lines) < 2:
            left = end - monotonic()
            if left <= 0 or not select([self.stdout], [], [], left)[0]:
                return
            said = os.read(self.stdout.fileno(), 4096)  # whole lines: a short write is not divided
            if not said:
                return
            self.first_lines += said.decode().splitlines()

    def poll(self) -> int | None:
        """Return 0 once the process has ended, whatever its exit code; `None` while it runs."""
        if not self._ended:
            try:
                self._ended = os.waitpid(self.pid, os.WNOHANG)[0] == self.pid
            except ChildProcessError:  # SIGCHLD is ignored, so the system has reaped it
                self._ended = True
        return 0 if self._ended else None

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the process to end; TimeoutError after `timeout` seconds."""
        end = None if timeout is None else monotonic() + timeout
        while self.poll() is None:
            if end is not None and monotonic() > end:
                raise TimeoutError
            time.sleep(0.005)  # waiting for a process has no time limit in the system
        return 0

    def kill(self) -> None:
        """Send SIGKILL if the process still runs."""
        if self.poll() is None:
            os.kill(self.pid, 9)


def start_player(file: str, gain: float, library: str) -> ForkedPlayer | None:
    """Start a player that plays one clip as soon as it can; `None` where that is not possible.

    `file` is a WAV of 48 kHz, mono, 16 bits, which needs no decoder; `gain` is 0 to 1; `library`
    is the backend to use, or `auto` for the first that is installed.
    """
    backends = [each for each in installed_backends() if library in ("auto", each)]
    can_fork = sys.platform.startswith("linux")
    # One file has no interpreter beside it.
    if os.name != "posix" or not backends or (getattr(sys, "frozen", False) and not can_fork):
        return None
    first = {"notes": [(0.0, file, 1.0, 0.0)], "origin": "soon", "gain": gain}
    commands, parent_commands = os.pipe()
    parent_answers, answers = os.pipe()
    try:
        pid = os.fork() if can_fork else _spawn(backends[0], first, commands, answers)
    except OSError:  # the system has no process left; the screen leads
        for end in (commands, parent_commands, parent_answers, answers):
            os.close(end)
        return None
    if not pid:
        _play(backends[0], first, commands, answers)
    os.close(commands)
    os.close(answers)
    return ForkedPlayer(backends[0], pid, parent_commands, parent_answers)


def _spawn(backend: str, first: dict[str, object], commands: int, answers: int) -> Any:
    """Start an interpreter that imports what this one does, without its start-up files."""
    program = (
        f"import sys; sys.path[:] = {sys.path!r}; from cramp_timer.audio.player.main import play; "
        f"play({backend!r}, '', {first!r}, sys.stdin, sys.stdout)"
    )
    streams = [
        (os.POSIX_SPAWN_DUP2, commands, 0),
        (os.POSIX_SPAWN_DUP2, answers, 1),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    words = [sys.executable, "-I", "-S", "-c", program]
    try:
        return os.posix_spawn(words[0], words, os.environ, file_actions=streams, setsid=True)
    except NotImplementedError:  # without sessions, a group of its own
        return os.posix_spawn(words[0], words, os.environ, file_actions=streams, setpgroup=0)


def _play(backend: str, first: dict[str, object], commands: int, answers: int) -> NoReturn:
    """Play in a forked process, which ends here."""
    try:
        os.setsid()
        for name in (
            "SIGINT",
            "SIGTERM",
            "SIGHUP",
        ):  # the parent's, which would end a terminal of its own
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        os.dup2(commands, 0)
        os.dup2(answers, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.closerange(3, 64)
        from cramp_timer.audio.player.main import play

        stdin, stdout = os.fdopen(0, encoding="utf-8"), os.fdopen(1, "w", encoding="utf-8")
        play(backend, "", first, stdin, stdout)
    finally:
        os._exit(1)
