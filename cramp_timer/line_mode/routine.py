"""A routine in lines: the same engine and sound, a line per event, for pipes and screen readers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from cramp_timer.core.engine import OVER, State
from cramp_timer.core.number_text import clock_text
from cramp_timer.core.summary import sentences
from cramp_timer.core.timeline import Segment
from cramp_timer.languages.messages import _
from cramp_timer.line_mode.line_session import POLL_SECONDS, LineSession, Reply
from cramp_timer.presentation.timeline_text import segment_line

if TYPE_CHECKING:
    from cramp_timer.line_mode.terminal import LineTerminal
    from cramp_timer.sessions.routine_session import RoutineSession
    from cramp_timer.sessions.services import Services
    from cramp_timer.system.suspend import SuspendWatch


def ask_first_once(terminal: LineTerminal, services: Services) -> None:
    """Ask before the first routine ever, and never again."""
    from cramp_timer.guide import safety_notice

    if not safety_notice.was_shown():
        ask_first(terminal, services)
        safety_notice.mark_shown()


def ask_first(terminal: LineTerminal, services: Services) -> None:
    """Print who should ask a doctor first, and four questions; a person who can type answers."""
    from cramp_timer.guide.lines import ask_first_lines, question_lines
    from cramp_timer.guide.texts import guide

    for line in ask_first_lines():
        terminal.print(line)
    if not terminal.listens:
        return
    questions = {str(number): each.name for number, each in enumerate(guide().questions, 1)}
    while True:
        for line in question_lines(services.settings):
            terminal.print(line)
        terminal.print(_("1 to 4 answer, again and again; Enter begins."))
        typed = terminal.wait()
        if typed not in questions:
            return
        services.toggle_answer(questions[typed])


class RoutineLines(LineSession):
    """One run of a routine, printed line by line."""

    KEYS: ClassVar[str] = _(
        "Enter pauses; s skips, b back, + or - reps, n a cramp, w warning signs, q stops, each "
        "with Enter."
    )

    def __init__(
        self,
        session: RoutineSession,
        suspend_watch: SuspendWatch,
        terminal: LineTerminal,
        signs: Iterable[str],
        lead_cramp: Callable[[], None],
    ) -> None:
        """`lead_cramp` leads through a cramp, and returns when it is over."""
        super().__init__(terminal, signs)
        self._lead_cramp = lead_cramp
        self._session = session
        self._suspend_watch = suspend_watch
        self._printed_segment: Segment | None = None

    def run(self) -> None:
        """Lead through the routine; return when it is over or someone stops it."""
        if self.terminal.listens:
            self.print(self.KEYS)
        total = clock_text(self._session.engine.timeline.duration)
        self.print(
            _("{title}, {total}. Ctrl-C stops.", title=self._session.routine.title, total=total)
        )
        self._session.start()
        while self.poll():
            time.sleep(POLL_SECONDS)  # what is typed is looked for ten times a second
        for line in sentences(self._session.summary()):
            self.print(line)

    def poll(self) -> bool:
        """Obey what was typed and print what has begun; return whether there is more to come.

        A sleep is noticed before anything else: nobody did what the clock says was done in it.
        """
        self._wait_after_sleep()
        self.obey_typed()
        snapshot = self._session.poll()
        if snapshot.state is State.RUNNING and snapshot.segment != self._printed_segment:
            self._printed_segment = snapshot.segment
            self.terminal.print(segment_line(snapshot.segment), snapshot.segment.start)
        self.print_news(self._session.problems(), self._session.output.state)
        # As of the snapshot: a sleep may have begun since.
        return snapshot.state not in OVER

    def replies(self) -> Mapping[str, Reply]:
        """Return what each typed line does."""
        session = self._session
        return {
            "": self._pause_or_resume,
            "p": self._pause_or_resume,
            "s": session.skip,
            "n": self._wait_for_cramp,
            "b": session.back,
            "+": lambda: session.change_reps(1),
            "-": lambda: session.change_reps(-1),
            "w": self.print_signs,
            "q": session.stop,
        }

    def print(self, text: str) -> None:
        """Print a line with the position in the routine."""
        self.terminal.print(text, self._session.engine.position)

    def _pause_or_resume(self) -> None:
        if self._session.is_getting_ready():
            self._session.skip()
            return
        self._session.pause_or_resume()
        if self._session.engine.state is State.PAUSED:
            self.print(_("Paused. Enter goes on."))
            self._printed_segment = None

    def _wait_for_cramp(self) -> None:
        """Lead through a cramp while the routine waits, without a word about it."""
        self._session.engine.pause()
        self._lead_cramp()
        self.print(_("Paused. Enter goes on."))
        self._printed_segment = None

    def _wait_after_sleep(self) -> None:
        """After a sleep of the machine wait for a key, where there is somebody to press one."""
        suspension = self._suspend_watch.take()
        if suspension is None or self._session.engine.state is State.PAUSED:
            return
        self._session.pause_since(suspension.since)
        if self.terminal.listens:
            self.print(_("The machine slept. Enter goes on."))
        else:
            self.print(_("The machine slept; going on."))
            self._session.pause_or_resume()
