"""The interface of an audio output, and its volume and state as short texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cramp_timer.core.volume import LOUDEST
from cramp_timer.languages.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from cramp_timer.audio.score import Score

OPENING = _("opening sound")


class AudioOutput(Protocol):
    """An output that plays scores; every call returns at once."""

    volume: int
    """The volume from 0 to 100."""
    muted: bool
    broken: list[str]
    """One sentence for each clip that cannot be played."""
    mutes_when_moved: Callable[[], bool]
    """Whether to fall silent now when the speaker that it began on is gone."""
    started_at: float | None
    """Second zero of `play_when_ready` on the monotonic clock; `None` until it is measured."""

    def use(self, backends: tuple[str, ...], device: str) -> None: ...
    def play(self, score: Score, origin: float) -> None: ...
    def play_when_ready(self, score: Score, *, continues: bool = False) -> None: ...
    def silence(self) -> None: ...
    def touch(self, score: Score) -> None: ...
    @property
    def state(self) -> str: ...
    def close(self) -> None: ...


def change_volume(output: AudioOutput, by: int, tick: Score) -> int:
    """Change the volume by a step and unmute; return the new volume from 0 to 100.

    The tick, in a silence, lets one judge how loud it is now.
    """
    output.muted = False
    output.volume = max(0, min(LOUDEST, output.volume + by))
    output.touch(tick)
    return output.volume


def is_silent(state: str) -> bool:
    """Return whether a state is a reason for silence and not a backend's one-word name."""
    return " " in state


def output_text(output: AudioOutput) -> str:
    """Return the volume, or the reason for silence, in a few words."""
    if output.muted:
        return _("muted")
    return output.state if is_silent(output.state) else _("volume {volume}", volume=output.volume)
