"""A cramp in lines: the same episode and voice, for pipes and screen readers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from cramp_timer.audio.output import OPENING
from cramp_timer.coach import Coach
from cramp_timer.core.advice import Step
from cramp_timer.core.episode import Stage
from cramp_timer.core.phrases import side_phrase
from cramp_timer.core.side import Side
from cramp_timer.diary.entries import WORST
from cramp_timer.lines import LOOK_SECONDS, Lines
from cramp_timer.system.suspend import FreezeWatch

KEYS = (
    "Enter: it has eased. l or r: which leg. x: it does not ease. n: it is back. "
    "w: warning signs. q: leave. Each with Enter."
)
ANSWER_SECONDS = 120.0
"""How long the question at the end waits; no answer is fine."""


class PlainNow:
    """One cramp, told in lines."""

    def __init__(
        self, coach: Coach, freeze: FreezeWatch, lines: Lines, signs: Sequence[str]
    ) -> None:
        """`signs` are the warning signs, a line each."""
        self._coach = coach
        self._signs = signs
        self._told_signs = False
        self._freeze = freeze
        self._lines = lines
        self._has_left = False
        self._last_words = coach.leave
        self._told_step: Step | None = None
        self._told_sound = OPENING
        self._told_problems: set[str] = set()

    def run(self) -> None:
        """Lead through it; returns when all is said."""
        self._tell("Cramp. Ctrl-C stops." if not self._lines.listens else KEYS)
        try:
            while self.look():
                time.sleep(LOOK_SECONDS)
            over = self._coach.look().stage in (Stage.EASED, Stage.NOT_EASED)
            if self._lines.listens and over:
                self._ask()
        finally:
            self._tell(self._last_words())

    def look(self) -> bool:
        """Obey what was typed, tell what is new; whether there is more to come."""
        if (gap := self._freeze.take()) is not None:
            self._coach.slept(*gap)
        for line in self._lines.typed():
            self._obey(line)
        glimpse = self._coach.look()
        if glimpse.step != self._told_step and glimpse.stage is not Stage.LEFT:
            self._told_step = glimpse.step
            self._tell(glimpse.step.text)
        if glimpse.stage is Stage.NOT_EASED and not self._told_signs:
            self._tell_signs()
        problems = self._coach.problems()
        for problem in problems:
            if problem not in self._told_problems:
                self._told_problems.add(problem)
                self._tell(f"{problem}.")
        if self._coach.sound.state != self._told_sound:
            self._told_sound = self._coach.sound.state
            self._tell(f"Sound: {self._told_sound}.")
        track = self._coach.episode.track
        said = self._told_step is track.steps[-1] and glimpse.since > track.seconds
        going_on = glimpse.stage is Stage.NOT_EASED and self._lines.listens
        over = self._has_left or glimpse.stage is Stage.LEFT
        return not over and (going_on or not said)

    def _obey(self, line: str) -> None:
        coach = self._coach
        actions: dict[str, Callable[[], object]] = {
            "": coach.ease,
            "l": lambda: coach.name_side(Side.LEFT),
            "r": lambda: coach.name_side(Side.RIGHT),
            "x": coach.give_up,
            "n": coach.reopen,
            "w": self._tell_signs,
            "q": self._leave,
        }
        if line not in actions:
            self._tell(KEYS)
            return
        actions[line]()
        if line in ("l", "r"):
            self._tell(side_phrase(coach.look().side))

    def _leave(self) -> None:
        self._has_left = True

    def _tell_signs(self) -> None:
        self._told_signs = True
        for line in self._signs:
            self._lines.tell(line)

    def _ask(self) -> None:
        self._tell(f"How bad was it, 0 to {WORST}? Enter for no answer; d: it was no cramp.")
        while answer := self._lines.wait(ANSWER_SECONDS):
            if answer == "d":
                self._last_words = self._coach.was_none
                return
            if answer.isdecimal() and int(answer) <= WORST:
                self._coach.rate(int(answer))
                return
            self._tell(f"A number from 0 to {WORST}, or Enter for no answer.")

    def _tell(self, text: str) -> None:
        self._lines.tell(text, self._coach.look().seconds)
