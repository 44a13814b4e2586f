"""The colour themes: black and amber for the night, a light one, and high contrast."""

from __future__ import annotations

from textual.theme import Theme

NIGHT = Theme(
    name="night",
    primary="#c8842c",
    secondary="#b06a30",
    accent="#d2552d",
    foreground="#bc8a46",
    background="#000000",
    surface="#000000",
    panel="#0d0703",
    success="#c8842c",
    warning="#d2552d",
    error="#d2552d",
    dark=True,
    variables={
        "dim": "#ac723a",
        "body": "#b06a30",
        "track": "#1e1208",
        "scene": "#4a2c12",
        "working": "#d2a02c",
    },
)
DAY = Theme(
    name="day",
    primary="#7a3d00",
    secondary="#5a4632",
    accent="#a02c10",
    foreground="#33261a",
    background="#f6efe4",
    surface="#f6efe4",
    panel="#ebe0cf",
    success="#7a3d00",
    warning="#a02c10",
    error="#a02c10",
    dark=False,
    variables={
        "dim": "#645037",
        "body": "#5a4632",
        "track": "#dccdb6",
        "scene": "#c4ae90",
        "working": "#8a4a00",
    },
)
CONTRAST = Theme(
    name="contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#ffffff",
    warning="#ffff00",
    error="#ffff00",
    dark=True,
    variables={
        "dim": "#e0e0e0",
        "body": "#a8a8a8",
        "track": "#606060",
        "scene": "#606060",
        "working": "#ffffff",
    },
)
THEMES = (NIGHT, DAY, CONTRAST)
