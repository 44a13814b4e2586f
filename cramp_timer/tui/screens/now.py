"""The screen of a cramp: what to do, how long it has lasted, and one large key."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Click, ScreenResume
from textual.events import Key as KeyPress
from textual.message import Message
from textual.widgets import Static

from cramp_timer.audio.output import sound_line
from cramp_timer.core.episode import Glimpse, Stage
from cramp_timer.core.number_text import clock_face
from cramp_timer.core.phrases import side_phrase
from cramp_timer.core.side import Side
from cramp_timer.system.suspend import FreezeWatch
from cramp_timer.tui.screens import now_words as words
from cramp_timer.tui.screens.led import LedScreen, loudness_keys
from cramp_timer.tui.widgets.big_text import BigText
from cramp_timer.tui.widgets.key_bar import KeyBar
from cramp_timer.tui.widgets.line import Line
from cramp_timer.tui.widgets.pose_picture import PosePicture
from cramp_timer.tui.widgets.rating import Rating, typed_rating

if TYPE_CHECKING:
    from cramp_timer.audio.output import Sound
    from cramp_timer.coach import Coach

DEAF_SECONDS = 1.5
"""Keys that come sooner are the rest of what was typed to get here."""
STILL_DEAF_SECONDS = 0.6
"""A key that is held down comes again sooner than this."""
TEN_SECONDS = 1.5
"""A 1 and then a 0 within this make a 10."""


class NowScreen(LedScreen):
    """A cramp being led through. Any key that means nothing else says that it has eased."""

    @dataclass
    class Late(Message):
        """It has not eased: the warning signs should be shown."""

    @dataclass
    class Over(Message):
        """The person has seen enough."""

        sentence: str

    CSS_PATH = "now.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "name_side('left')", "Left leg", id="now.left"),
        Binding("right", "name_side('right')", "Right leg", id="now.right"),
        Binding("x", "give_up", "It does not ease", id="now.not-easing"),
        Binding("delete,D", "was_none", "It was no cramp", id="now.none"),
        *loudness_keys("now"),
        Binding("q,escape", "close", "Leave", id="now.leave"),
    ]

    def __init__(self, open_coach: Callable[[], Coach], freeze: FreezeWatch) -> None:
        """`open_coach` is called when the screen has been painted; the voice may be sooner."""
        super().__init__(freeze)
        self._open_coach = open_coach
        self._coach: Coach | None = None
        self._stage: Stage | None = None
        self._deaf_until = 0.0
        self._rated_at = 0.0
        self._is_over = False
        self._told_problems: set[str] = set()
        self.head = Line(id="head")
        self.picture = PosePicture(id="picture")
        self.digits = BigText(id="digits")
        self.leg = Static(id="leg", markup=False)
        self.say = Static(id="say", markup=False)
        self.button = Static(id="button", markup=False)
        self.rating = Rating(id="rating")
        self.foot = Static(id="foot", markup=False)
        self.keys = KeyBar(words.KEYS[Stage.COACHING], id="keys")

    def compose(self) -> ComposeResult:
        """Picture and time; what to do; one large key; the small ones."""
        yield self.head
        with Horizontal(id="stage"):
            yield self.picture
            with Vertical(id="words"):
                yield self.digits
                yield self.leg
        yield self.say
        yield self.button
        yield self.rating
        yield self.foot
        yield self.keys

    def on_mount(self) -> None:
        """Paint the first instruction, then begin."""
        self.head.left = "Cramp"
        self.picture.pose, self.picture.held = "ankle-flex", True
        self.call_after_refresh(self.begin)

    def begin(self) -> None:
        """Open the coach, and follow it."""
        self._coach = self._open_coach()
        self._deaf_until = time.monotonic() + DEAF_SECONDS
        self._freeze.take()
        self.pulse()

    @property
    def coach(self) -> Coach:
        """What is shown; there is none before the first picture."""
        assert self._coach is not None
        return self._coach

    @property
    def sound(self) -> Sound:
        """What the cramp is led through by."""
        return self.coach.sound

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Before there is a coach only leaving makes sense, and that is the app's."""
        if action in ("give_up", "close", "was_none") and self._is_deaf:
            return False
        if action == "was_none" and self._stage is not Stage.EASED:
            return False
        return self._coach is not None or action.startswith("app.")

    @property
    def _is_deaf(self) -> bool:
        """Whether keys are still the rest of what was typed to get here, or are held down."""
        return time.monotonic() < self._deaf_until

    def on_screen_resume(self, _: ScreenResume) -> None:
        """What closed the page above is no answer here."""
        if self._coach is not None:
            self._deaf_until = time.monotonic() + STILL_DEAF_SECONDS

    def again(self, open_coach: Callable[[], Coach]) -> None:
        """It is back: the same cramp if it had hardly eased, and otherwise a new one."""
        if self._coach is None:  # the first picture is still being painted
            return
        if self._coach.reopen():
            self._stage = None
        elif self._coach.look().stage in (Stage.EASED, Stage.LEFT):
            self._coach = open_coach()
        self.pulse()

    def leave(self) -> str:
        """End the guidance; what there is to say of it."""
        if self._coach is None:
            return ""
        return self._coach.leave()

    def pulse(self) -> None:
        """Show what is now, and look again when the next second begins."""
        if (gap := self._freeze.take()) is not None:
            self.coach.slept(*gap)
        glimpse = self.coach.look()
        self._show(glimpse)
        untold = [each for each in self.coach.problems() if each not in self._told_problems]
        if untold and not self.note:  # one after the other
            self._told_problems.add(untold[0])
            self.tell(f"{untold[0]}.")
        if glimpse.stage is not self._stage:
            self._stage = glimpse.stage
            if glimpse.stage is Stage.NOT_EASED:
                self.post_message(self.Late())
        self.pulse_in(1.002 - glimpse.seconds % 1)

    def _show(self, glimpse: Glimpse) -> None:
        stage = glimpse.stage
        over = stage in (Stage.EASED, Stage.LEFT)
        self.set_class(over, "-over")
        self.set_class(stage is Stage.NOT_EASED, "-not-eased")
        self.head.left = words.TITLES[stage]
        self.head.right = sound_line(self.coach.sound)
        self.digits.text = clock_face(glimpse.seconds)
        self.picture.pose, self.picture.held = glimpse.step.pose or "leg-raised", True
        self.leg.update(side_phrase(glimpse.side).rstrip(".") or words.LEG_UNKNOWN[over])
        self.say.update(words.SLEPT if stage is Stage.LEFT else glimpse.step.text)
        self.button.update(words.BUTTONS.get(stage, ""))
        self.rating.worst = self.coach.worst
        if self.keys.keys != (keys := words.keys(glimpse)):
            self.keys.keys = keys

    def watch_note(self, note: str) -> None:
        """A passing note, below everything."""
        self.foot.update(note)

    def on_key(self, event: KeyPress) -> None:
        """While it lasts any key that means nothing else eases it; later a digit rates it."""
        if self._coach is None:
            return
        if self._is_deaf:
            self._deaf_until = max(self._deaf_until, time.monotonic() + STILL_DEAF_SECONDS)
            return
        stage = self.coach.look().stage
        if stage is Stage.COACHING:
            if not self._means_something(event.key):
                event.prevent_default()
                self.action_ease()
        elif (rated := self._typed_rating(event.key)) is not None:
            self.coach.rate(rated)
            self.pulse()
        elif stage is Stage.NOT_EASED and event.key == "enter":
            self.action_ease()
        elif stage is not Stage.NOT_EASED and event.key in ("enter", "space"):
            self.action_close()

    def _typed_rating(self, key: str) -> int | None:
        now = time.monotonic()
        before = self.coach.worst if now - self._rated_at < TEN_SECONDS else None
        self._rated_at = now
        return typed_rating(before, key)

    def _means_something(self, key: str) -> bool:
        """Whether a key is one of ours; what Textual itself binds, such as tab, is not."""
        bound = self.active_bindings.get(key)
        return bound is not None and (bound.binding.id or "").startswith(("now.", "app."))

    def on_click(self, event: Click) -> None:
        """So does a click that hits no other key."""
        if self._coach is not None and event.widget is self.button:
            self.action_ease()

    def on_rating_chosen(self, event: Rating.Chosen) -> None:
        """A number was clicked."""
        self.coach.rate(event.worst)
        self.pulse()

    def action_ease(self) -> None:
        """It has eased."""
        self.coach.ease()
        self._deaf_until = time.monotonic() + DEAF_SECONDS  # to the same key, held down
        self.pulse()

    def action_give_up(self) -> None:
        """It does not ease."""
        self.coach.give_up()
        self.pulse()

    def action_name_side(self, side: str) -> None:
        """Which leg it is."""
        self.coach.name_side(Side(side))
        self.pulse()

    def action_was_none(self) -> None:
        """It was a slip of a key."""
        self._close(self.coach.was_none)

    def action_close(self) -> None:
        """Enough; what is known has been written down."""
        self._close(self.leave)

    def _close(self, last_words: Callable[[], str]) -> None:
        if self._is_over:
            return
        self._is_over = True
        self.rest()
        self.post_message(self.Over(last_words()))
