"""Whether two periods differ by more than luck: whole nights are exchanged, never single cramps.

Cramps cluster in some nights, so nights and not cramps are what chance deals out. Every way to deal
the logged nights of both periods into two heaps of the same sizes is counted exactly; there are no
random draws, so the same nights always give the same answer (health review, part 4).
"""

from __future__ import annotations

from collections.abc import Sequence

_SLOT = 64
"""Bits for one number of ways: at most C(56, 28), which is below 2 to the 53rd."""


def chance(before: Sequence[int], after: Sequence[int]) -> float:
    """Return how likely a difference this large is where nothing has changed, in either direction.

    `before` and `after` hold the cramps of each logged night; up to 28 nights each.
    """
    ways = _ways([*before, *after], len(after))
    total, found = sum(ways), sum(after)
    fewer = sum(ways[: found + 1]) / total
    more = sum(ways[found:]) / total
    return min(1.0, 2 * min(fewer, more))


def _ways(counts: Sequence[int], size: int) -> list[int]:
    """Return, for every sum, in how many ways so many of the nights have that sum.

    A row of numbers is packed into one large integer, a slot for each sum, so that a night is
    added to a whole row by one shift.
    """
    rows = [1] + [0] * size
    for count in counts:
        for taken in range(size, 0, -1):
            rows[taken] += rows[taken - 1] << (_SLOT * count)
    mask = (1 << _SLOT) - 1
    return [(rows[size] >> (_SLOT * number)) & mask for number in range(sum(counts) + 1)]
