"""The day timer: activity and rest in turn, on a clock that is passed in.

The seed's way 3: put the feet up often, alternate activity with rest, flex periodically. No trial
gives a length for either; the minutes are the person's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from cramp_timer.languages.messages import _
from cramp_timer.languages.wording import Wording

SNOOZE_SECONDS = 600.0


class Phase(StrEnum):
    """A phase of activity or of rest."""

    UP = "up and about"
    FEET = "feet up"
    FLEX = "flex your ankles"

    def text(self) -> str:
        """Return the phase as it is shown."""
        return {
            Phase.UP: _("Up and about"),
            Phase.FEET: _("Feet up"),
            Phase.FLEX: _("Flex your ankles"),
        }[self]

    def announcement(self, words: Wording) -> str:
        """Return what a voice says as the phase begins."""
        return {Phase.UP: words.up, Phase.FEET: words.feet, Phase.FLEX: words.flex}[self]


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A daily period without sound, in minutes from midnight; it may span midnight."""

    start: int
    end: int

    @classmethod
    def parsed(cls, text: str) -> QuietHours | None:
        """Parse "22:00-08:00"; an empty text gives `None`."""
        if not text:
            return None
        start, end = (int(part[:2]) * 60 + int(part[3:]) for part in text.split("-"))
        return cls(start, end)

    def includes(self, hour: int, minute: int) -> bool:
        """Return whether a time is in the period, without its end."""
        now = 60 * hour + minute
        if self.start <= self.end:
            return self.start <= now < self.end
        return now >= self.start or now < self.end


@dataclass(frozen=True, slots=True)
class DaySnapshot:
    """The timer at one instant."""

    phase: Phase
    remaining: float
    """Seconds to the next phase."""
    paused: bool
    turned: bool
    """Whether the phase changed since the last poll, once or more."""


class DayTimer:
    """A repeating timer: up, feet up, up, flex."""

    _ROUND = (Phase.UP, Phase.FEET, Phase.UP, Phase.FLEX)

    def __init__(self, clock: Callable[[], float], up_seconds: float, rest_seconds: float) -> None:
        """Start with a phase of activity."""
        self._clock = clock
        self._lengths = {Phase.UP: up_seconds, Phase.FEET: rest_seconds, Phase.FLEX: rest_seconds}
        self._place = 0
        self._began = clock()
        self._more = 0.0
        """Seconds added to the current phase."""
        self._paused_at: float | None = None

    def poll(self) -> DaySnapshot:
        """Advance to the phase that is due; return a snapshot."""
        now = self._clock() if self._paused_at is None else self._paused_at
        turned = False
        while now - self._began >= self._length:
            self._began += self._length
            self._turn(self._place + 1)
            turned = True
        remaining = self._length - (now - self._began)
        return DaySnapshot(self._phase, remaining, self._paused_at is not None, turned)

    def pause_or_resume(self) -> None:
        """Stop the timer, or continue it."""
        now = self._clock()
        if self._paused_at is None:
            self.poll()
            self._paused_at = now
        else:
            self._began += now - self._paused_at
            self._paused_at = None

    def snooze(self) -> None:
        """Add ten minutes of activity; a rest that has begun follows them."""
        self.poll()
        now = self._clock() if self._paused_at is None else self._paused_at
        if self._phase is Phase.UP:
            self._more += SNOOZE_SECONDS
            return
        self._turn(self._place - 1)
        self._began = now
        self._more = SNOOZE_SECONDS - self._length

    def skip(self) -> None:
        """Go to the next phase at once."""
        self.poll()
        self._turn(self._place + 1)
        self._began = self._clock() if self._paused_at is None else self._paused_at

    def begin_anew(self) -> None:
        """Restart activity after the machine slept, since that time is unknown."""
        if self._phase is not Phase.UP:
            self._turn(self._place + 1)
        self._began, self._more = self._clock(), 0.0
        if self._paused_at is not None:
            self._paused_at = self._began

    @property
    def _phase(self) -> Phase:
        return self._ROUND[self._place]

    @property
    def _length(self) -> float:
        return self._lengths[self._phase] + self._more

    def _turn(self, place: int) -> None:
        self._place = place % len(self._ROUND)
        self._more = 0.0
