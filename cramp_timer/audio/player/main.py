"""The player process: reads a score and an origin from standard input, and plays it.

It is a separate process because audio libraries hang, crash, block the interpreter and write to
the screen. It cannot delay a routine, and it ends with its parent in every case: at end of input,
on a closed output, or after five seconds in which its threads could not run.

Input: one JSON object per line, any of `notes` ([[seconds, file, gain, late until], ...]),
`origin` (second zero on the monotonic clock, `soon` for the first moment at which the device can
play, or null for silence), `gain` (0 to 1), `lost_since` (the time since which nothing of it was
heard), `touch` (a file and a gain: played once, unless something sounds). An empty object is the
parent's sign of life. The first line is applied before the device is opened.

Output, one line more than once a second: `idle`, the seconds since the device last requested
samples, null while it is being opened; `started_at`, the measured time of `soon`; `broken`, a clip
that cannot be played; or, as the last line, `failed`, a reason.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import time
from array import array

from cramp_timer.audio.player.mixer import Mixer
from cramp_timer.audio.player.sinks import SINKS
from cramp_timer.audio.player.sound_file import samples_of
from cramp_timer.errors import PackError
from cramp_timer.system.clock import monotonic

TYPE_CHECKING = False  # as in `typing`, whose import would delay the first word of `now`
if TYPE_CHECKING:
    import threading
    from collections.abc import Iterable
    from typing import IO

    from cramp_timer.audio.player.sinks import Sink

BEAT_SECONDS = 0.7
LOOK_SECONDS = 0.05
QUIET_SECONDS = 0.05
"""The delay of all other work, which leaves the processor to the first sound."""
PARENT_SILENT_SECONDS = 2.5
"""A parent that sends nothing for this long is suspended: playback stops until it is back."""
STUCK_SECONDS = 5.0
_LATENCY, MOST_LATENCY_MS = "PULSE_LATENCY_MSEC", 100


class Player:
    """A mixer that plays on one device what one parent process requests."""

    def __init__(self, output: IO[str]) -> None:
        self._output = output
        self._clips: dict[str, array[int]] = {}
        self._mixer = Mixer(self._load)
        self._sink: Sink | None = None
        self._notes: list[tuple[float, str, float, float]] = []
        self._origin: object = None
        self._heard_from_parent = float("inf")  # no time limit while the parent starts
        self._parent_is_silent = False

    def run(
        self, backend: str, device: str, first: dict[str, object], commands: Iterable[str]
    ) -> None:
        """Apply a first command, open the device, and apply commands until the input ends."""
        self._obey(first)
        self._beat()
        sink = SINKS[backend](device)
        sink.open(self._mixer)
        self._sink = sink
        self._beat()
        time.sleep(QUIET_SECONDS)  # the first sound has the processor to itself
        import json  # after the first sound has started, not to delay it
        import threading

        threading.Thread(target=self._beat_on, daemon=True).start()
        changed = threading.Event()
        threading.Thread(target=self._load_ahead, args=(changed,), daemon=True).start()
        for line in commands:
            self._heard_from_parent = monotonic()
            self._obey(json.loads(line))
            changed.set()
        sink.close()

    def _obey(self, command: dict[str, object]) -> None:
        match command:
            case {"gain": float() | int() as gain}:
                self._mixer.set_gain(gain)
        match command:
            case {"notes": list() as notes}:
                self._notes = sorted((at, file, gain, until) for at, file, gain, until in notes)
        match command:
            case {"touch": [str() as file, float() | int() as gain]}:
                self._mixer.touch(file, gain, monotonic())
        origin = command.get("origin", self._origin)
        if "notes" in command or origin != self._origin or self._parent_is_silent:
            self._origin = origin
            self._parent_is_silent = False
            self._sound(command.get("lost_since"))

    def _sound(self, lost_since: object) -> None:
        match self._origin:
            case "soon":
                self._mixer.play_when_ready(self._notes, monotonic())
            case float() | int() as origin:
                since = lost_since if isinstance(lost_since, float) else None
                self._mixer.play(self._notes, origin, monotonic(), since)
            case _:
                self._mixer.stop()

    def _load_ahead(self, changed: threading.Event) -> None:
        """Load clips before they are due, so that the device's thread finds them in memory."""
        while True:
            for _, file, _, _ in self._notes:
                self._load(file)
                if changed.is_set():  # the score may have changed
                    break
            changed.wait()
            changed.clear()

    def _load(self, file: str) -> array[int]:
        if file not in self._clips:
            try:
                self._clips[file] = samples_of(file)
            except PackError as error:
                self._clips[file] = array("h")
                say(self._output, broken=str(error))
        return self._clips[file]

    def _beat(self) -> None:
        # A library can block the interpreter for half a minute; this timer runs without it.
        faulthandler.dump_traceback_later(STUCK_SECONDS, exit=True)
        idle = self._sink.idle_seconds() if self._sink else None
        started_at = self._mixer.started_at
        say(self._output, idle=idle, **({} if started_at is None else {"started_at": started_at}))

    def _beat_on(self) -> None:
        while True:
            try:
                self._beat()
            except OSError:
                os._exit(0)
            if monotonic() - self._heard_from_parent > PARENT_SILENT_SECONDS:
                self._parent_is_silent = True
                self._mixer.stop()
            # The sound plays in the library's own thread; this one only looks how far it is, and
            # more often while a first sound is awaited, whose start is reported at once.
            time.sleep(LOOK_SECONDS if self._mixer.is_waiting else BEAT_SECONDS)


def say(output: IO[str], **facts: float | str | None) -> None:
    """Write one line of JSON to the parent."""
    if any(isinstance(value, str) for value in facts.values()):
        import json

        line = json.dumps(facts)
    else:  # the first lines are written while the device opens: an import would delay it
        pairs = (f'"{name}": {"null" if value is None else value}' for name, value in facts.items())
        line = f"{{{', '.join(pairs)}}}"
    output.write(line + "\n")
    output.flush()


def _limit_latency() -> None:
    """Keep a wish for latency that is made of all programs from silencing this one.

    With half a second and more, miniaudio's stream never starts, and a track of simpleaudio is read
    before anything is written into it.
    """
    asked = os.environ.get(_LATENCY, "")
    if asked.isdecimal() and int(asked) > MOST_LATENCY_MS:
        os.environ[_LATENCY] = str(MOST_LATENCY_MS)


def play(
    backend: str, device: str, first: dict[str, object], commands: Iterable[str], output: IO[str]
) -> None:
    """Run the player until the parent is gone, then end this process."""
    # miniaudio imports numpy where it is installed; here that would only delay the first sound
    # by some 180 ms.
    _limit_latency()
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # documented: a blocked import
    try:
        Player(output).run(backend, device, first, commands)
    except Exception as error:  # whatever a library raises, the parent gets one line
        reason = error.args[0] if error.args else error  # without the library's own error codes
        say(output, failed=f"{backend}: {reason}")
    os._exit(0)  # audio libraries are known to hang in their own clean-up


def main() -> None:
    """Run the player with the backend and the device named by the arguments."""
    import json

    commands = iter(sys.stdin)
    play(sys.argv[1], sys.argv[2], json.loads(next(commands, "{}")), commands, sys.stdout)


if __name__ == "__main__":
    main()
