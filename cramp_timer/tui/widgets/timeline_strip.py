"""A whole routine in one line: its holds, its relaxes, and the segments between them."""

from __future__ import annotations

from textual.reactive import var

from cramp_timer.core.timeline import Kind, Timeline
from cramp_timer.tui.widgets.cell_canvas import CellCanvas

_MARKS = {
    Kind.PREPARE: "·",
    Kind.HOLD: "█",
    Kind.RELAX: "░",
    Kind.SWITCH: "┄",
    Kind.REST: " ",
    Kind.FINISH: "·",
}


class TimelineStrip(CellCanvas):
    """A row of cells, each with the mark of the segment at the middle of its share of the time."""

    timeline: var[Timeline | None] = var(None)

    def watch_timeline(self) -> None:
        """Redraw when the timeline changes."""
        self.redraw()

    def draw(self, width: int, height: int) -> list[str]:
        """Return one row, scaled to the duration of the routine."""
        timeline = self.timeline
        if timeline is None or not width:
            return []
        middles = [(cell + 0.5) / width * timeline.duration for cell in range(width)]
        kinds = [timeline.segments[timeline.index_at(middle)].kind for middle in middles]
        return ["".join(_MARKS[kind] for kind in kinds)]
