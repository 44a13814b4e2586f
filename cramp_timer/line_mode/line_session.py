"""What every mode without a screen does: obey typed lines, print news, and print warning signs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from cramp_timer.audio.output import OPENING
from cramp_timer.languages.messages import _

if TYPE_CHECKING:
    from cramp_timer.line_mode.terminal import LineTerminal

POLL_SECONDS = 0.1
Reply = Callable[[], object]


class LineSession(ABC):
    """One session in lines."""

    KEYS: ClassVar[str]
    """What can be typed, in a sentence; it is printed again for anything else."""

    def __init__(self, terminal: LineTerminal, signs: Iterable[str]) -> None:
        """`signs` are the warning signs, a line each."""
        self.terminal = terminal
        self._signs = tuple(signs)
        self._printed_problems: set[str] = set()
        self._printed_state = OPENING

    @abstractmethod
    def replies(self) -> Mapping[str, Reply]:
        """Return what each typed line does."""

    @abstractmethod
    def print(self, text: str) -> None:
        """Print a line with the time that it is about."""

    def obey(self, line: str) -> None:
        """Do what a typed line says, or print what can be typed."""
        reply = self.replies().get(line)
        if reply is None:
            self.print(self.KEYS)
        else:
            reply()

    def obey_typed(self) -> None:
        """Obey everything that was typed since the last call."""
        for line in self.terminal.typed():
            self.obey(line)

    def print_news(self, problems: Iterable[str], sound_state: str) -> None:
        """Print each problem once, and the state of the sound where it changed."""
        for problem in problems:
            if problem not in self._printed_problems:
                self._printed_problems.add(problem)
                self.print(f"{problem}.")
        if sound_state != self._printed_state:
            self._printed_state = sound_state
            self.print(_("Sound: {sound_state}.", sound_state=sound_state))

    def print_signs(self) -> None:
        """Print the warning signs."""
        for line in self._signs:
            self.terminal.print(line)
