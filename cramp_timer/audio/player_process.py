"""The parent's side of a player process: sends messages, reads heartbeats, and ends it."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from itertools import chain
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from cramp_timer.languages.messages import _
from cramp_timer.system.clock import monotonic
from cramp_timer.system.threads import begin

if TYPE_CHECKING:
    from cramp_timer.audio.player.fork import ForkedPlayer

_ROOT = str(Path(__file__).resolve().parents[2])
# Isolated mode: nothing in the working directory or the environment can shadow our modules.
_PROGRAM = (
    f"import sys; sys.path.append({_ROOT!r}); "
    "from cramp_timer.audio.player.main import main; main()"
)

PLAYER_WORD = "__player"
"""The word with which a program in one file becomes a player: it has no interpreter beside it."""


def _interpreter() -> list[str]:
    """Return what runs a player, before the backend and the device."""
    if getattr(sys, "frozen", False):
        return [sys.executable, PLAYER_WORD]
    return [sys.executable, "-I", "-c", _PROGRAM]


_OF_ITS_OWN = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows, where there are no sessions: what ends a console ends its programs, one by one."""

FIRST_BEAT_SECONDS = 4.0
"""The time limit for the first heartbeat; a start from a cold disk can be this slow."""
BEAT_SECONDS = 1.4
"""A longer gap between two heartbeats means that the process hangs."""
OPENING_SECONDS = 1.5
IDLE_SECONDS = 0.8
"""A device that has not requested samples for this long is disconnected."""


def gone(backend: str) -> str:
    """Return the reason for which a player whose device takes no more sound is replaced."""
    return _("{backend}: the sound device is gone", backend=backend)


class PlayerProcess:
    """A running player process; only `end` waits for it."""

    def __init__(self, backend: str, device: str = "", forked: ForkedPlayer | None = None) -> None:
        """Start a player process, or attach to one that is already forked.

        OSError where the system has no process or no thread left for it.
        """
        self.backend = backend
        self.device = device
        self.failed: str | None = None
        self._broken: SimpleQueue[str] = SimpleQueue()
        self.is_open = False
        self._started = monotonic()
        self._beat: float | None = None
        self._first_beat = 0.0
        self._idle = 0.0
        self._outbox: SimpleQueue[str | None] = SimpleQueue()
        self.started_at: float | None = None
        """Second zero, on the monotonic clock, of the score whose origin was `soon`."""
        self._process: ForkedPlayer | subprocess.Popen[str] = forked or subprocess.Popen(
            [*_interpreter(), backend, device],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=True,
            creationflags=_OF_ITS_OWN,
        )
        if begin(self._write) is None or begin(self._read) is None:
            self.end(gently=False)
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    @property
    def pid(self) -> int:
        """The number of the process, by which a sound server knows its stream."""
        return self._process.pid

    def send(self, message: dict[str, object]) -> None:
        """Queue one message for the process and return at once."""
        self._outbox.put(json.dumps(message) + "\n")

    def trouble(self, now: float) -> str | None:
        """Return why this player must be replaced; `None` while it works."""
        if self.failed or self._process.poll() is not None:
            return self.failed or _("{backend}: the player ended by itself", backend=self.backend)
        if self._beat is None:
            late = now - self._started > FIRST_BEAT_SECONDS
            return _("{backend}: the player does not start", backend=self.backend) if late else None
        if now - self._beat > BEAT_SECONDS:
            return _("{backend}: the sound system hangs", backend=self.backend)
        if not self.is_open:
            late = now - self._first_beat > OPENING_SECONDS
            return (
                _("{backend}: the sound device does not open", backend=self.backend)
                if late
                else None
            )
        return gone(self.backend) if self._idle > IDLE_SECONDS else None

    @property
    def sounded_until(self) -> float | None:
        """When it was last known to sound, on the monotonic clock; `None` if it never was."""
        return self._beat - self._idle if self.is_open and self._beat is not None else None

    def take_broken(self) -> list[str]:
        """Return one sentence for each clip reported as broken since the last call."""
        return [self._broken.get() for _ in range(self._broken.qsize())]

    def forgive(self, seconds: float) -> None:
        """Extend the time limits by the seconds in which this program itself was suspended."""
        self._started += seconds
        self._first_beat += seconds
        if self._beat is not None:
            self._beat += seconds

    def end(self, *, gently: bool) -> None:
        """Close the process; kill it if not `gently`, or if it still runs after 0.3 s."""
        self._outbox.put(None)
        if gently:
            try:
                self._process.wait(0.3)
            except (subprocess.TimeoutExpired, TimeoutError):
                gently = False
        if not gently:
            self._process.kill()
        self._process.wait()

    def _write(self) -> None:
        assert self._process.stdin is not None
        try:
            with self._process.stdin as stream:
                while (line := self._outbox.get()) is not None:
                    stream.write(line)
                    stream.flush()
        except OSError:
            return

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as stream:
            for line in chain(getattr(self._process, "first_lines", ()), stream):
                message = json.loads(line)
                self.started_at = message.get("started_at", self.started_at)
                match message:
                    case {"idle": idle}:
                        now = monotonic()
                        if self._beat is None:
                            self._first_beat = now
                        self._beat = now
                        self.is_open = self.is_open or idle is not None
                        self._idle = idle or 0.0
                    case {"failed": str(reason)}:
                        self.failed = reason
                    case {"broken": str(reason)}:
                        self._broken.put(reason)
