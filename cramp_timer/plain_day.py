"""The day in lines: one at each turn, with its chime and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cramp_timer.audio.score import announced
from cramp_timer.core.day_cycle import SPOKEN, DayTimer, Phase, Quiet
from cramp_timer.guide.texts import signs_lines
from cramp_timer.system.notifications import notify

if TYPE_CHECKING:
    from cramp_timer.behind import Behind
    from cramp_timer.lines import Lines

KEYS = "Enter pauses or goes on. z: ten minutes more. w: warning signs. q: leave. Each with Enter."
SOUNDING_SECONDS = 8.0


class PlainDay:
    """Activity and rest, told in lines."""

    def __init__(self, behind: Behind, timer: DayTimer, lines: Lines) -> None:
        self._behind = behind
        self._day = timer
        self._lines = lines

    def run(self) -> None:
        """Go on until somebody leaves."""
        glance = self._day.look()
        self._lines.tell(KEYS if self._lines.listens else "By day. Ctrl-C stops.")
        self._tell(glance.phase, glance.remaining)
        while True:
            glance = self._day.look()
            if glance.turned:
                self._turn(glance.phase, glance.remaining)
            line = self._lines.wait(None if glance.paused else glance.remaining)
            if line is not None and not self._obeyed(line):
                return

    def _obeyed(self, line: str) -> bool:
        """Whether it goes on after what was typed."""
        if line.startswith("q"):
            return False
        if line.startswith("w"):
            for sign in signs_lines(self._behind.settings()):
                self._lines.tell(sign)
        elif line.startswith("z"):
            self._day.snooze()
        else:
            self._day.pause_or_resume()
        glance = self._day.look()
        self._tell(glance.phase, glance.remaining, "paused" if glance.paused else "")
        return True

    def _turn(self, phase: Phase, remaining: float) -> None:
        self._tell(phase, remaining)
        now = self._behind.now()
        quiet = Quiet.parsed(self._behind.settings().quiet_hours)
        if quiet is not None and quiet.holds(now.hour, now.minute):
            return
        notify(SPOKEN[phase])
        self._behind.sound.play_soon(announced(self._behind.pack(), SPOKEN[phase]))
        line = self._lines.wait(SOUNDING_SECONDS)
        self._behind.let_go()
        if line is not None:
            self._obeyed(line)

    def _tell(self, phase: Phase, remaining: float, how: str = "") -> None:
        now = self._behind.now()
        left = how or f"{round(remaining / 60)} min"
        self._lines.tell(f"{now:%H:%M}  {phase.value.capitalize()}, {left}.")
