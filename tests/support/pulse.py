"""A sound server of our own with a sink that can be recorded, for tests with real audio."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RATE = 48_000
SINK = "module-null-sink sink_name=nul rate=48000 norewinds=1"
LOUD = 600
"""A sample beyond this is a click of `clicking_pack`."""


def missing() -> str | None:
    """Why there can be no real audio here."""
    wanted = [name for name in ("pulseaudio", "parec", "pactl") if shutil.which(name) is None]
    return f"needs {', '.join(wanted)}" if wanted else None


class Pulse:
    """One PulseAudio daemon with a null sink; the server that programs find by themselves."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, exist_ok=True)
        self.socket = folder / "native"
        self.environment = {
            "PULSE_SERVER": f"unix:{self.socket}",
            "PULSE_RUNTIME_PATH": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "HOME": str(folder),
        }
        self._daemon: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the daemon and wait until it answers."""
        self._daemon = subprocess.Popen(
            [
                "pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1",
                # Without norewinds the monitor repeats a block whenever a stream comes or goes.
                "-L", SINK,
                "-L", f"module-native-protocol-unix auth-anonymous=1 socket={self.socket}",
            ],
            env={**os.environ, **self.environment},
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        end = time.monotonic() + 30
        while self.ask("info") != 0:
            if time.monotonic() > end:
                raise TimeoutError("the sound server does not start")
            time.sleep(0.02)

    def unplug(self) -> None:
        """Take the only sink away."""
        assert self.ask("unload-module", "module-null-sink") == 0

    def unplug_named(self, sink: str) -> None:
        """Take one of several sinks away."""
        listed = self.told("list", "short", "modules").splitlines()
        module = next(line.split()[0] for line in listed if f"sink_name={sink}" in line)
        assert self.ask("unload-module", module) == 0

    def told(self, *words: str) -> str:
        """Return what `pactl` prints."""
        environment = {**os.environ, **self.environment}
        return subprocess.run(
            ["pactl", *words], env=environment, capture_output=True, encoding="utf-8", check=True
        ).stdout

    def plug_in(self) -> None:
        """Put it back."""
        assert self.ask("load-module", *SINK.split()) == 0

    def ask(self, *words: str) -> int:
        """Have `pactl` do something; its exit code."""
        return subprocess.run(
            ["pactl", *words], env={**os.environ, **self.environment}, capture_output=True
        ).returncode

    def stop(self) -> None:
        """Kill the daemon, as a crash would."""
        if self._daemon:
            self._daemon.send_signal(signal.SIGKILL)
            self._daemon.wait()
            self._daemon = None
            self.socket.unlink(missing_ok=True)

    @contextmanager
    def recording(self) -> Iterator[Recording]:
        """Record what is heard until the block ends."""
        file = self._folder / "recording.raw"
        with file.open("wb") as stream:
            recorder = subprocess.Popen(
                [
                    "parec", "-d", "nul.monitor", "--latency-msec=5", "--rate=48000",
                    "--channels=1", "--format=s16le",
                ],
                env={**os.environ, **self.environment},
                stdout=stream,
            )  # fmt: skip
            while not file.stat().st_size:
                assert recorder.poll() is None
                time.sleep(0.01)
            try:
                yield Recording(file)
            finally:
                recorder.terminate()
                recorder.wait()


class Recording:
    """What was heard so far."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def samples(self) -> array[int]:
        """Everything, as 48 kHz mono."""
        content = self._file.read_bytes()
        return array("h", content[: len(content) // 2 * 2])

    def onsets(self, quiet: float = 0.02) -> list[float]:
        """The seconds at which clicks begin."""
        samples = self.samples()
        found, last = [], -RATE
        for start in range(0, len(samples), 480):
            block = samples[start : start + 480]
            if max(block) < LOUD and min(block) > -LOUD:
                continue
            for place, sample in enumerate(block, start):
                if abs(sample) > LOUD:
                    if place - last > quiet * RATE:
                        found.append(place / RATE)
                    last = place
        return found

    def wait_for_sound(self, *, after: int = 0, seconds: float = 30.0) -> float:
        """Wait until something is heard past sample `after`; TimeoutError if nothing is."""
        end = time.monotonic() + seconds
        while True:
            later = self.samples()[after:]
            if later and max(later) > LOUD:
                return (after + next(n for n, s in enumerate(later) if s > LOUD)) / RATE
            if time.monotonic() > end:
                raise TimeoutError("nothing was heard")
            time.sleep(0.01)
