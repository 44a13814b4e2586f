"""The screen of a cramp: what to do, how long it has lasted, and one large key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Click, Key, ScreenResume
from textual.message import Message

from cramp_timer.audio.output import output_text
from cramp_timer.core.episode import EpisodeSnapshot, Stage
from cramp_timer.core.number_text import clock_text
from cramp_timer.core.side import Side
from cramp_timer.languages.messages import _
from cramp_timer.presentation.cramp_view import TITLES, cramp_view
from cramp_timer.presentation.layout import Rows, cramp_rows, rows_of
from cramp_timer.system.suspend import SuspendWatch
from cramp_timer.tui.bindings import group, is_deliberate, key
from cramp_timer.tui.screens.guided import GuidedScreen, volume_bindings
from cramp_timer.tui.widgets.key_bar import KeyBar
from cramp_timer.tui.widgets.plain_text import PlainText
from cramp_timer.tui.widgets.rating import Rating

if TYPE_CHECKING:
    from cramp_timer.core.engine import Clock
    from cramp_timer.sessions.cramp_session import CrampSession

DEAF_SECONDS = 1.5
"""Keys that come sooner are the rest of what was typed to get here."""
STILL_DEAF_SECONDS = 0.6
"""A key that is held down comes again sooner than this."""

KEY_BARS = {
    Stage.COACHING: ("cramp.not-easing", "app.signs", "cramp.left", "cramp.leave"),
    Stage.NOT_EASED: ("app.signs", "cramp.confirm", "cramp.leave"),
    Stage.EASED: ("cramp.confirm", "app.now", "app.signs", "cramp.left", "cramp.none"),
    Stage.LEFT: ("cramp.confirm", "app.now", "app.signs"),
}
_NOW_LABELS = {Stage.EASED: _("is back"), Stage.LEFT: _("cramp")}
_LEG = group("leg")
_STAGES = {
    "confirm": (Stage.NOT_EASED, Stage.EASED, Stage.LEFT),
    "was_none": (Stage.EASED,),
}
"""The actions that make sense at some stages alone."""


class CrampScreen(GuidedScreen["CrampSession"]):
    """A cramp being led through. Any key that means nothing else says that it has eased."""

    @dataclass
    class NotEased(Message):
        """The cramp did not ease: the warning signs should be shown."""

    @dataclass
    class CrampFinished(Message):
        """The person has left; `sentence` tells of the cramp.

        `session` is the one that is in the diary now; `None` where it was no cramp.
        """

        sentence: str
        session: CrampSession | None

    CSS_PATH = "cramp.tcss"
    PARTS = ("head", "headline", "digits", "leg", "say", "button", "rating", "foot")
    BINDINGS: ClassVar[list[BindingType]] = [
        key("left", "name_side('left')", "leg", "Left leg", "cramp.left", _LEG),
        key("right", "name_side('right')", "leg", "Right leg", "cramp.right", _LEG),
        key("x", "give_up", "not easing", "It does not ease", "cramp.not-easing"),
        key("enter", "confirm", "done", "It has eased, or done", "cramp.confirm"),
        key("D,delete", "was_none", "no cramp", "It was no cramp", "cramp.none"),
        *volume_bindings("cramp"),
        key("q,escape", "close", "leave", "Leave", "cramp.leave"),
    ]  # fmt: skip

    def __init__(
        self,
        open_session: Callable[[], CrampSession],
        suspend_watch: SuspendWatch,
        clock: Clock,
    ) -> None:
        """`open_session` is called after the first frame; the voice may be sooner."""
        super().__init__(open_session, suspend_watch)
        self._clock = clock
        self._side_before: Side | None = None
        """The leg that was named before there is a session."""
        self._stage: Stage | None = None
        self._deaf_until = 0.0
        self._shown_problems: set[str] = set()
        self.headline = PlainText(id="headline")
        self.button = PlainText(id="button")
        self.rating = Rating(id="rating")
        self.foot = PlainText(id="foot")
        self.key_bar = KeyBar(KEY_BARS[Stage.COACHING])

    def compose(self) -> ComposeResult:
        """Yield picture and time; what to do; one large key; the small ones."""
        yield self.head
        yield self.headline
        with Horizontal(id="stage"):
            yield self.picture
            with Vertical(id="words"):
                yield self.digits
                yield self.leg
        yield self.say
        yield self.button
        yield self.rating
        yield self.foot
        yield self.key_bar

    def on_mount(self) -> None:
        """Paint the first instruction, then begin."""
        self.head.left = TITLES[Stage.COACHING]
        self.picture.pose, self.picture.moved = "ankle-flex", 1.0
        self.call_after_refresh(self.begin)

    def rows(self, width: int, height: int) -> Rows:
        """Return how many rows each part has; texts have as many as they need."""
        texts = {each.id or "": str(each.content) for each in self.query(PlainText)}
        needed = {name: rows_of(text, width) for name, text in texts.items()}
        return cramp_rows(width, height, {**needed, "rating": int(self._may_rate)})

    @property
    def _may_rate(self) -> bool:
        return self._stage in (Stage.NOT_EASED, Stage.EASED, Stage.LEFT)

    def begin(self) -> None:
        """Open the session, and follow it."""
        self._session = self._open_session()
        self._deaf_until = self._clock() + DEAF_SECONDS
        if self._side_before is not None:
            self.session.name_side(self._side_before)
        self._suspend_watch.take()
        self.pulse()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense at this stage; before there is a session nothing runs."""
        if action in _STAGES and self._stage not in _STAGES[action]:
            return False
        if action in ("confirm", "give_up", "close", "was_none") and self._is_deaf:
            return None
        can_wait = action == "name_side" or action.startswith("app.")
        return True if self._session is not None or can_wait else None

    @property
    def _is_deaf(self) -> bool:
        """Whether keys are still the rest of what was typed to get here, or are held down."""
        return self._clock() < self._deaf_until

    def on_screen_resume(self, _: ScreenResume) -> None:
        """Ignore the key that closed the page above; the voice goes on after the warning signs."""
        if self._session is not None:
            self._session.go_on()
            self._deaf_until = self._clock() + STILL_DEAF_SECONDS

    def again(self, open_session: Callable[[], CrampSession]) -> None:
        """Lead on: the same cramp if it had hardly eased, and otherwise a new one."""
        if self._session is None:  # the first frame is still being painted
            return
        if self._session.reopen():
            self._stage = None
        elif self._session.poll().stage in (Stage.EASED, Stage.LEFT):
            self._session = open_session()
        self.pulse()

    def speak_signs(self) -> None:
        """Speak the warning signs, which are being shown, in the place of the coaching."""
        if self._session is not None:
            self._session.speak_signs()

    def leave(self) -> str:
        """End the guidance; return a sentence about the cramp."""
        return "" if self._session is None else self._session.leave()

    def show_beginning(self) -> bool | None:
        """Show the first instruction at 0:00, while it is spoken and nothing has been said to it.

        The time has gone on since the voice began, on a slow machine by seconds.
        """
        if self._session is None:
            return None
        self.digits.text = clock_text(0)
        snapshot = self.session.poll()
        first = snapshot.stage is Stage.COACHING and snapshot.step.at == 0
        return first and snapshot.side is Side.NONE and not snapshot.checked

    def pulse(self) -> None:
        """Show the moment that is now, and pulse again when the next second begins."""
        if (suspension := self._suspend_watch.take()) is not None:
            self.session.resume_after_sleep(*suspension)
        snapshot = self.session.poll()
        if snapshot.stage is not self._stage:
            self._stage = snapshot.stage
            if snapshot.stage is Stage.NOT_EASED:
                self.post_message(self.NotEased())
        self._show(snapshot)
        new = [each for each in self.session.problems() if each not in self._shown_problems]
        if new and not self.note:  # one after the other
            self._shown_problems.add(new[0])
            self.show_note(f"{new[0]}.")
        self.pulse_in(0.1 if self.session.awaits_speech else 1.002 - snapshot.seconds % 1)

    def _show(self, snapshot: EpisodeSnapshot) -> None:
        from cramp_timer.guide.texts import advice

        view = cramp_view(snapshot, advice().headline)
        self.set_class(view.is_over, "-over")
        self.set_class(snapshot.stage is Stage.NOT_EASED, "-not-eased")
        self.head.left, self.head.right = view.title, output_text(self.session.output)
        self.digits.text = view.digits
        self.picture.pose, self.picture.moved = view.pose, 1.0
        for part, text in (
            (self.headline, view.headline), (self.leg, view.leg), (self.say, view.say),
            (self.button, view.button),
        ):  # fmt: skip
            part.update(text)
        self.rating.worst = self.session.worst
        self._show_keys(snapshot)
        self.share_out(*self.outer_size)

    def _show_keys(self, snapshot: EpisodeSnapshot) -> None:
        slip = ("app.now",) if snapshot.may_take_back else ()
        actions = (*slip, *KEY_BARS[snapshot.stage])
        if self.key_bar.actions != actions:
            again = _("that was a slip") if slip else _NOW_LABELS.get(snapshot.stage, "cramp")
            enter = _("it has eased") if snapshot.stage is Stage.NOT_EASED else _("done")
            self.key_bar.labels = {"app.now": again, "cramp.confirm": enter}
            self.key_bar.actions = actions

    def watch_note(self, note: str) -> None:
        """Show a passing note, below everything."""
        self.foot.update(note)
        self.share_out(*self.outer_size)

    def on_key(self, event: Key) -> None:
        """Ease a cramp that lasts by any key that means nothing else; later a digit rates it."""
        if self._session is None:
            return
        if self._is_deaf:
            self._deaf_until = max(self._deaf_until, self._clock() + STILL_DEAF_SECONDS)
            return
        stage = self.session.poll().stage
        if stage is Stage.COACHING:
            if is_deliberate(event) and not self._is_bound(event.key):
                event.prevent_default()
                event.stop()  # or the same press would be read as an answer to what follows
                self.action_ease()
        elif (rated := self.rating.typed(event.key, self._clock())) is not None:
            self.session.rate(rated)
            self.pulse()
        elif event.key == "space" and stage is not Stage.NOT_EASED:
            self.action_close()

    def _is_bound(self, key: str) -> bool:
        """Return whether a key is one of ours; what Textual itself binds, such as tab, is not."""
        bound = self.active_bindings.get(key)
        return bound is not None and (bound.binding.id or "").startswith(("cramp.", "app."))

    def on_click(self, event: Click) -> None:
        """Ease the cramp by a click on the large key."""
        if self._session is not None and event.widget is self.button:
            self.action_ease()

    def on_rating_rating_chosen(self, event: Rating.RatingChosen) -> None:
        """Rate the cramp by a click."""
        self.session.rate(event.worst)
        self.pulse()

    def action_ease(self) -> None:
        """Say that it has eased."""
        self.session.ease()
        self._deaf_until = self._clock() + DEAF_SECONDS  # to the same key, held down
        self.pulse()

    def action_give_up(self) -> None:
        """Say that it does not ease."""
        self.session.give_up()
        self._deaf_until = self._clock() + DEAF_SECONDS  # to the same key, held down
        self.pulse()

    def action_name_side(self, side: str) -> None:
        """Say which leg it is."""
        if self._session is None:  # the first frame is still being painted
            self._side_before = Side(side)
            return
        self._session.name_side(Side(side))
        self.pulse()

    def action_was_none(self) -> None:
        """Say that it was a slip of a key, and leave."""
        self._close(self.session.discard, None)

    def action_confirm(self) -> None:
        """Say that a cramp that did not ease has eased now, or leave when all is said."""
        if self._stage is Stage.NOT_EASED:
            self.action_ease()
        else:
            self.action_close()

    def action_close(self) -> None:
        """Leave; what is known has been recorded."""
        self._close(self.leave, self._session)

    def _close(self, end: Callable[[], str], session: CrampSession | None) -> None:
        if self.is_over:
            return
        self.is_over = True
        self.stop_pulse()
        self.post_message(self.CrampFinished(end(), session))
