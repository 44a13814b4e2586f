"""A cramp in lines: the same episode and voice, for pipes and screen readers."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from cramp_timer.core.advice import Step
from cramp_timer.core.episode import Stage
from cramp_timer.core.side import Side, leg_text
from cramp_timer.diary.entries import WORST
from cramp_timer.languages.messages import _, capital
from cramp_timer.line_mode.line_session import POLL_SECONDS, LineSession, Reply

if TYPE_CHECKING:
    from cramp_timer.line_mode.terminal import LineTerminal
    from cramp_timer.sessions.cramp_session import CrampSession
    from cramp_timer.system.suspend import SuspendWatch

_OVER = (Stage.EASED, Stage.NOT_EASED)
ANSWER_SECONDS = 120.0
"""How long the question at the end waits; no answer is fine."""


class CrampLines(LineSession):
    """One cramp, printed line by line."""

    KEYS: ClassVar[str] = _(
        "Enter: it has eased. l or r: which leg. x: it does not ease. n: it is back. w: "
        "warning signs. 0 to 10, once it is over: how bad. q: leave. Each with Enter."
    )

    def __init__(
        self,
        session: CrampSession,
        suspend_watch: SuspendWatch,
        terminal: LineTerminal,
        signs: Iterable[str],
    ) -> None:
        super().__init__(terminal, signs)
        self._session = session
        self._suspend_watch = suspend_watch
        self._signs_are_printed = False
        self._has_left = False
        self._end = session.leave
        self._printed_step: Step | None = None

    def run(self) -> None:
        """Lead through the cramp; return when all is said."""
        self.print(self.KEYS if self.terminal.listens else _("Cramp. Ctrl-C stops."))
        try:
            while self.poll():
                time.sleep(POLL_SECONDS)  # what is typed is looked for ten times a second
            over = self._session.poll().stage in _OVER
            if self.terminal.listens and over and self._session.worst is None:
                self._ask_how_bad()
        finally:
            self.print(self._end())

    def poll(self) -> bool:
        """Obey what was typed and print what is new; return whether there is more to come."""
        if (suspension := self._suspend_watch.take()) is not None:
            self._session.resume_after_sleep(*suspension)
        self.obey_typed()
        if self._session.signs_are_over:
            self._session.go_on()
        snapshot = self._session.poll()
        if snapshot.step != self._printed_step and snapshot.stage is not Stage.LEFT:
            self._printed_step = snapshot.step
            self.print(snapshot.step.text)
        if snapshot.stage is Stage.NOT_EASED and not self._signs_are_printed:
            self.print_signs()
        self.print_news(self._session.problems(), self._session.output.state)
        track = self._session.episode.track
        is_said = self._printed_step is track.steps[-1] and snapshot.since > track.seconds
        stays = snapshot.stage is Stage.NOT_EASED and self.terminal.listens
        is_over = self._has_left or snapshot.stage is Stage.LEFT
        return not is_over and (stays or not is_said)

    def replies(self) -> Mapping[str, Reply]:
        """Return what each typed line does."""
        session = self._session
        return {
            "": session.ease,
            "l": lambda: self._name_side(Side.LEFT),
            "r": lambda: self._name_side(Side.RIGHT),
            "x": session.give_up,
            "n": session.reopen,
            "w": self.print_signs,
            "q": self._leave,
            **(self._ratings() if session.episode.stage in _OVER else {}),
        }

    def _ratings(self) -> Mapping[str, Reply]:
        """Return what the numbers mean once it is over: how bad it was."""
        return {str(worst): partial(self._rate, worst) for worst in range(WORST + 1)}

    def _rate(self, worst: int) -> None:
        self._session.rate(worst)
        self.print(_("{worst} of {most}.", worst=worst, most=WORST))

    def print(self, text: str) -> None:
        """Print a line with the time since the cramp began."""
        self.terminal.print(text, self._session.poll().seconds)

    def print_signs(self) -> None:
        """Print the warning signs, once, and have them spoken."""
        self._signs_are_printed = True
        self._session.speak_signs()
        super().print_signs()

    def _name_side(self, side: Side) -> None:
        self._session.name_side(side)
        self.print(f"{capital(leg_text(side))}.")

    def _leave(self) -> None:
        self._has_left = True

    def _ask_how_bad(self) -> None:
        self.print(
            _("How bad was it, 0 to {most}? Enter for no answer; d: it was no cramp.", most=WORST)
        )
        while answer := self.terminal.wait(ANSWER_SECONDS):
            if answer == "d":
                self._end = self._session.discard
                return
            if answer.isdecimal() and int(answer) <= WORST:
                self._session.rate(int(answer))
                return
            self.print(_("A number from 0 to {most}, or Enter for no answer.", most=WORST))
