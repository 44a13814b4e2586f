"""The screen of a running routine: shows a moment of the session and passes keys on."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import ScreenResume, ScreenSuspend
from textual.getters import query_one
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from cramp_timer.engine import State
from cramp_timer.freeze import FreezeWatch
from cramp_timer.session import VOLUME_STEP, Session, Summary
from cramp_timer.tui.face import Face, face_of, seconds_to_next_face
from cramp_timer.tui.widgets.bar import Bar
from cramp_timer.tui.widgets.big_text import BigText
from cramp_timer.tui.widgets.key_bar import Key, KeyBar
from cramp_timer.tui.widgets.pose_picture import PosePicture

NOTE_SECONDS = 4.0


class SessionScreen(Screen[Summary]):
    """A routine being done; dismissed with what was done."""

    CSS_PATH = "session.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-middle"), (110, "-wide")]  # noqa: RUF012  # Textual's
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-short"), (20, "-tall")]  # noqa: RUF012  # Textual's
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pause_or_resume", "Pause", id="session.pause"),
        Binding("right", "skip", "Next", id="session.next"),
        Binding("left", "go_back", "Back", id="session.back"),
        Binding("plus,equals_sign", "change_reps(1)", "One rep more", id="session.more"),
        Binding("minus", "change_reps(-1)", "One rep fewer", id="session.fewer"),
        Binding("up", "change_volume(1)", "Louder", id="session.louder"),
        Binding("down", "change_volume(-1)", "Softer", id="session.softer"),
        Binding("m", "mute", "Mute", id="session.mute"),
        Binding("b", "blank", "Blank the screen", id="session.blank"),
        Binding("q,escape", "leave", "Stop", id="session.stop"),
    ]
    KEYS = (
        Key("space", "pause", "screen.pause_or_resume"),
        Key("←→", "back/next", "screen.skip"),
        Key("q", "stop", "screen.leave"),
        Key("+-", "reps", "screen.change_reps(1)"),
        Key("↑↓", "volume", "screen.change_volume(1)"),
        Key("m", "mute", "screen.mute"),
        Key("b", "blank", "screen.blank"),
    )

    face: var[Face | None] = var(None)
    sound_line: var[str] = var("")
    note: var[str] = var("")
    blank: var[bool] = var(False)

    phase = query_one("#phase", BigText)
    digits = query_one("#digits", BigText)
    picture = query_one("#picture", PosePicture)
    left_bar = query_one("#left", Bar)
    done_bar = query_one("#done", Bar)

    def __init__(self, session: Session, freeze: FreezeWatch) -> None:
        super().__init__()
        self._session = session
        self._freeze = freeze
        self._pulse_timer: Timer | None = None
        self._note_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Picture beside words and digits; bars and keys below."""
        with Horizontal(id="head"):
            yield Static(self._session.routine.title, id="title", markup=False)
            yield Static("", id="sound", markup=False)
        with Horizontal(id="stage"):
            yield PosePicture(id="picture")
            with Vertical(id="words"):
                yield BigText(full=False, id="phase")
                yield Static("", id="leg", markup=False)
                yield BigText(id="digits")
        yield Static("", id="say", markup=False)
        yield Bar(id="left")
        with Horizontal(id="foot"):
            yield Static("", id="coming", markup=False)
            yield Static("", id="times", markup=False)
        yield Bar("━", "─", id="done")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Begin as soon as there is something to see."""
        self.query_one(KeyBar).keys = self.KEYS
        self._session.start()
        self.pulse()

    def pulse(self) -> None:
        """Show the moment that is now, and look again when the next second begins."""
        if self._pulse_timer is not None:
            self._pulse_timer.stop()
            self._pulse_timer = None
        if (since := self._freeze.take()) is not None:
            self._session.pause_since(since)
            self._tell("The machine slept. Space goes on.")
        moment = self._session.look()
        if moment.state in (State.FINISHED, State.STOPPED):
            self.dismiss(self._session.summary())
            return
        self.face = face_of(moment, self._session.engine.timeline)
        self.sound_line = _sound_line(self._session)
        wait = 1.0 if moment.state is State.PAUSED else seconds_to_next_face(moment)
        self._pulse_timer = self.set_timer(wait, self.pulse)

    def watch_face(self, before: Face | None, face: Face | None) -> None:
        """Bring to the widgets what is different."""
        if face is None:
            return
        self.phase.text, self.digits.text = face.phase, face.digits
        self.picture.pose, self.picture.held = face.pose, face.held
        self.left_bar.share, self.done_bar.share = face.share, face.done
        leg = f"{face.leg} · {face.rep}" if face.leg else face.rep
        for name, text in (
            ("#leg", leg), ("#coming", face.coming), ("#times", face.times), ("#say", face.say),
        ):  # fmt: skip
            if name != "#say" or not self.note:
                self._put(name, text)
        if before is None or before.phase != face.phase:
            self.set_class(face.held, "-held")

    def watch_sound_line(self, line: str) -> None:
        """Show how sound is."""
        self._put("#sound", line)

    def watch_note(self, note: str) -> None:
        """A passing note stands where the instruction stands."""
        self._put("#say", note or (self.face.say if self.face else ""))

    def watch_blank(self, blank: bool) -> None:
        """Black, or not."""
        self.set_class(blank, "-blank")

    def _put(self, name: str, text: str) -> None:
        place = self.query_one(name, Static)
        if place.content != text:
            place.update(text, layout=False)

    def _tell(self, note: str) -> None:
        self.note = note
        if self._note_timer is not None:
            self._note_timer.stop()
        self._note_timer = self.set_timer(NOTE_SECONDS, self._untell)

    def _untell(self) -> None:
        self.note = ""

    def on_screen_suspend(self, _: ScreenSuspend) -> None:
        """Covered by another screen the picture rests; the routine goes on."""
        if self._pulse_timer is not None:
            self._pulse_timer.pause()

    def on_screen_resume(self, _: ScreenResume) -> None:
        """Seen again: show what is now."""
        if self.face is not None:
            self.pulse()

    def action_pause_or_resume(self) -> None:
        """Stand still, or go on."""
        self._session.pause_or_resume()
        self.pulse()

    def action_skip(self) -> None:
        """The next thing to do."""
        self._session.skip()
        self.pulse()

    def action_go_back(self) -> None:
        """Again, or what came before."""
        self._session.back()
        self.pulse()

    def action_change_reps(self, by: int) -> None:
        """One rep more or fewer of this exercise."""
        if self._session.change_reps(by):
            reps = self._session.look().segment.reps
            self._tell(f"{reps} {'rep' if reps == 1 else 'reps'} of this exercise.")
        else:
            self._tell("No more reps fit." if by > 0 else "This rep has begun already.")
        self.pulse()

    def action_change_volume(self, by: int) -> None:
        """Louder or softer."""
        self._tell(f"Volume {self._session.change_volume(by * VOLUME_STEP)}.")
        self.pulse()

    def action_mute(self) -> None:
        """Sound off, or on again."""
        self._session.sound.muted = not self._session.sound.muted
        self.pulse()

    def action_blank(self) -> None:
        """A black screen; the sound goes on."""
        self.blank = not self.blank

    def action_leave(self) -> None:
        """Stop here."""
        self._session.stop()
        self.pulse()


def _sound_line(session: Session) -> str:
    if session.sound.muted:
        return "muted"
    state = session.sound.state
    return state if " " in state else f"volume {session.sound.volume}"
