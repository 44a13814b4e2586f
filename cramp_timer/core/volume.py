"""The volume: 0 to 100 as a setting, 0 to 1 as a gain for samples."""

LOUDEST = 100
DEFAULT_VOLUME = 50
"""Soft, as others may be asleep: a quarter of full scale, on clips with headroom."""


def gain_of(volume: int) -> float:
    """Return the factor for samples, squared so that equal steps sound equal."""
    return (volume / LOUDEST) ** 2
