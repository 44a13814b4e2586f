"""Clock times as text."""


def clock_text(seconds: float) -> str:
    """Return minutes and seconds: "2:05"."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"
