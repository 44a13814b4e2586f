"""The player process: takes a score and an origin on standard input, and makes it heard.

It lives apart because audio libraries hang, crash, hold the interpreter and write over the screen.
Nothing it does can delay a routine, and it ends with its parent whatever happens:
end of input, a closed output, or five seconds in which nothing in here could run.

In, a JSON object a line, any of: `notes` ([[seconds, file], ...]), `origin` (the monotonic clock's
reading at second zero, or null for silence), `gain` (0 to 1). An empty object says that the
parent is there. Out, a line more than once a second: `idle`, the seconds since the device last
asked for sound, null while it is being opened; `broken`, a clip that cannot be played; or, as the
last, `failed`, a reason.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import threading
import time
from array import array
from functools import cache
from pathlib import Path
from typing import IO

from cramp_timer.audio.mixer import Mixer, Timed
from cramp_timer.audio.sinks import SINKS, Sink
from cramp_timer.audio.sound_file import samples_of
from cramp_timer.errors import PackError

BEAT_SECONDS = 0.7
PARENT_SILENT_SECONDS = 2.5
"""A parent that says nothing for this long is stopped or asleep: no voice goes on without it."""
STUCK_SECONDS = 5.0


class Player:
    """One device, one mixer, one parent."""

    def __init__(self, output: IO[str]) -> None:
        self._output = output
        self._load = cache(self._samples)
        self._mixer = Mixer(self._load)
        self._sink: Sink | None = None
        self._notes: list[tuple[float, str]] = []
        self._heard_from_parent = time.monotonic()

    def run(self, backend: str, commands: IO[str]) -> None:
        """Open the device and obey until the parent is gone."""
        threading.Thread(target=self._beat, daemon=True).start()
        sink = SINKS[backend]()
        sink.open(self._mixer)
        self._sink = sink
        for line in commands:
            self._heard_from_parent = time.monotonic()
            self._obey(json.loads(line))
        sink.close()

    def _obey(self, command: dict[str, object]) -> None:
        match command:
            case {"gain": float() | int() as gain}:
                self._mixer.set_gain(gain)
        match command:
            case {"notes": list() as notes}:
                self._notes = [(at, file) for at, file in notes]
        match command:
            case {"origin": float() | int() as origin}:
                timed = [Timed(origin + at, file) for at, file in self._notes]
                self._mixer.play(timed, time.monotonic())
                # Before they are due: the device's thread should find every clip in memory.
                for note in sorted(timed):
                    self._load(note.file)
            case {"origin": None}:
                self._mixer.stop()

    def _samples(self, file: str) -> array[int]:
        try:
            return samples_of(Path(file))
        except PackError as error:
            say(self._output, {"broken": str(error)})
            return array("h")

    def _beat(self) -> None:
        while True:
            # The interpreter may be held by a library for half a minute; this timer needs none.
            faulthandler.dump_traceback_later(STUCK_SECONDS, exit=True)
            idle = self._sink.idle_seconds() if self._sink else None
            try:
                say(self._output, {"idle": idle})
            except OSError:
                os._exit(0)
            if time.monotonic() - self._heard_from_parent > PARENT_SILENT_SECONDS:
                self._mixer.stop()
            time.sleep(BEAT_SECONDS)


def say(output: IO[str], message: dict[str, object]) -> None:
    """One line to the parent."""
    output.write(json.dumps(message) + "\n")
    output.flush()


def main() -> None:
    """Run with the backend that the first argument names."""
    try:
        Player(sys.stdout).run(sys.argv[1], sys.stdin)
    except Exception as error:  # whatever a library raises, the parent is told in one line
        say(sys.stdout, {"failed": f"{sys.argv[1]}: {error}"})
    os._exit(0)  # audio libraries are known to hang in their own clean-up


if __name__ == "__main__":
    main()
