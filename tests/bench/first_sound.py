"""From the start of a process to the first sample that can be heard, at a real sound server.

The floor is what ten lines need to play one file with the same library.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median

from support.clicks import clicking_pack
from support.pulse import RATE, Pulse

from cramp_timer.audio.player.backends import installed_backends
from cramp_timer.audio.player.first_words import FIRST_WORDS_FILE

ROUNDS = 9
TEN_LINES = {
    "simpleaudio": """
import sys
import simpleaudio

sound = simpleaudio.WaveObject.from_wave_file(sys.argv[1])
sound.play().wait_done()
""",
    "miniaudio": """
import sys
import time
import miniaudio

length = miniaudio.get_file_info(sys.argv[1]).duration
device = miniaudio.PlaybackDevice()
device.start(miniaudio.stream_file(sys.argv[1]))
time.sleep(length)
device.close()
""",
}
_NOW = """
import sys
import cramp_timer.audio.player.backends as backends
import cramp_timer.audio.player.first_words as opening
import cramp_timer.audio.player.fork as start
class System:
    platform, path, executable = {system!r}, sys.path, sys.executable
start.sys = System
backends.LIBRARIES = ({backend!r},)
opening.built_in_folder = lambda: {folder!r}
from cramp_timer.__main__ import main
main(["now"])
"""


def first_sound_figures(folder: Path, server: Pulse) -> Iterator[tuple[str, float, float, float]]:
    """For each library: what is measured, ours and the floor in milliseconds, and the most times.

    In turns, so that a busy moment strikes both.
    """
    pack = clicking_pack(folder / "clicks-now")
    for backend in installed_backends():
        floor = folder / f"ten_lines_{backend}.py"
        floor.write_text(TEN_LINES[backend])
        ours = {system: folder / f"now_{backend}_{system}.py" for system in ("linux", "darwin")}
        for system, file in ours.items():
            folder_of_clicks = str(pack.folder)
            file.write_text(_NOW.format(backend=backend, folder=folder_of_clicks, system=system))
        least: list[float] = []
        mine: dict[str, list[float]] = {system: [] for system in ours}
        for _ in range(ROUNDS):
            least.append(_heard_after(server, [str(floor), str(pack.folder / FIRST_WORDS_FILE)]))
            for system, file in ours.items():
                mine[system].append(_heard_after(server, [str(file)]))
        yield f"now: first sound, {backend}", median(mine["linux"]), median(least), 1.5
        what = f"now: the same without a fork, {backend}"
        yield what, median(mine["darwin"]), median(least), 2.5


def _heard_after(server: Pulse, script: list[str]) -> float:
    with server.recording() as recording:
        before = len(recording.samples())
        program = subprocess.Popen([sys.executable, *script], stdout=subprocess.DEVNULL)
        try:
            heard = recording.wait_for_sound(after=before)
        finally:
            program.kill()
            with suppress(ProcessLookupError):
                program.wait()
    return heard * 1000 - before / RATE * 1000
