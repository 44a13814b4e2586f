"""The screen of a running routine: shows a snapshot of the session and passes keys on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Click, Key, ScreenResume, ScreenSuspend
from textual.message import Message
from textual.reactive import var
from textual.timer import Timer

from cramp_timer.audio.output import output_text
from cramp_timer.core.engine import OVER, State
from cramp_timer.core.summary import Summary
from cramp_timer.languages.messages import _, plural
from cramp_timer.presentation.layout import Rows, rows_of, session_rows
from cramp_timer.presentation.routine_view import RoutineView, routine_view, seconds_until_change
from cramp_timer.system.suspend import SuspendWatch
from cramp_timer.tui.bindings import group, is_deliberate, key
from cramp_timer.tui.screens.guided import GuidedScreen, volume_bindings
from cramp_timer.tui.widgets.bar import Bar
from cramp_timer.tui.widgets.big_text import BigText
from cramp_timer.tui.widgets.key_bar import KeyBar
from cramp_timer.tui.widgets.split_line import SplitLine

if TYPE_CHECKING:
    # Its models take longer to import than the first frame takes to paint.
    from cramp_timer.sessions.routine_session import RoutineSession

_MOVE, _REPS = group("move"), group("reps")


class SessionScreen(GuidedScreen["RoutineSession"]):
    """A routine being done; posts what was done when it is over."""

    @dataclass
    class FirstFramePainted(Message):
        """The first frame is shown; what takes longer may follow: `open`, then `begin`."""

        screen: SessionScreen

    @dataclass
    class SessionFinished(Message):
        """The routine was done, or stopped early."""

        summary: Summary

    CSS_PATH = "session.tcss"
    PARTS = ("head", "phase", "leg", "digits", "say", "left", "foot", "done")
    BINDINGS: ClassVar[list[BindingType]] = [
        key("space", "pause_or_resume", "pause", "Pause", "session.pause"),
        key("left", "go_back", "back", "Back", "session.back", _MOVE),
        key("right", "skip", "next", "Next", "session.next", _MOVE),
        key("plus,equals_sign", "change_reps(1)", "more", "One rep more", "session.more", _REPS),
        key("minus", "change_reps(-1)", "fewer", "One rep fewer", "session.fewer", _REPS),
        *volume_bindings("session"),
        key("b", "blank", "blank", "Blank the screen", "session.blank"),
        key("q,escape", "leave", "stop", "Stop", "session.stop"),
    ]
    KEY_BAR = (
        "session.pause", "session.back", "app.now", "session.stop", "app.signs", "session.more",
        "session.louder", "session.mute", "session.blank",
    )  # fmt: skip

    blank_after = 0.0
    """Seconds without a key after which the screen goes black; 0 for never."""
    view: var[RoutineView | None] = var(None)
    blank: var[bool] = var(False)

    def __init__(
        self, open_session: Callable[[], RoutineSession | None], suspend_watch: SuspendWatch
    ) -> None:
        """`open_session` returns nothing where no routine can begin."""
        super().__init__(open_session, suspend_watch)
        self._blank_timer: Timer | None = None
        self._shown_problems = 0
        self.phase = BigText(id="phase")
        self.left_bar = Bar(id="left")
        self.foot = SplitLine(id="foot")
        self.done_bar = Bar("━", "─", id="done")

    def compose(self) -> ComposeResult:
        """Yield the picture beside words and digits; bars and keys below."""
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
        yield KeyBar(self.KEY_BAR)

    def on_mount(self) -> None:
        """Announce the first frame once it is painted."""
        self.call_after_refresh(self.post_message, self.FirstFramePainted(self))

    def rows(self, width: int, height: int) -> Rows:
        """Return how many rows each part has in a terminal of this size."""
        timeline = self._session.engine.timeline if self._session else None
        texts = {segment.text for segment in timeline.segments} if timeline else set()
        longest = max((rows_of(text, width) for text in texts), default=0)
        return session_rows(width, height, rows_of(str(self.say.content), width), longest)

    def open(self) -> bool:
        """Open the session; return whether there is one."""
        self._session = self._open_session()
        return self._session is not None

    def begin(self) -> None:
        """Start the clock and the sound, and show the first moment."""
        self.head.left = self.session.routine.title
        self._suspend_watch.take()  # sleep before the start is nobody's loss
        self.session.start()
        self.pulse()
        self.refresh_bindings()
        self._blank_later()

    def show_beginning(self) -> bool | None:
        """Return whether the first second is shown; `None` before the routine begins."""
        return None if self.view is None else self.view.done == 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show the keys before there is a session, and let them do nothing then."""
        return True if self.view is not None or action.startswith("app.") else None

    def pulse(self) -> None:
        """Show the moment that is now, and pulse again when something changes."""
        self.stop_pulse()
        if (suspension := self._suspend_watch.take()) is not None:
            self.session.pause_since(suspension.since)
            self.show_note(_("The machine slept. Space goes on."))
        snapshot = self.session.poll()
        if snapshot.state in OVER:  # as of the snapshot: a sleep may have begun since
            if not self.is_over:
                self.is_over = True
                self.post_message(self.SessionFinished(self.session.summary()))
            return
        self.view = routine_view(snapshot, self.session.engine.timeline)
        self.head.right = output_text(self.session.output)
        problems = self.session.problems()
        if len(problems) > self._shown_problems:
            self._shown_problems = len(problems)
            self.show_note(f"{problems[-1]}.")
        paused = snapshot.state is State.PAUSED
        self.pulse_in(1.0 if paused else seconds_until_change(snapshot))

    def watch_view(self, view: RoutineView | None) -> None:
        """Bring a view to the widgets; what is the same there repaints nothing."""
        if view is None:
            return
        self.phase.text, self.digits.text = view.phase, view.digits
        self.picture.pose, self.picture.moved = view.pose, view.moved
        self.left_bar.share, self.done_bar.share = view.share, view.done
        self.foot.left, self.foot.right = view.coming, view.minutes_left
        leg = f"{view.leg} · {view.rep}" if view.leg else view.rep
        if self.leg.content != leg:
            self.leg.update(leg, layout=False)
        self._show_instruction(self.note or view.say)
        for coloured in (self.phase, self.digits, self.left_bar):
            coloured.set_class(view.is_hold, "-held")

    def watch_note(self, note: str) -> None:
        """Show a passing note in the place of the instruction."""
        self._show_instruction(note or (self.view.say if self.view else ""))

    def _show_instruction(self, text: str) -> None:
        """Show a text, with as many rows as it needs."""
        if self.say.content != text:
            self.say.update(text, layout=False)
            self.share_out(*self.outer_size)

    def watch_blank(self, blank: bool) -> None:
        """Hide everything on a black screen, or show it again."""
        self.set_class(blank, "-blank")

    def _blank_later(self) -> None:
        """Go black so much later, unless there is another key before."""
        if self._blank_timer is not None:
            self._blank_timer.stop()
            self._blank_timer = None
        if self.blank_after:
            self._blank_timer = self.set_timer(self.blank_after, self._blank_now)

    def _blank_now(self) -> None:
        self.blank = True

    def wait(self) -> None:
        """Pause without a word: something else matters more."""
        if self._session is not None:
            self._session.engine.pause()

    def on_screen_suspend(self, _: ScreenSuspend) -> None:
        """Let the picture rest under another screen; the routine goes on."""
        self.stop_pulse()

    def on_screen_resume(self, _: ScreenResume) -> None:
        """Show what is now, when the screen is seen again."""
        if self.view is not None:
            self.pulse()

    def on_key(self, event: Key) -> None:
        """Take any key that means nothing else, and space, for "I am there" where that counts.

        On a black screen a key shows the routine again, and does nothing else.
        """
        self._blank_later()
        if self.blank:
            event.prevent_default()
            event.stop()
            if is_deliberate(event) or event.key in self.active_bindings:
                self.blank = False
            return
        if self.view is None or not self.session.is_getting_ready():
            return
        bound = self.active_bindings.get(event.key)
        means_ready = event.key in ("space", "enter") or bound is None or not bound.binding.id
        if means_ready and is_deliberate(event):
            event.prevent_default()
            event.stop()  # or space would pause
            self.action_skip()

    def on_click(self, event: Click) -> None:
        """Take a click outside the key bar for "I am there" where that counts."""
        self._blank_later()
        if self.blank:
            self.blank = False
            return
        on_bar = isinstance(event.widget, KeyBar)
        if self.view is not None and not on_bar and self.session.is_getting_ready():
            self.action_skip()

    def action_pause_or_resume(self) -> None:
        """Pause, or go on."""
        self.session.pause_or_resume()
        self.pulse()

    def action_skip(self) -> None:
        """Go to the next thing to do."""
        self.session.skip()
        self.pulse()

    def action_go_back(self) -> None:
        """Go to the beginning of this, or to what came before."""
        self.session.back()
        self.pulse()

    def action_change_reps(self, by: int) -> None:
        """Give this exercise one rep more or fewer."""
        if self.session.change_reps(by):
            reps = self.session.poll().segment.reps
            self.show_note(
                plural("{count} rep of this exercise.", "{count} reps of this exercise.", reps)
            )
        else:
            self.show_note(
                _("No more reps fit.") if by > 0 else _("The next rep is announced already.")
            )
        self.pulse()

    def action_blank(self) -> None:
        """Show a black screen, or the routine again; the sound goes on."""
        self.blank = not self.blank

    def action_leave(self) -> None:
        """Stop the routine here."""
        self.session.stop()
        self.pulse()
