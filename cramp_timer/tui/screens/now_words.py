"""What the screen of a cramp says at each stage: its title, its large key and its small ones."""

from __future__ import annotations

from cramp_timer.core.episode import Glimpse, Stage
from cramp_timer.tui.widgets.key_bar import Key

TITLES = {
    Stage.COACHING: "Cramp",
    Stage.NOT_EASED: "It does not ease",
    Stage.EASED: "It has eased",
    Stage.LEFT: "The machine slept",
}
BUTTONS = {
    Stage.COACHING: "Any key: it has eased",
    Stage.NOT_EASED: "Enter: it has eased now",
}
LEG_UNKNOWN = {False: "Which leg?  ←  →", True: ""}
"""Where nobody has said which leg it is: while it lasts, and when it is over."""
SLEPT = "The machine slept, so this ended. If the cramp is still there, press n."

_DONE = Key("enter", "done", "screen.close")
_LEAVE = Key("q", "leave", "screen.close")
_LEG = Key("←→", "leg", "screen.name_side('left')")
_SIGNS = Key("w", "signs", "app.signs")
_SLIP = Key("n", "that was a slip", "app.now")
KEYS = {
    Stage.COACHING: (Key("x", "not easing", "screen.give_up"), _SIGNS, _LEG, _LEAVE),
    Stage.NOT_EASED: (_SIGNS, Key("enter", "it has eased", "screen.ease"), _LEAVE),
    Stage.EASED: (
        _DONE,
        Key("n", "is back", "app.now"),
        _SIGNS,
        _LEG,
        Key("D", "no cramp", "screen.was_none"),
    ),
    Stage.LEFT: (_DONE, Key("n", "a cramp, now", "app.now"), _SIGNS),
}


def keys(glimpse: Glimpse) -> tuple[Key, ...]:
    """The keys of a moment, the most wanted first; not all have room on a small screen."""
    slip = (_SLIP,) if glimpse.may_take_back else ()
    return (*slip, *KEYS[glimpse.stage])
