"""The question of the morning, and the day's list: each answered with one key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from cramp_timer.diary.checklist import Item, day_list
from cramp_timer.diary.entries import night_of
from cramp_timer.diary.morning import is_open, night_over, question
from cramp_timer.diary.night import Page
from cramp_timer.diary.storage.store import Store
from cramp_timer.diary.text import counted
from cramp_timer.errors import CrampTimerError
from cramp_timer.tui.widgets.key_bar import Key, KeyBar

ITEM_KEYS = {
    Item.GLASS: "f", Item.FEET: "p", Item.FLEX: "a", Item.MEAL: "m", Item.HOSE: "k",
}  # fmt: skip
_ANSWERS = (
    Key("0", "none", "screen.count(0)"),
    Key("1", "one", "screen.count(1)"),
    Key("2-9", "more", "screen.count(2)"),
    Key("x", "skip", "screen.skip"),
)


def tick_bindings(place: str) -> list[Binding]:
    """A key for each item of the day's list; with shift it takes one back."""
    more = [
        Binding(key, f"tick('{item}', 1)", day_list()[item].label, id=f"{place}.{item}")
        for item, key in ITEM_KEYS.items()
    ]
    fewer = (
        Binding(key.upper(), f"tick('{item}', -1)", "One fewer", show=False)
        for item, key in ITEM_KEYS.items()
    )
    return [*more, *fewer]


class Today(Vertical):
    """What is asked and counted today; a diary that cannot be used asks and counts nothing."""

    def __init__(
        self, diary: Callable[[], Store], now: Callable[[], datetime], *, asks: bool = True
    ) -> None:
        """`diary` is asked when the first picture is there; `now` is the time of day."""
        super().__init__(id="today")
        self._diary = diary
        self._now = now
        self._asks = asks
        self._before: list[Page] = []

    def compose(self) -> ComposeResult:
        """The question with its answers, and the list."""
        yield Static("", id="question", markup=False)
        yield KeyBar(_ANSWERS, id="answers")
        yield KeyBar((), id="list")

    def show(self) -> str:
        """Show what is open now; a sentence where the diary cannot be used."""
        now = self._now()
        night = night_over(now) if self._asks else None
        try:
            page = self._diary().page(night) if night else None
            tally = self._diary().tally(night_of(now))
        except CrampTimerError as error:
            self.display = False
            return f"{error}."
        asked = page is not None and is_open(page)
        self.query_one("#question", Static).update(question(page) if page and asked else "")
        for name in ("#question", "#answers"):
            self.query_one(name).display = asked
        self.query_one("#list", KeyBar).keys = tuple(
            Key(
                ITEM_KEYS[item], _label(told.label, tally.get(item, 0)), f"screen.tick('{item}', 1)"
            )
            for item, told in day_list().items()
        )
        return ""

    def count(self, number: int) -> str:
        """So many cramps last night; what there is to say of it."""
        page = self._open_page()
        if page is None:
            return ""
        told = page.told(number)
        self._keep(page, told)
        more = "; d tells more of it" if told.count else ""
        return f"Last night: {counted(told)}; u takes it back{more}."

    def skip(self) -> str:
        """No answer, which is fine."""
        page = self._open_page()
        if page is None:
            return ""
        self._keep(page, page.put_aside())
        return "Not logged, which is fine."

    def undo(self) -> str:
        """Take the last answer back; nothing where there is none."""
        if not self._before:
            return ""
        self._diary().keep_page(self._before.pop())
        self.show()
        return "Asked again."

    def tick(self, item: Item, by: int) -> str:
        """One more of an item since noon, or one fewer; what is known of it."""
        told = day_list()[item]
        self._diary().count(night_of(self._now()), item, by)
        self.show()
        return f"Since noon. {told.known}"

    def _open_page(self) -> Page | None:
        night = night_over(self._now())
        page = self._diary().page(night) if night else None
        return page if page and is_open(page) else None

    def _keep(self, before: Page, page: Page) -> None:
        self._diary().keep_page(page)
        self._before.append(before)
        self.show()


def _label(label: str, count: int) -> str:
    return f"{label} {count}" if count else label
