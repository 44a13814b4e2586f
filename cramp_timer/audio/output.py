"""What the rest of the program needs of sound, whoever makes it, and its state in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cramp_timer.core.volume import LOUDEST

if TYPE_CHECKING:
    from cramp_timer.audio.score import Score

OPENING = "opening sound"


class AudioOutput(Protocol):
    """A place to play scores; each call returns at once."""

    volume: int
    """From 0 to 100."""
    muted: bool
    broken: list[str]
    """A sentence for each clip that turned out not to be playable."""
    started_at: float | None
    """The clock's reading at second zero of `play_when_ready`, once that is known."""

    def use(self, backends: tuple[str, ...], device: str) -> None: ...
    def play(self, score: Score, origin: float) -> None: ...
    def play_when_ready(self, score: Score, *, continues: bool = False) -> None: ...
    def silence(self) -> None: ...
    @property
    def state(self) -> str: ...
    def close(self) -> None: ...


def change_volume(output: AudioOutput, by: int) -> int:
    """Make it louder or softer, and no longer muted; return the new volume from 0 to 100."""
    output.muted = False
    output.volume = max(0, min(LOUDEST, output.volume + by))
    return output.volume


def is_silent(state: str) -> bool:
    """Return whether a state is a reason for silence: a backend's name is a single word."""
    return " " in state


def output_text(output: AudioOutput) -> str:
    """Return the volume, or why nothing is heard, in a few words."""
    if output.muted:
        return "muted"
    return output.state if is_silent(output.state) else f"volume {output.volume}"
