"""A day of activity and rest in turn: the timer, its announcements, and when a flex is due.

Screen and line mode share it. Between turns nothing runs, and the sound device is released.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cramp_timer.audio.score import announced
from cramp_timer.core.day_cycle import DaySnapshot, DayTimer, Phase, QuietHours
from cramp_timer.errors import CrampTimerError
from cramp_timer.system.notifications import notify
from cramp_timer.system.suspend import asleep_seconds

if TYPE_CHECKING:
    from cramp_timer.core.engine import Clock
    from cramp_timer.sessions.services import Services

SOUNDING_SECONDS = 8.0
"""How long the sound device is held after a turn, until the line has been spoken."""
FLEX_SECONDS = 5.0
"""From the turn to the flex that is led: the line has been spoken by then."""
SLEPT_SECONDS = 60.0
"""After a longer sleep of the machine nobody knows what was done, and activity begins anew."""
FLEX_ROUTINE = "day-flex"


class DaySession:
    """Activity and rest in turn, announced by a chime, a line and a word on the desktop."""

    def __init__(
        self,
        services: Services,
        timer: DayTimer,
        clock: Clock,
        asleep: Callable[[], float] = asleep_seconds,
    ) -> None:
        """`asleep` tells how many seconds the machine has slept in all."""
        self._services = services
        self._timer = timer
        self._clock = clock
        self._asleep = asleep
        self._asleep_before = asleep()
        self._release_at: float | None = None
        self._flex_at: float | None = None

    def poll(self, *, announces: bool = True) -> DaySnapshot:
        """Return what it is time for; a turn that has come is announced, if it may be."""
        asleep = self._asleep()
        if asleep - self._asleep_before > SLEPT_SECONDS:
            self._timer.begin_anew()
            self._flex_at = None
        self._asleep_before = asleep
        snapshot = self._timer.poll()
        if snapshot.turned and announces:
            self._announce(snapshot.phase)
        if self._release_at is not None and self._clock() >= self._release_at and announces:
            self._release_at = None
            self._services.release_output()
        return snapshot

    def take_due_flex(self) -> bool:
        """Return, once for each turn, whether a flex should be led now."""
        due = self._flex_at is not None and self._clock() >= self._flex_at
        if not due:
            return False
        self._flex_at = None
        snapshot = self._timer.poll()
        return snapshot.phase is Phase.FLEX and not snapshot.paused

    def seconds_until_event(self, snapshot: DaySnapshot) -> float | None:
        """Return how long nothing happens by itself; `None` while paused."""
        now = self._clock()
        waits = [at - now for at in (self._release_at, self._flex_at) if at is not None]
        if not snapshot.paused:
            waits.append(snapshot.remaining)
        return max(0.0, min(waits)) if waits else None

    @property
    def is_quiet(self) -> bool:
        """Whether it is one of the hours in which nothing sounds."""
        now = self._services.now()
        quiet = QuietHours.parsed(self._services.settings.quiet_hours)
        return quiet is not None and quiet.includes(now.hour, now.minute)

    def pause_or_resume(self) -> None:
        """Pause, or go on from there."""
        self._timer.pause_or_resume()

    def snooze(self) -> None:
        """Give ten minutes more of activity; a rest that has begun comes after them."""
        self._timer.snooze()
        self._services.output.silence()

    def skip(self) -> None:
        """Take the next turn at once."""
        self._timer.skip()
        self._announce(self._timer.poll().phase)

    def hold_output(self) -> None:
        """Keep the sound device for a moment, as after a turn, and release it then."""
        self._release_at = self._clock() + SOUNDING_SECONDS

    def _announce(self, phase: Phase) -> None:
        if self.is_quiet:
            return
        try:
            pack = self._services.pack()
            words = phase.announcement(pack.wording)
            notify(words)
            score = announced(pack, words)
            self._services.output.play_when_ready(score)
        except CrampTimerError as error:
            self._services.remark(str(error))
        self._flex_at = self._clock() + FLEX_SECONDS if phase is Phase.FLEX else None
        self.hold_output()
