"""The content of a cramp's screen for a snapshot: title, what to do, leg, and the large key.

Pure values, so that every moment of a cramp can be tested without a screen.
"""

from __future__ import annotations

from dataclasses import dataclass

from cramp_timer.core.episode import EpisodeSnapshot, Stage
from cramp_timer.core.number_text import clock_text
from cramp_timer.core.side import leg_text
from cramp_timer.languages.messages import _, capital

TITLES = {
    Stage.COACHING: _("Cramp"),
    Stage.NOT_EASED: _("It does not ease"),
    Stage.EASED: _("It has eased"),
    Stage.LEFT: _("The machine slept"),
}
CHECKING = _("Look at the leg first")
"""The title after the first report that it does not ease."""
_BUTTONS = {
    Stage.COACHING: _("Any key: it has eased"),
    Stage.NOT_EASED: _("Enter: it has eased now"),
}
_WHICH_LEG = _("Which leg?  ←  →")
"""Shown while it lasts and nobody has said which leg it is."""
_SLEPT = _("The machine slept, so this ended. If the cramp is still there, press n.")


@dataclass(frozen=True, slots=True)
class CrampView:
    """The content of the screen, which changes once a second."""

    title: str
    headline: str
    """What to do now, in a few words; empty once coaching has ended."""
    digits: str
    leg: str
    say: str
    """What to do, in the words that are spoken."""
    button: str
    """What the large key does; empty where there is none."""
    pose: str
    is_over: bool
    """Whether it has eased, or guidance has ended."""


def cramp_view(snapshot: EpisodeSnapshot, headline: str) -> CrampView:
    """Return what is shown at a moment; `headline` is the guide's, for the time of coaching."""
    stage = snapshot.stage
    over = stage in (Stage.EASED, Stage.LEFT)
    coaching = stage is Stage.COACHING
    return CrampView(
        title=CHECKING if coaching and snapshot.checked else TITLES[stage],
        headline=headline if coaching else "",
        digits=clock_text(snapshot.seconds),
        leg=capital(leg_text(snapshot.side)) or ("" if over else _WHICH_LEG),
        say=_SLEPT if stage is Stage.LEFT else snapshot.step.text,
        button=_BUTTONS.get(stage, ""),
        pose=snapshot.step.pose or "leg-raised",
        is_over=over,
    )
