"""What the screens that lead a person share: a pulse, a passing note, and the volume."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar

from textual.binding import BindingType
from textual.events import Resize
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer

from cramp_timer.audio.output import change_volume
from cramp_timer.languages.messages import _
from cramp_timer.presentation.layout import (
    HALF_BLOCK_ROWS,
    PICTURE_FROM,
    Rows,
    padding,
    picture_width,
    words_width,
)
from cramp_timer.system.suspend import SuspendWatch
from cramp_timer.tui.bindings import group, key
from cramp_timer.tui.widgets.big_text import BigText
from cramp_timer.tui.widgets.key_bar import KeyBar
from cramp_timer.tui.widgets.plain_text import PlainText
from cramp_timer.tui.widgets.pose_picture import PosePicture
from cramp_timer.tui.widgets.split_line import SplitLine

if TYPE_CHECKING:
    from cramp_timer.audio.output import AudioOutput
    from cramp_timer.audio.score import Score

NOTE_SECONDS = 4.0
VOLUME_STEP = 10


class Guidance(Protocol):
    """What leads a person and is heard."""

    @property
    def output(self) -> AudioOutput:
        """What the person is led through."""

    @property
    def tick(self) -> Score:
        """The pack's own tick, by which one judges a new volume in a silence."""


SessionT = TypeVar("SessionT", bound=Guidance)


class GuidedScreen(Screen[None], Generic[SessionT]):
    """A screen that shows each second as it begins, and can be made louder or softer."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (PICTURE_FROM, "-wide")]  # noqa: RUF012  # Textual's

    PARTS: ClassVar[tuple[str, ...]]
    """The ids of what is given rows, from top to bottom."""

    note: var[str] = var("")

    def __init__(
        self, open_session: Callable[[], SessionT | None], suspend_watch: SuspendWatch
    ) -> None:
        """`open_session` is called after the first frame, so that this is painted quickly."""
        super().__init__()
        self._open_session = open_session
        self._session: SessionT | None = None
        self._suspend_watch = suspend_watch
        self._pulse_timer: Timer | None = None
        self._note_timer: Timer | None = None
        self.is_over = False
        """Whether nothing is led any more."""
        self._shared: tuple[int, int, Rows] | None = None
        self.head = SplitLine(id="head")
        self.picture = PosePicture(id="picture")
        self.digits = BigText(id="digits")
        self.leg = PlainText(id="leg")
        self.say = PlainText(id="say")

    @property
    def session(self) -> SessionT:
        """What is shown; there is none before the first frame."""
        assert self._session is not None
        return self._session

    @abstractmethod
    def show_beginning(self) -> bool | None:
        """Show the first moment until the next pulse; false if it is past, `None` before it."""

    @abstractmethod
    def rows(self, width: int, height: int) -> Rows:
        """Return how many rows each part has in a terminal of this size."""

    def on_resize(self, event: Resize) -> None:
        """Share out the rows and columns anew."""
        self.share_out(*event.size)

    def share_out(self, width: int, height: int) -> None:
        """Give each part its rows and columns; a part without any is not shown."""
        rows = self.rows(width, height)
        parts = self.query(", ".join(f"#{name}" for name in self.PARTS))
        if (width, height, rows) == self._shared or len(parts) < len(self.PARTS):
            return  # the same as before, or the app is ended before all are mounted
        self._shared = width, height, rows
        self.styles.padding = (0, padding(width))
        picture = self.query_one("#picture")
        picture.display = picture_width(width) > 0 and rows.get("digits", 0) >= HALF_BLOCK_ROWS
        picture.styles.width = picture_width(width)
        self.query_one("#stage").display = "digits" in rows
        self.query_one("#words").styles.width = words_width(width)
        for name in self.PARTS:
            part, given = self.query_one(f"#{name}"), rows.get(name, 0)
            part.display = given > 0
            part.styles.height = given
        self.query_one(KeyBar).display = "keys" in rows
        self.query_one("#leg").styles.margin = (int(rows.get("gap", 0) > 1), 0)

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
        output, tick = self.session.output, self.session.tick
        self.show_note(_("Volume {volume}.", volume=change_volume(output, by * VOLUME_STEP, tick)))
        self.pulse()

    def action_mute(self) -> None:
        """Switch the sound off, or on again."""
        output = self.session.output
        output.muted = not output.muted
        if not output.muted:
            output.touch(self.session.tick)
        self.pulse()


def volume_bindings(place: str) -> list[BindingType]:
    """Return the keys of the volume, with ids of the screen that has them."""
    volume = group("volume")
    return [
        key("up", "change_volume(1)", "louder", "Louder", f"{place}.louder", volume),
        key("down", "change_volume(-1)", "softer", "Softer", f"{place}.softer", volume),
        key("m", "mute", "mute", "Mute", f"{place}.mute"),
    ]  # fmt: skip
