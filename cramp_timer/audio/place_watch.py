"""Notices when a stream goes to another speaker, as when headphones are pulled out, or to none.

PulseAudio and PipeWire move and suspend it without telling it; their `pactl` says where it is.
Where there is none, as on Windows and macOS, nothing is noticed.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from select import select
from typing import Any

from cramp_timer.system.clock import monotonic
from cramp_timer.system.threads import begin

_KINDS = (
    b"'change' on sink",
    b"'remove' on sink",
    b"on card",
    b"on server",
    b"'new' on sink-input",
)
"""Events after which a stream may be somewhere else."""
_ASK_SECONDS = 2.0
_AGAIN_SECONDS = 10.0
"""Where nobody tells of events, no more than one process in so many seconds is started for it."""
_LOOK_SECONDS = (0.05, 0.35, 1.35)
"""When to look after an event: on a busy machine the stream moves some time after it."""


class PlaceWatch:
    """A watch over the place of one process's streams; `moved` is called in a thread of its own."""

    def __init__(self, pid: Callable[[], int | None], moved: Callable[[], None]) -> None:
        """`pid` returns the process that plays, `None` while there is none."""
        self._pid = pid
        self._moved = moved
        self._began_on: str | None = None
        self.suspended_since: float | None = None
        """Since when its sink has taken no sound, on the monotonic clock; `None` while it does."""
        self._events: subprocess.Popen[bytes] | None = None
        self._is_open = self._is_closed = False
        self._opens_from = float("-inf")

    def open(self) -> None:
        """Begin to watch; a further call does nothing, unless the watch ended with its server."""
        if self._is_open or self._is_closed or monotonic() < self._opens_from:
            return
        self._opens_from = monotonic() + _AGAIN_SECONDS
        with suppress(OSError):  # there is no such program, or no process left to start
            self._events = subprocess.Popen(
                ["pactl", "subscribe"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_english(),
                start_new_session=True,
            )
            self._is_open = True
            if begin(self._watch, name="place") is None or self._is_closed:
                self._events.kill()

    def close(self) -> None:
        """End the watch, and the process that tells of events."""
        self._is_closed = True
        if self._events is not None:
            self._events.kill()
            self._events.wait()

    def _watch(self) -> None:
        """Look at the place after each event.

        Until the first one also at growing intervals, since it takes a while to subscribe.
        """
        assert self._events is not None
        assert self._events.stdout is not None
        since, looks, is_told = monotonic(), [0.0], False
        with self._events.stdout as events:
            while True:
                wait = max(0.0, looks[0] - monotonic()) if looks else None
                if select([events], [], [], wait)[0]:
                    told = os.read(events.fileno(), 65536)
                    if not told:
                        break
                    if not is_told or any(kind in told for kind in _KINDS):
                        is_told, since = True, monotonic()
                        looks = sorted((*looks[:1], *(since + each for each in _LOOK_SECONDS)))
                    continue
                looks.pop(0)
                is_elsewhere = self._look(since if is_told else monotonic())
                if is_elsewhere:
                    looks.clear()
                if not looks and (is_elsewhere is None or not is_told):
                    looks.append(2 * monotonic() - since)  # after as long as it has taken so far
        self._events.wait()
        self.suspended_since = None  # the server is gone, and nobody tells when it ends
        self._is_open = False

    def _look(self, since: float) -> bool | None:
        """Take note of the place; return whether it is another one, `None` without an answer."""
        streams, sinks = _listed("sink-inputs"), _listed("sinks")
        if streams is None or sinks is None:
            return None
        before, now = self._began_on, _place_of(self._pid(), streams, sinks)
        self._began_on = now or before
        self._note_suspension(sinks, since)
        if self._is_closed or self._began_on == before:
            return False
        if before is not None:
            self._moved()
        return True

    def _note_suspension(self, sinks: list[dict[str, Any]], since: float) -> None:
        name = (self._began_on or "").split(" ")[0]
        if [each.get("state") for each in sinks if each.get("name") == name] != ["SUSPENDED"]:
            self.suspended_since = None
        elif self.suspended_since is None:
            self.suspended_since = since


def _place_of(
    pid: int | None, streams: list[dict[str, Any]], sinks: list[dict[str, Any]]
) -> str | None:
    """Return the sink and port of a process's newest stream; `None` where nobody knows."""
    if pid is None:
        return None
    ours = {str(pid), *_children(pid)}
    found = [
        each for each in streams if each.get("properties", {}).get("application.process.id") in ours
    ]
    if not found:
        return None
    number = max(found, key=lambda each: int(each.get("index", 0))).get("sink")
    sink = next((each for each in sinks if each.get("index") == number), None)
    return None if sink is None else f"{sink.get('name')} {sink.get('active_port')}"


def _children(pid: int) -> list[str]:
    """Return the processes that a process has started, such as one that it plays through."""
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []


def _listed(what: str) -> list[dict[str, Any]] | None:
    """Return what the sound server lists; `None` where it does not answer in time, or as asked."""
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
        return None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else None


def _english() -> dict[str, str]:
    """Return the environment with events named in English, as they are looked for."""
    return {**os.environ, "LC_ALL": "C"}
