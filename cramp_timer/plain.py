"""Line mode: the same engine and sound, one line per event. For pipes and screen readers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from cramp_timer.audio.output import OPENING
from cramp_timer.core.engine import State
from cramp_timer.core.number_text import clock_face
from cramp_timer.core.summary import sentences
from cramp_timer.core.timeline import Segment
from cramp_timer.lines import LOOK_SECONDS, Lines
from cramp_timer.presentation.timeline_text import line_of
from cramp_timer.session import Session
from cramp_timer.system.suspend import FreezeWatch

OVER = (State.FINISHED, State.STOPPED)
KEYS = "Enter pauses; n next, b back, + or - reps, w warning signs, q stops, each with Enter."


def tell_ask_first(lines: Lines) -> None:
    """Who should ask first, once; a person who can type says when to go on."""
    from cramp_timer.guide.texts import ask_first_lines

    for line in ask_first_lines():
        lines.tell(line)
    if lines.listens:
        lines.tell("Enter begins.")
        lines.wait()


class Plain:
    """One run of a session, told in lines."""

    def __init__(
        self, session: Session, freeze: FreezeWatch, lines: Lines, signs: Sequence[str] = ()
    ) -> None:
        """`signs` are the warning signs, a line each."""
        self._session = session
        self._signs = signs
        self._freeze = freeze
        self._lines = lines
        self._told_segment: Segment | None = None
        self._told_sound = OPENING
        self._told_problems = 0

    def run(self) -> None:
        """Lead through the routine; returns when it is over or someone stops it."""
        if self._lines.listens:
            self._tell(KEYS)
        total = clock_face(self._session.engine.timeline.duration)
        self._tell(f"{self._session.routine.title}, {total}. Ctrl-C stops.")
        self._session.start()
        while self._session.engine.state not in OVER:
            self.look()
            time.sleep(LOOK_SECONDS)
        self._session.look()  # so that its end is written down
        for line in sentences(self._session.summary()):
            self._tell(line)

    def look(self) -> None:
        """Obey what was typed, and tell what has begun since the last look."""
        gap = self._freeze.take()
        if gap is not None and self._session.engine.state is not State.PAUSED:
            self._session.pause_since(gap.since)
            if self._lines.listens:
                self._tell("The machine slept. Enter goes on.")
            else:  # nobody could tell it to
                self._tell("The machine slept; going on.")
                self._session.pause_or_resume()
        for line in self._lines.typed():
            self._obey(line)
        moment = self._session.look()
        if moment.state is State.RUNNING and moment.segment != self._told_segment:
            self._told_segment = moment.segment
            self._tell(line_of(moment.segment), at=moment.segment.start)
        problems = self._session.problems()
        for problem in problems[self._told_problems :]:
            self._tell(f"{problem}.")
        self._told_problems = len(problems)
        if self._session.sound.state != self._told_sound:
            self._told_sound = self._session.sound.state
            self._tell(f"Sound: {self._told_sound}.")

    def _obey(self, key: str) -> None:
        session = self._session
        actions: dict[str, Callable[[], object]] = {
            "": session.pause_or_resume,
            "p": session.pause_or_resume,
            "n": session.skip,
            "b": session.back,
            "+": lambda: session.change_reps(1),
            "-": lambda: session.change_reps(-1),
            "w": self._tell_signs,
            "q": session.stop,
        }
        if key not in actions:
            self._tell(KEYS)
            return
        actions[key]()
        if key != "w" and session.engine.state is State.PAUSED:
            self._tell("Paused. Enter goes on.")
            self._told_segment = None

    def _tell_signs(self) -> None:
        for line in self._signs:
            self._lines.tell(line)

    def _tell(self, text: str, at: float | None = None) -> None:
        self._lines.tell(text, self._session.engine.position if at is None else at)
