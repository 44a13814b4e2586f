"""The volume: a setting from 0 to 100, and the gain from 0 to 1 that it stands for."""

LOUDEST = 100
DEFAULT_VOLUME = 50
"""Soft, since someone else may be asleep: a gain of a quarter, on clips that leave headroom."""


def gain_of(volume: int) -> float:
    """Return the factor for samples, squared so that equal steps sound equal."""
    return (volume / LOUDEST) ** 2
