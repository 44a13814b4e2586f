"""The first frame, kept as a picture that the next start paints before any slow import."""

from __future__ import annotations

from textual.app import App
from textual.screen import Screen

from cramp_timer.system import first_picture
from cramp_timer.tui.screens.guided import GuidedScreen
from cramp_timer.tui.screens.session import SessionScreen

_NAMES = {"HomeScreen": "home", "CrampScreen": "now"}
"""The picture of each screen, by its class, which need not be imported."""


def keep_first_frame(app: App[None], routine: str | None) -> bool:
    """Keep what is shown first, if it is still that; false if it is not there yet.

    `routine` names the one that the app was started with. The picture of a cramp or a routine is
    of its beginning, whose clock has gone on since.
    """
    guided = app.screen if isinstance(app.screen, GuidedScreen) else None
    begun = guided.show_beginning() if guided else True
    if begun is None:
        return False
    name = _name(app.screen, routine)
    if begun and name:
        painted = app.screen._compositor.render_full_update().render_segments(app.console)
        first_picture.keep_picture(name, (app.size.width, app.size.height), painted)
    if guided:
        guided.pulse()
    return True


def _name(screen: Screen[object], routine: str | None) -> str:
    if isinstance(screen, SessionScreen):
        return "" if routine is None else first_picture.picture_of_routine(routine)
    return _NAMES.get(type(screen).__name__, "")
