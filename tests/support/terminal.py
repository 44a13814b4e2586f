"""A terminal of our own: starts a program in a pseudo-terminal and watches what it writes."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import resource
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-9;?<>=!]*[ -/]*[@-~]"  # control sequences
    rb"|\][^\x07\x1b]*(?:\x07|\x1b\\)|[P_^X][^\x1b]*\x1b\\"  # titles and other strings
    rb"|[@-Z\\-_()#=>][0-9A-Z]?)"
)


PATIENCE = 30.0
"""Seconds after which something that must happen is taken not to; busy machines are slow."""


@dataclass
class Program:
    """A program running in a terminal; times are seconds since it was started."""

    arguments: Sequence[str]
    columns: int = 80
    rows: int = 24
    environment: Mapping[str, str] = field(default_factory=dict)
    hangup_is_ignored: bool = False
    written: bytearray = field(default_factory=bytearray)
    zero: float = 0.0
    """When what it leads through began."""

    def __post_init__(self) -> None:
        self.started = time.monotonic()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # whatever started the tests ignores
            as_under_nohup = signal.SIG_IGN if self.hangup_is_ignored else signal.SIG_DFL
            signal.signal(signal.SIGHUP, as_under_nohup)
            os.environ.update({"TERM": "xterm-256color", **self.environment})
            os.execvp(self.arguments[0], list(self.arguments))  # our own program
        self.resize(self.columns, self.rows)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, as a window manager would."""
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, size)

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self.terminal, keys.encode())

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def read(self, seconds: float) -> bool:
        """Take what it writes, for at most so long; whether it wrote anything."""
        if not select.select([self.terminal], [], [], max(0.0, seconds))[0]:
            return False
        try:
            chunk = os.read(self.terminal, 65536)
        except OSError:  # the other end is closed
            return False
        self.written += chunk
        return bool(chunk)

    def text(self) -> str:
        """Everything written so far without escape sequences."""
        return _ESCAPES.sub(b"", bytes(self.written)).decode("utf-8", "replace")

    def wait_for(self, text: str, seconds: float = PATIENCE) -> float:
        """When this text was written; TimeoutError with what was written instead."""
        end = time.monotonic() + seconds
        while text not in self.text():
            if time.monotonic() > end:
                raise TimeoutError(f"{text!r} was not written; this was: {self.text()[-2000:]!r}")
            self.read(0.05)
        return time.monotonic() - self.started

    def first_visible(self, seconds: float = PATIENCE) -> float:
        """When the first character that is not a blank was written."""
        end = time.monotonic() + seconds
        while not self.text().strip():
            if time.monotonic() > end:
                raise TimeoutError("nothing was written")
            self.read(0.5)
        return time.monotonic() - self.started

    def end(self, seconds: float = PATIENCE) -> tuple[int, resource.struct_rusage]:
        """Its exit code (negative for a signal) and what it used; it is killed if it is late."""
        end = time.monotonic() + seconds
        while True:
            pid, status, used = os.wait4(self.pid, os.WNOHANG)
            if pid:
                while self.read(0.0):
                    pass
                os.close(self.terminal)
                return os.waitstatus_to_exitcode(status), used
            if time.monotonic() > end:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                os.close(self.terminal)
                raise TimeoutError(f"it did not end; it wrote: {self.text()[-2000:]!r}")
            self.read(0.005)
