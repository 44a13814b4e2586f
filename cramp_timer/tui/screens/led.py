"""What the screens share that lead a person: a pulse, a passing note, and the loudness."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer

from cramp_timer.audio.output import change_volume
from cramp_timer.system.suspend import FreezeWatch

if TYPE_CHECKING:
    from cramp_timer.audio.output import Sound

NOTE_SECONDS = 4.0
VOLUME_STEP = 10


class LedScreen(Screen[None]):
    """A screen that looks again when the next second begins, and can be made louder or softer."""

    # Textual declares these two as plain attributes, so they cannot be marked as ClassVar.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-middle"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-short"), (20, "-tall"), (40, "-high")]  # noqa: RUF012

    note: var[str] = var("")

    def __init__(self, freeze: FreezeWatch) -> None:
        super().__init__()
        self._freeze = freeze
        self._pulse_timer: Timer | None = None
        self._note_timer: Timer | None = None

    @property
    @abstractmethod
    def sound(self) -> Sound:
        """What is heard here."""

    @abstractmethod
    def pulse(self) -> None:
        """Show what is now, and look again when the next second begins."""

    def pulse_in(self, seconds: float) -> None:
        """Look again so much later, and not before."""
        self.rest()
        self._pulse_timer = self.set_timer(seconds, self.pulse)

    def rest(self) -> None:
        """Do not look again by itself."""
        if self._pulse_timer is not None:
            self._pulse_timer.stop()
            self._pulse_timer = None

    def tell(self, note: str) -> None:
        """Show a sentence for a moment."""
        self.note = note
        if self._note_timer is not None:
            self._note_timer.stop()
        self._note_timer = self.set_timer(NOTE_SECONDS, self.untell)

    def untell(self) -> None:
        """The moment is over."""
        self.note = ""

    def action_change_volume(self, by: int) -> None:
        """Louder or softer."""
        self.tell(f"Volume {change_volume(self.sound, by * VOLUME_STEP)}.")
        self.pulse()

    def action_mute(self) -> None:
        """Sound off, or on again."""
        self.sound.muted = not self.sound.muted
        self.pulse()


def loudness_keys(place: str) -> list[BindingType]:
    """The keys of these actions, named for the screen that has them."""
    return [
        Binding("up", "change_volume(1)", "Louder", id=f"{place}.louder"),
        Binding("down", "change_volume(-1)", "Softer", id=f"{place}.softer"),
        Binding("m", "mute", "Mute", id=f"{place}.mute"),
    ]
