"""The day in lines: one at each turn, with its chime and words; flexes are led as on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from cramp_timer.languages.messages import _
from cramp_timer.line_mode.line_session import LineSession, Reply

if TYPE_CHECKING:
    from datetime import datetime

    from cramp_timer.core.day_cycle import DaySnapshot
    from cramp_timer.line_mode.terminal import LineTerminal
    from cramp_timer.sessions.day_session import DaySession

LONGEST_WAIT_SECONDS = 60.0
"""A sleep of the machine is noticed no later than this."""


class DayLines(LineSession):
    """Activity and rest, printed line by line."""

    KEYS: ClassVar[str] = _(
        "Enter pauses or goes on. z: ten minutes more. n: a cramp. w: warning signs. q: leave. "
        "Each with Enter."
    )

    def __init__(
        self,
        session: DaySession,
        terminal: LineTerminal,
        signs: Iterable[str],
        now: Callable[[], datetime],
        lead_flex: Callable[[], None],
        lead_cramp: Callable[[], None],
    ) -> None:
        """`lead_flex` leads through a minute of flexes, `lead_cramp` through a cramp."""
        super().__init__(terminal, signs)
        self._session = session
        self._now = now
        self._lead_flex = lead_flex
        self._lead_cramp = lead_cramp
        self._has_left = False

    def run(self) -> None:
        """Go on until somebody leaves."""
        self.terminal.print(self.KEYS if self.terminal.listens else _("By day. Ctrl-C stops."))
        self._print_phase(self._session.poll())
        while not self._has_left:
            snapshot = self._session.poll()
            if snapshot.turned:
                self._print_phase(snapshot)
            if self._session.take_due_flex():
                self._lead_flex()
                continue
            quiet = self._session.seconds_until_event(snapshot)
            wait = LONGEST_WAIT_SECONDS if quiet is None else min(LONGEST_WAIT_SECONDS, quiet)
            line = self.terminal.wait(wait)
            if line is not None:
                self.obey(line)

    def replies(self) -> Mapping[str, Reply]:
        """Return what each typed line does."""
        return {
            "": self._pause_or_resume,
            "p": self._pause_or_resume,
            "z": self._snooze,
            "n": self._lead_cramp,
            "w": self.print_signs,
            "q": self._leave,
        }

    def print(self, text: str) -> None:
        """Print a line with the time of day."""
        self.terminal.print(f"{self._now():%H:%M}  {text}")

    def _print_phase(self, snapshot: DaySnapshot) -> None:
        left = (
            "paused"
            if snapshot.paused
            else _("{remaining} min", remaining=round(snapshot.remaining / 60))
        )
        self.print(f"{snapshot.phase.text()}, {left}.")

    def _pause_or_resume(self) -> None:
        self._session.pause_or_resume()
        self._print_phase(self._session.poll())

    def _snooze(self) -> None:
        self._session.snooze()
        self._print_phase(self._session.poll())

    def _leave(self) -> None:
        self._has_left = True
