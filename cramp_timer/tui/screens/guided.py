"""What the screens that lead a person share: a pulse, a passing note, and the volume."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer

from cramp_timer.audio.output import change_volume
from cramp_timer.system.suspend import SuspendWatch
from cramp_timer.tui.bindings import key

if TYPE_CHECKING:
    from cramp_timer.audio.output import AudioOutput

NOTE_SECONDS = 4.0
VOLUME_STEP = 10


class GuidedScreen(Screen[None]):
    """A screen that shows each second as it begins, and can be made louder or softer."""

    # Textual declares these two as plain attributes, so they cannot be marked as ClassVar.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-middle"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-short"), (20, "-tall"), (40, "-high")]  # noqa: RUF012

    note: var[str] = var("")

    def __init__(self, suspend_watch: SuspendWatch) -> None:
        super().__init__()
        self._suspend_watch = suspend_watch
        self._pulse_timer: Timer | None = None
        self._note_timer: Timer | None = None

    @property
    @abstractmethod
    def output(self) -> AudioOutput:
        """The output that the person is led through."""

    @abstractmethod
    def pulse(self) -> None:
        """Show what is now, and arrange for the next pulse."""

    def pulse_in(self, seconds: float) -> None:
        """Pulse so much later, and not before."""
        self.stop_pulse()
        self._pulse_timer = self.set_timer(seconds, self.pulse)

    def stop_pulse(self) -> None:
        """Pulse no more by itself."""
        if self._pulse_timer is not None:
            self._pulse_timer.stop()
            self._pulse_timer = None

    def show_note(self, note: str) -> None:
        """Show a sentence for a few seconds."""
        self.note = note
        if self._note_timer is not None:
            self._note_timer.stop()
        self._note_timer = self.set_timer(NOTE_SECONDS, self.clear_note)

    def clear_note(self) -> None:
        """Take the passing note away."""
        self.note = ""

    def action_change_volume(self, by: int) -> None:
        """Make it louder or softer."""
        self.show_note(f"Volume {change_volume(self.output, by * VOLUME_STEP)}.")
        self.pulse()

    def action_mute(self) -> None:
        """Switch the sound off, or on again."""
        self.output.muted = not self.output.muted
        self.pulse()


def volume_bindings(place: str) -> list[BindingType]:
    """Return the keys of the volume, with ids of the screen that has them."""
    group = Binding.Group("volume")
    return [
        key("up", "change_volume(1)", "louder", "Louder", f"{place}.louder", group),
        key("down", "change_volume(-1)", "softer", "Softer", f"{place}.softer", group),
        key("m", "mute", "mute", "Mute", f"{place}.mute"),
    ]  # fmt: skip
