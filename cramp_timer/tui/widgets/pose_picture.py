"""A picture of a pose in braille dots, which are square and fine enough for a figure."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from textual.reactive import var

from cramp_timer.presentation.poses import PLAIN, POSES, Point, Stroke
from cramp_timer.tui.widgets.cell_canvas import CellCanvas

# The bit of each dot in a braille cell, by row and column.
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


class PosePicture(CellCanvas):
    """The pose of an exercise, at rest or in the hold."""

    pose: var[str] = var("")
    held: var[bool] = var(False)

    def watch_pose(self) -> None:
        """Redraw when the pose changes."""
        self.redraw()

    def watch_held(self) -> None:
        """Redraw when a hold begins or ends."""
        self.redraw()

    def draw(self, width: int, height: int) -> list[str]:
        """Return the picture in the largest square that fits, centred."""
        side = min(width, 2 * height)
        drawn = _drawn(self.pose, self.held, side) if side >= 8 else ()
        margin = " " * ((width - side) // 2)
        above = [""] * ((height - len(drawn)) // 2)
        return [*above, *(margin + row for row in drawn)]


@cache
def _drawn(pose: str, held: bool, columns: int) -> tuple[str, ...]:
    rows = columns // 2
    cells = [[0] * columns for _ in range(rows)]
    picture = POSES.get(pose, PLAIN)
    for stroke in picture.hold if held else picture.rest:
        for x, y in _dots(stroke, 2 * columns):
            if 0 <= x < 2 * columns and 0 <= y < 4 * rows:
                cells[y // 4][x // 2] |= _BITS[y % 4][x % 2]
    return tuple("".join(chr(0x2800 + cell) if cell else " " for cell in row) for row in cells)


def _dots(stroke: Stroke, size: int) -> set[tuple[int, int]]:
    """Return every dot within half a thickness of the stroke, on a square of `size` dots."""
    radius = max(0.6, stroke.thickness * size / 2)
    scaled = [(x * size, y * size) for x, y in stroke.points]
    ends = list(pairwise(scaled)) or [(scaled[0], scaled[0])]
    found: set[tuple[int, int]] = set()
    for start, end in ends:
        left, right = sorted((start[0], end[0]))
        top, bottom = sorted((start[1], end[1]))
        found.update(
            (x, y)
            for x in range(int(left - radius), int(right + radius) + 1)
            for y in range(int(top - radius), int(bottom + radius) + 1)
            if _distance((x + 0.5, y + 0.5), start, end) <= radius
        )
    return found


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return the distance from a point to the nearest point of the line from start to end."""
    across, along = end[0] - start[0], end[1] - start[1]
    length = across**2 + along**2
    share = 0.0
    if length:
        share = ((point[0] - start[0]) * across + (point[1] - start[1]) * along) / length
        share = max(0.0, min(1.0, share))
    near = (start[0] + share * across, start[1] + share * along)
    return float(((point[0] - near[0]) ** 2 + (point[1] - near[1]) ** 2) ** 0.5)
