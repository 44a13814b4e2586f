"""The screen of a running routine: shows a moment of the session and passes keys on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import ScreenResume, ScreenSuspend
from textual.message import Message
from textual.reactive import var
from textual.widgets import Static

from cramp_timer.audio.output import sound_line
from cramp_timer.core.engine import State
from cramp_timer.core.summary import Summary
from cramp_timer.presentation.routine_view import Face, face_of, seconds_to_next_face
from cramp_timer.system.suspend import FreezeWatch
from cramp_timer.tui.screens.led import LedScreen, loudness_keys
from cramp_timer.tui.widgets.bar import Bar
from cramp_timer.tui.widgets.big_text import BigText
from cramp_timer.tui.widgets.key_bar import Key, KeyBar
from cramp_timer.tui.widgets.line import Line
from cramp_timer.tui.widgets.pose_picture import PosePicture

if TYPE_CHECKING:
    # Its models take longer to import than the first picture takes to paint.
    from cramp_timer.audio.output import Sound
    from cramp_timer.session import Session


class SessionScreen(LedScreen):
    """A routine being done; posts what was done when it is over."""

    @dataclass
    class Over(Message):
        """The routine was done, or stopped early."""

        summary: Summary

    @dataclass
    class Painted(Message):
        """The first picture is there; what takes longer may follow: `open`, then `begin`."""

        screen: SessionScreen

    CSS_PATH = "session.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pause_or_resume", "Pause", id="session.pause"),
        Binding("right", "skip", "Next", id="session.next"),
        Binding("left", "go_back", "Back", id="session.back"),
        Binding("plus,equals_sign", "change_reps(1)", "One rep more", id="session.more"),
        Binding("minus", "change_reps(-1)", "One rep fewer", id="session.fewer"),
        *loudness_keys("session"),
        Binding("b", "blank", "Blank the screen", id="session.blank"),
        Binding("q,escape", "leave", "Stop", id="session.stop"),
    ]
    KEYS = (
        Key("space", "pause", "screen.pause_or_resume"),
        Key("←→", "move", "screen.skip"),
        Key("q", "stop", "screen.leave"),
        Key("n", "cramp", "app.now"),
        Key("w", "signs", "app.signs"),
        Key("+-", "reps", "screen.change_reps(1)"),
        Key("↑↓", "volume", "screen.change_volume(1)"),
        Key("m", "mute", "screen.mute"),
        Key("b", "blank", "screen.blank"),
    )

    face: var[Face | None] = var(None)
    blank: var[bool] = var(False)

    def __init__(self, open_session: Callable[[], Session | None], freeze: FreezeWatch) -> None:
        """`open_session` is called when the screen has been painted, so that painting is quick."""
        super().__init__(freeze)
        self._open_session = open_session
        self._opened: Session | None = None
        self._is_over = False
        self._told_problems = 0
        self.head = Line(id="head")
        self.picture = PosePicture(id="picture")
        self.phase = BigText(id="phase")
        self.leg = Static(id="leg", markup=False)
        self.digits = BigText(id="digits")
        self.say = Static(id="say", markup=False)
        self.left_bar = Bar(id="left")
        self.foot = Line(id="foot")
        self.done_bar = Bar("━", "─", id="done")

    def compose(self) -> ComposeResult:
        """Picture beside words and digits; bars and keys below."""
        yield self.head
        with Horizontal(id="stage"):
            yield self.picture
            with Vertical(id="words"):
                yield self.phase
                yield self.leg
                yield self.digits
        yield self.say
        yield self.left_bar
        yield self.foot
        yield self.done_bar
        yield KeyBar(self.KEYS, id="keys")

    def on_mount(self) -> None:
        """Paint, and say so."""
        self.call_after_refresh(self.post_message, self.Painted(self))

    def open(self) -> bool:
        """Open the session; whether there is one."""
        self._opened = self._open_session()
        return self._opened is not None

    def begin(self) -> None:
        """Start it."""
        self.head.left = self.session.routine.title
        self._freeze.take()  # sleep before the start is nobody's loss
        self.session.start()
        self.pulse()

    @property
    def session(self) -> Session:
        """The run that is shown; there is none before the first picture."""
        assert self._opened is not None
        return self._opened

    @property
    def sound(self) -> Sound:
        """What the session is heard by."""
        return self.session.sound

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Before there is a session only leaving makes sense, and that is the app's."""
        return self.face is not None or action.startswith("app.")

    def pulse(self) -> None:
        """Show the moment that is now, and look again when the next second begins."""
        self.rest()
        if (gap := self._freeze.take()) is not None:
            self.session.pause_since(gap.since)
            self.tell("The machine slept. Space goes on.")
        moment = self.session.look()
        if moment.state in (State.FINISHED, State.STOPPED):
            if not self._is_over:
                self._is_over = True
                self.post_message(self.Over(self.session.summary()))
            return
        self.face = face_of(moment, self.session.engine.timeline)
        self.head.right = sound_line(self.session.sound)
        problems = self.session.problems()
        if len(problems) > self._told_problems:
            self._told_problems = len(problems)
            self.tell(f"{problems[-1]}.")
        wait = 1.0 if moment.state is State.PAUSED else seconds_to_next_face(moment)
        self.pulse_in(wait)

    def watch_face(self, face: Face | None) -> None:
        """Bring a face to the widgets; what is the same there repaints nothing."""
        if face is None:
            return
        self.phase.text, self.digits.text = face.phase, face.digits
        self.picture.pose, self.picture.held = face.pose, face.held
        self.left_bar.share, self.done_bar.share = face.share, face.done
        self.foot.left, self.foot.right = face.coming, face.minutes_left
        _put(self.leg, f"{face.leg} · {face.rep}" if face.leg else face.rep)
        _put(self.say, self.note or face.say)
        for coloured in (self.phase, self.digits, self.left_bar):
            coloured.set_class(face.held, "-held")

    def watch_note(self, note: str) -> None:
        """A passing note stands where the instruction stands."""
        _put(self.say, note or (self.face.say if self.face else ""))

    def watch_blank(self, blank: bool) -> None:
        """Black, or not."""
        self.set_class(blank, "-blank")

    def wait(self) -> None:
        """Stand still without a word: something else matters more."""
        if self._opened is not None:
            self._opened.engine.pause()

    def on_screen_suspend(self, _: ScreenSuspend) -> None:
        """Covered by another screen the picture rests; the routine goes on."""
        self.rest()

    def on_screen_resume(self, _: ScreenResume) -> None:
        """Seen again: show what is now."""
        if self.face is not None:
            self.pulse()

    def action_pause_or_resume(self) -> None:
        """Stand still, or go on."""
        self.session.pause_or_resume()
        self.pulse()

    def action_skip(self) -> None:
        """The next thing to do."""
        self.session.skip()
        self.pulse()

    def action_go_back(self) -> None:
        """Again, or what came before."""
        self.session.back()
        self.pulse()

    def action_change_reps(self, by: int) -> None:
        """One rep more or fewer of this exercise."""
        if self.session.change_reps(by):
            reps = self.session.look().segment.reps
            self.tell(f"{reps} {'rep' if reps == 1 else 'reps'} of this exercise.")
        else:
            self.tell("No more reps fit." if by > 0 else "The next rep is announced already.")
        self.pulse()

    def action_blank(self) -> None:
        """A black screen; the sound goes on."""
        self.blank = not self.blank

    def action_leave(self) -> None:
        """Stop here."""
        self.session.stop()
        self.pulse()


def _put(place: Static, text: str) -> None:
    if place.content != text:
        place.update(text, layout=False)
