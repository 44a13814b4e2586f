"""How loud: from 0 to 100 for people, from 0 to 1 for samples."""

LOUDEST = 100
DEFAULT_VOLUME = 50
"""Soft: a quarter of full scale, on clips that leave headroom; someone else may be asleep."""


def gain_of(volume: int) -> float:
    """The factor for samples; squared, so that equal steps sound equal."""
    return (volume / LOUDEST) ** 2
