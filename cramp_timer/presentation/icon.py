"""The icon of the program on a desktop: the figure that flexes its ankle, drawn as SVG."""

from __future__ import annotations

from cramp_timer.presentation.figure_svg import figure_frames
from cramp_timer.presentation.poses import POSES

_COLOURS = {"scene": "#4a1c10", "body": "#8a3323", "working": "#f08a5c", "arrow": "#e5573f"}


def icon_svg() -> str:
    """Return the icon: the figure of the ankle flex, on black."""
    style = "".join(f".{name}{{fill:{colour}}}" for name, colour in _COLOURS.items())
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-0.1 -0.1 1.2 1.2">'
        f"<style>{style}</style>"
        '<rect x="-0.1" y="-0.1" width="1.2" height="1.2" rx="0.2" fill="#000"/>'
        f"{figure_frames(POSES['ankle-flex'])[-1]}</svg>\n"
    )
