"""The player process: takes a score and an origin on standard input, and makes it heard.

It lives apart because audio libraries hang, crash, hold the interpreter and write over the screen.
Nothing it does can delay a routine, and it ends with its parent whatever happens:
end of input, a closed output, or five seconds in which nothing in here could run.

In, a JSON object a line, any of: `notes` ([[seconds, file], ...]), `origin` (the monotonic clock's
reading at second zero, `soon` for the first moment at which the device can be heard, or null for
silence), `gain` (0 to 1). An empty object says that the parent is there. The first line is obeyed
before the device is opened. Out, a line more than once a second: `idle`, the seconds since the
device last asked for sound, null while it is being opened; `started_at`, the reading that `soon`
turned out to be; `broken`, a clip that cannot be played; or, as the last, `failed`, a reason.
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

TYPE_CHECKING = False  # as in `typing`, whose import would delay the first word of `now`
if TYPE_CHECKING:
    import threading
    from collections.abc import Iterable
    from typing import IO

    from cramp_timer.audio.player.sinks import Sink

BEAT_SECONDS = 0.7
LOOK_SECONDS = 0.05
QUIET_SECONDS = 0.05
"""The sound system needs the processor for the first sound; everything else can wait this long."""
PARENT_SILENT_SECONDS = 2.5
"""A parent that says nothing for this long is stopped: no voice goes on until it is back."""
STUCK_SECONDS = 5.0


class Player:
    """One device, one mixer, one parent."""

    def __init__(self, output: IO[str]) -> None:
        self._output = output
        self._clips: dict[str, array[int]] = {}
        self._mixer = Mixer(self._load)
        self._sink: Sink | None = None
        self._notes: list[tuple[float, str, float]] = []
        self._origin: object = None
        self._heard_from_parent = float("inf")  # a parent that still starts is not missed
        self._parent_is_silent = False

    def run(
        self, backend: str, device: str, first: dict[str, object], commands: Iterable[str]
    ) -> None:
        """Obey a first command, open the device, and obey until the parent is gone."""
        self._obey(first)
        self._beat()
        sink = SINKS[backend](device)
        sink.open(self._mixer)
        self._sink = sink
        self._beat()
        time.sleep(QUIET_SECONDS)
        import json  # only now: the first sound is on its way
        import threading

        threading.Thread(target=self._beat_on, daemon=True).start()
        told = threading.Event()
        threading.Thread(target=self._load_ahead, args=(told,), daemon=True).start()
        for line in commands:
            self._heard_from_parent = time.monotonic()
            self._obey(json.loads(line))
            told.set()
        sink.close()

    def _obey(self, command: dict[str, object]) -> None:
        match command:
            case {"gain": float() | int() as gain}:
                self._mixer.set_gain(gain)
        match command:
            case {"notes": list() as notes}:
                self._notes = sorted((at, file, gain) for at, file, gain in notes)
        if "origin" in command or self._parent_is_silent:
            self._origin = command.get("origin", self._origin)
            self._parent_is_silent = False
            self._sound()

    def _sound(self) -> None:
        match self._origin:
            case "soon":
                self._mixer.play_when_ready(self._notes, time.monotonic())
            case float() | int() as origin:
                self._mixer.play(self._notes, origin, time.monotonic())
            case _:
                self._mixer.stop()

    def _load_ahead(self, told: threading.Event) -> None:
        """Before they are due: the device's thread should find every clip in memory."""
        while True:
            for _, file, _ in self._notes:
                self._load(file)
                if told.is_set():  # what is wanted may have changed
                    break
            told.wait()
            told.clear()

    def _load(self, file: str) -> array[int]:
        if file not in self._clips:
            try:
                self._clips[file] = samples_of(file)
            except PackError as error:
                self._clips[file] = array("h")
                say(self._output, broken=str(error))
        return self._clips[file]

    def _beat(self) -> None:
        # The interpreter may be held by a library for half a minute; this timer needs none.
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
            if time.monotonic() - self._heard_from_parent > PARENT_SILENT_SECONDS:
                self._parent_is_silent = True
                self._mixer.stop()
            # A first sound is told of at once where one is waited for.
            time.sleep(LOOK_SECONDS if self._mixer.is_waiting else BEAT_SECONDS)


def say(output: IO[str], **facts: float | str | None) -> None:
    """One line to the parent."""
    if any(isinstance(value, str) for value in facts.values()):
        import json

        line = json.dumps(facts)
    else:  # the first lines are said while the first sound is being opened: no import for them
        told = (f'"{name}": {"null" if value is None else value}' for name, value in facts.items())
        line = f"{{{', '.join(told)}}}"
    output.write(line + "\n")
    output.flush()


def play(
    backend: str, device: str, first: dict[str, object], commands: Iterable[str], output: IO[str]
) -> None:
    """Be the player until the parent is gone; never returns."""
    # miniaudio has a use for numpy and imports it where it is installed; here it would only
    # delay the first sound by some 180 ms.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # documented: a blocked import
    try:
        Player(output).run(backend, device, first, commands)
    except Exception as error:  # whatever a library raises, the parent is told in one line
        reason = error.args[0] if error.args else error  # without what only the library knows
        say(output, failed=f"{backend}: {reason}")
    os._exit(0)  # audio libraries are known to hang in their own clean-up


def main() -> None:
    """Run with the backend and the device that the arguments name."""
    import json

    commands = iter(sys.stdin)
    play(sys.argv[1], sys.argv[2], json.loads(next(commands, "{}")), commands, sys.stdout)


if __name__ == "__main__":
    main()
