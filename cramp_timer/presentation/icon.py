"""The icon of the program on a desktop: the figure that flexes its ankle."""

from __future__ import annotations

import struct

from cramp_timer.presentation.figure import Part
from cramp_timer.presentation.figure_svg import figure_frames
from cramp_timer.presentation.pixels import framed, palette, pixels
from cramp_timer.presentation.poses import POSES

_COLOURS = {"scene": "#4a1c10", "body": "#8a3323", "working": "#f08a5c", "arrow": "#e5573f"}
_SIDE, _FIGURE = 64, 54
"""The sides of the icon of Windows and of the figure in it, in pixels."""


def icon_svg() -> str:
    """Return the icon: the figure of the ankle flex, on black."""
    style = "".join(f".{name}{{fill:{colour}}}" for name, colour in _COLOURS.items())
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-0.1 -0.1 1.2 1.2">'
        f"<style>{style}</style>"
        '<rect x="-0.1" y="-0.1" width="1.2" height="1.2" rx="0.2" fill="#000"/>'
        f"{figure_frames(POSES['ankle-flex'])[-1]}</svg>\n"
    )


def icon_ico() -> bytes:
    """Return the same for Windows: an icon of one picture, in 32-bit colours on black."""
    tones = {part: _rgb(_COLOURS[part.name.lower()]) for part in Part}
    colours = [bytes((*reversed(colour), 255)) for colour in palette(tones, (0, 0, 0))]
    rows = framed(pixels(POSES["ankle-flex"], 1.0, _FIGURE), _SIDE, _SIDE)
    picture = b"".join(colours[number] for row in reversed(rows) for number in row)
    mask = bytes(_SIDE * _SIDE // 8)  # all of it is seen
    header = struct.pack("<IiiHHIIiiII", 40, _SIDE, 2 * _SIDE, 1, 32, 0, 0, 0, 0, 0, 0)
    size = len(header) + len(picture) + len(mask)
    entry = struct.pack("<HHHBBBBHHII", 0, 1, 1, _SIDE, _SIDE, 0, 0, 1, 32, size, 22)
    return entry + header + picture + mask


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue
