"""The question of the morning, and the day's checklist: each answered with one key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from cramp_timer.diary.checklist import ChecklistItem
from cramp_timer.diary.entries import night_of
from cramp_timer.diary.night import MOST_CRAMPS, ONE_NIGHT, Night, between, night_over
from cramp_timer.diary.storage.store import Store
from cramp_timer.diary.text import counted, morning_question, tonight_line
from cramp_timer.errors import CrampTimerError
from cramp_timer.guide.texts import checklist_texts
from cramp_timer.languages.messages import _, capital, plural
from cramp_timer.tui.bindings import group, key
from cramp_timer.tui.widgets.key_bar import KeyBar
from cramp_timer.tui.widgets.plain_text import PlainText

DIGIT_SECONDS = 1.5
"""A digit that follows another one sooner belongs to the same number."""
ITEM_KEYS = {
    ChecklistItem.GLASS: "f", ChecklistItem.FEET: "p", ChecklistItem.FLEX: "a",
    ChecklistItem.MEAL: "m", ChecklistItem.HOSE: "v",
}  # fmt: skip


def answer_bindings(place: str) -> list[Binding]:
    """Return a key for each number of cramps that answers the question, and one for no answer."""
    more = group("more")
    labels = {"0": _("none"), "1": _("one")}
    counts = [
        key(
            each,
            f"answer({each})",
            labels.get(each, _("more")),
            plural("{count} cramp last night", "{count} cramps last night", int(each)),
            f"{place}.count-{each}",
            None if each in labels else more,
        )
        for each in "0123456789"
    ]
    return [*counts, key("x", "skip", "skip", "No answer", f"{place}.skip")]


def checklist_bindings(place: str) -> list[Binding]:
    """Return a key for each item of the checklist; with shift it counts one fewer."""
    texts = checklist_texts()
    bindings = []
    for item, letter in ITEM_KEYS.items():
        label = texts[item].label
        more, fewer = f"count_item('{item}', 1)", f"count_item('{item}', -1)"
        bindings.append(key(letter, more, label, capital(label), f"{place}.{item}"))
        bindings.append(Binding(letter.upper(), fewer, _("One fewer"), show=False))
    return bindings


class Today(Vertical):
    """What is asked and counted today; a diary that cannot be used asks and counts nothing."""

    DEFAULT_CSS = """
    Today {
        height: auto;
        #items { height: auto; }
        #list { width: 1fr; }
        #today-label { width: auto; margin-right: 2; color: $dim; }
    }
    """

    def __init__(
        self,
        place: str,
        diary: Callable[[], Store],
        now: Callable[[], datetime],
        *,
        asks: bool = True,
    ) -> None:
        """`place` begins the ids of the screen's bindings; `diary` is called after the first frame.

        `now` is the time of day; `asks`: whether the question of the morning is asked here.
        """
        super().__init__(id="today")
        self._place = place
        self._diary = diary
        self._now = now
        self._asks = asks
        self._before: list[Night] = []
        self._typed: tuple[datetime, int] | None = None

    def compose(self) -> ComposeResult:
        """Yield the question with its answers, and the checklist."""
        answers = ("count-0", "count-1", "count-2", "skip")
        yield PlainText("", id="question")
        yield KeyBar((f"{self._place}.{each}" for each in answers), id="answers", names_help=False)
        with Horizontal(id="items"):
            yield PlainText(_("Today:"), id="today-label")
            items = (f"{self._place}.{item}" for item in ITEM_KEYS)
            yield KeyBar(items, id="list", names_help=False)

    def show(self) -> str:
        """Show what is asked and counted now; return why the diary cannot be used, if so."""
        now = self._now()
        over = night_over(now) if self._asks else None
        try:
            night = self._diary().night(over) if over else None
            tally = self._diary().tally(night_of(now))
        except CrampTimerError as error:
            self.display = False
            return f"{error}."
        asked = night is not None and night.question_is_open
        question = morning_question(night) if night and asked else ""
        self.query_one("#question", PlainText).update(question)
        for name in ("#question", "#answers"):
            self.query_one(name).display = asked
        self.query_one("#list", KeyBar).labels = {
            f"{self._place}.{item}": _label(text.label, tally.get(item, 0))
            for item, text in checklist_texts().items()
        }
        return ""

    def tonight(self, suggested: str) -> str:
        """Return what is suggested for the evening, and how the night before it was.

        `suggested` is the title of a routine. Empty where the diary cannot be used.
        """
        over = night_over(self._now())
        tonight = night_of(self._now()) if over is None else over + ONE_NIGHT
        try:
            nights = self._diary().nights(tonight - ONE_NIGHT, tonight)
        except CrampTimerError:
            return ""
        last, now = between(nights, tonight - ONE_NIGHT, tonight)
        return tonight_line(suggested, now, last)

    def answer(self, count: int) -> str:
        """Log so many cramps for last night in all; return a sentence, empty in the night itself.

        A digit soon after another one makes a larger number: 1 and then 2 are twelve.
        """
        now = self._now()
        over = night_over(now)
        if over is None:
            return ""
        night = self._diary().night(over)
        digits, self._typed = self._typed, (now, count)
        if digits is not None and (now - digits[0]).total_seconds() < DIGIT_SECONDS:
            larger = 10 * digits[1] + count
            if digits[1] > 0 and larger <= MOST_CRAMPS:
                count, night = larger, self._before.pop()
                self._typed = None
        answered = night.with_total(count)
        self._save(night, answered)
        more = _("; d tells more of it") if answered.count else ""
        return _(
            "Last night: {counted}; u takes it back{more}.", counted=counted(answered), more=more
        )

    def skip(self) -> str:
        """Log that there is no answer, which is fine; return a sentence as above."""
        night = self._open_night()
        if night is None:
            return ""
        self._save(night, night.with_skipped())
        return _("Not logged, which is fine.")

    def undo(self) -> str:
        """Take the last answer back; return a sentence."""
        self._typed = None
        if not self._before:  # two digits that made one number
            return _("Asked again.")
        self._diary().save_night(self._before.pop())
        self.show()
        return _("Asked again.")

    def count_item(self, item: ChecklistItem, by: int) -> str:
        """Count one more of an item since noon, or one fewer; return what is known of it."""
        self._diary().count(night_of(self._now()), item, by)
        self.show()
        return _("Since noon. {known}", known=checklist_texts()[item].known)

    def _open_night(self) -> Night | None:
        over = night_over(self._now())
        night = self._diary().night(over) if over else None
        return night if night and night.question_is_open else None

    def _save(self, before: Night, night: Night) -> None:
        self._diary().save_night(night)
        self._before.append(before)
        self.show()


def _label(label: str, count: int) -> str:
    return f"{label} {count}" if count else label
