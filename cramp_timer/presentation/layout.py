"""How the rows and columns of a terminal are shared out, so that nothing is ever cut off.

The largest things are what is read from two metres: the verb and the digits. Every part has the
rows that it is given or is left out; sums never exceed the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from textwrap import wrap

HALF_BLOCK_ROWS, BLOCK_ROWS = 4, 7
"""Rows of a large text with two dots of height in a cell, and with one."""
WORD_DOTS, SECONDS_DOTS, MINUTES_DOTS = 37, 11, 19
"""Dots across the widest usual verb (LEAN IN), across seconds, and with minutes."""
LEAST_PICTURE, MOST_PICTURE = 24, 90
"""Columns of a picture; with fewer there is none."""
BESIDE = 2
"""Columns between the picture and the words."""
PICTURE_FROM = 64
"""Columns of a terminal that has room for a picture beside the words."""

USUAL_SAY = 3
"""Rows that most instructions need in a terminal of the usual width."""

Rows = dict[str, int]


def padding(width: int) -> int:
    """Return the columns that stay empty at either side."""
    return 2 if width >= PICTURE_FROM else 1 if width >= 30 else 0


@lru_cache(maxsize=256)
def rows_of(text: str, width: int) -> int:
    """Return the rows that a text needs between the empty columns of a terminal's width."""
    return len(wrap(text, max(1, width - 2 * padding(width))))


def share_rows(height: int, wanted: Iterable[tuple[str, int]]) -> Rows:
    """Give rows to parts in their order, each time as many more as it says or none."""
    rows: Rows = {}
    left = height
    for name, more in wanted:
        if more <= left:
            rows[name] = rows.get(name, 0) + more
            left -= more
    return rows


def words_width(width: int) -> int:
    """Return the columns of the words; what is left beside them is for the picture.

    As wide as the largest verb that leaves room for a picture; everything in a narrow terminal.
    """
    inner = width - 2 * padding(width)
    if width < PICTURE_FROM:
        return inner
    for scale in (3, 2, 1):
        wide = 2 * scale * WORD_DOTS + BESIDE
        if inner - wide >= max(LEAST_PICTURE, wide // 4):
            return wide
    return min(inner, WORD_DOTS + 7 + BESIDE)


def picture_width(width: int) -> int:
    """Return the columns of the picture; 0 where it has no room."""
    left = width - 2 * padding(width) - words_width(width)
    return min(left, MOST_PICTURE) if left >= LEAST_PICTURE and width >= PICTURE_FROM else 0


def session_rows(width: int, height: int, say: int, longest: int) -> Rows:
    """Return the rows of each part of the screen of a routine.

    `say` is how many its instruction needs at this width, and `longest` how many the longest one
    of the routine does: where that many are there, nothing moves from one instruction to the next.
    """
    later = max(longest, USUAL_SAY) - say
    steps = [
        ("digits", 1), ("phase", 1), ("leg", 1), *[("say", 1)] * say, ("left", 1), ("keys", 1),
        ("digits", 3), ("head", 1), ("foot", 1), *[("say", 1)] * later, ("phase", 3),
        ("digits", 3), ("done", 1), ("gap", 1), ("gap", 1), ("gap", 1),
        *_larger(words_width(width), SECONDS_DOTS),
    ]  # fmt: skip
    return share_rows(height, steps)


def cramp_rows(width: int, height: int, wrapped: Mapping[str, int]) -> Rows:
    """Return the rows of each part of the screen of a cramp.

    `wrapped` has the rows that its texts need at this width; a part without any is left out.
    """
    steps = [
        ("say", min(height, wrapped["say"])), ("button", wrapped["button"]), ("digits", 1),
        ("rating", wrapped["rating"]), ("leg", 1), ("keys", 1), ("foot", wrapped["foot"]),
        ("headline", wrapped["headline"]), ("head", 1), ("digits", 3),
        ("gap", 1), ("digits", 3), ("gap", 1), ("button", 2 * wrapped["button"]),
        *(step for step in _larger(words_width(width), MINUTES_DOTS) if step[0] == "digits"),
    ]  # fmt: skip
    return share_rows(height, [(name, rows) for name, rows in steps if rows])


def _larger(width: int, digit_dots: int) -> Iterable[tuple[str, int]]:
    """Yield the steps to larger letters that a width allows, up to four times the size."""
    width -= BESIDE
    for scale in (1, 2, 3, 4):
        if scale > 1 and 2 * scale * digit_dots <= width:
            yield "digits", BLOCK_ROWS
        if 2 * scale * WORD_DOTS <= width:
            yield "phase", BLOCK_ROWS if scale > 1 else BLOCK_ROWS - HALF_BLOCK_ROWS
