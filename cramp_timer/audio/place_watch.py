"""Notices when a stream goes to another speaker, as when headphones are pulled out, or to none.

PulseAudio and PipeWire move and suspend it without telling it; their `pactl` says where it is.
Where there is none, as on Windows and macOS, nothing is noticed.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from select import select
from typing import Any

from cramp_timer.system.clock import monotonic
from cramp_timer.system.threads import begin

_KINDS = ("'change' on sink", "'remove' on sink", "on card", "on server", "'new' on sink-input")
"""Events after which a stream may be somewhere else."""
_ASK_SECONDS = 2.0
_TOLD_SECONDS = 0.5
_LOOK_SECONDS = (0.05, 0.3, 1.0)
"""The waits after an event: on a busy machine the stream moves some time after it."""


class PlaceWatch:
    """A watch over the place of one process's streams; `moved` is called in a thread of its own."""

    def __init__(self, pid: Callable[[], int | None], moved: Callable[[], None]) -> None:
        """`pid` returns the process that plays, `None` while there is none."""
        self._pid = pid
        self._moved = moved
        self._began_on: str | None = None
        self.suspended_since: float | None = None
        """Since when its sink has taken no sound, on the monotonic clock; `None` while it does."""
        self._events: subprocess.Popen[str] | None = None
        self._is_open = self._is_closed = False

    def open(self) -> None:
        """Begin to watch; a second call does nothing."""
        if self._is_open:
            return
        self._is_open = True
        with suppress(OSError):  # there is no such program, or no process left to start
            self._events = subprocess.Popen(
                ["pactl", "subscribe"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                errors="replace",
                env=_english(),
                start_new_session=True,
            )
            begin(self._watch, name="place")

    def close(self) -> None:
        """End the watch, and the process that tells of events."""
        self._is_closed = True
        if self._events is not None:
            self._events.kill()
            self._events.wait()

    def _watch(self) -> None:
        assert self._events is not None
        assert self._events.stdout is not None
        with self._events.stdout as lines:
            while not self._is_closed and self._events.poll() is None:
                self._look()  # asking is an event as well, which tells that events come by now
                self._note_suspension(monotonic())
                if select([lines], [], [], _TOLD_SECONDS)[0]:
                    break
            for line in lines:
                if not any(kind in line for kind in _KINDS):
                    continue
                told_at = monotonic()
                for seconds in _LOOK_SECONDS:
                    time.sleep(seconds)  # the server is still about to move it
                    self._note_suspension(told_at)
                    if self._look():
                        break
        self.suspended_since = None  # the server is gone, and nobody tells when it ends

    def _note_suspension(self, told_at: float) -> None:
        name = (self._began_on or "").split(" ")[0]
        states = [each.get("state") for each in _listed("sinks") if each.get("name") == name]
        if states != ["SUSPENDED"]:
            self.suspended_since = None
        elif self.suspended_since is None:
            self.suspended_since = told_at

    def _look(self) -> bool:
        """Take note of the place; return whether it is another one than before."""
        now = place_of(self._pid())
        if self._is_closed or now is None or now == self._began_on:
            return False
        before, self._began_on = self._began_on, now
        if before is not None:
            self._moved()
        return True


def place_of(pid: int | None) -> str | None:
    """Return the sink and port of a process's newest stream; `None` where nobody knows."""
    if pid is None:
        return None
    ours = {str(pid), *_children(pid)}
    streams = [
        each
        for each in _listed("sink-inputs")
        if each.get("properties", {}).get("application.process.id") in ours
    ]
    if not streams:
        return None
    number = max(streams, key=lambda each: int(each.get("index", 0))).get("sink")
    sink = next((each for each in _listed("sinks") if each.get("index") == number), None)
    return None if sink is None else f"{sink.get('name')} {sink.get('active_port')}"


def _children(pid: int) -> list[str]:
    """Return the processes that a process has started, such as one that it plays through."""
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []


def _listed(what: str) -> list[dict[str, Any]]:
    try:
        asked = subprocess.run(
            ["pactl", "-f", "json", "list", what],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_ASK_SECONDS,
            env=_english(),
            check=True,
        )
        found = json.loads(asked.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return []
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _english() -> dict[str, str]:
    """Return the environment with events named in English, as they are looked for."""
    return {**os.environ, "LC_ALL": "C"}
