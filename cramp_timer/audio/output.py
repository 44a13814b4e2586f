"""What the rest of the program needs of sound, whoever makes it, and how it is told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cramp_timer.core.volume import DEFAULT_VOLUME, LOUDEST

if TYPE_CHECKING:
    from cramp_timer.audio.score import Score

OPENING = "opening sound"


class Sound(Protocol):
    """What a session needs of sound; `SilentSpeaker` is the quiet twin of `Speaker`."""

    volume: int
    muted: bool
    broken: list[str]
    """The clips that turned out not to be playable, a sentence each."""

    began: float | None
    """The clock's reading at second zero of `play_soon`, once that is known."""

    def use(self, backends: tuple[str, ...] | None, device: str) -> None: ...
    def play(self, score: Score, origin: float) -> None: ...
    def play_soon(self, score: Score) -> None: ...
    def silence(self) -> None: ...
    @property
    def state(self) -> str: ...
    def close(self) -> None: ...


def change_volume(sound: Sound, by: int) -> int:
    """Louder or softer, and no longer muted; the new volume from 0 to 100."""
    sound.muted = False
    sound.volume = max(0, min(LOUDEST, sound.volume + by))
    return sound.volume


def sound_line(sound: Sound) -> str:
    """How sound is, in two or three words."""
    if sound.muted:
        return "muted"
    return sound.state if " " in sound.state else f"volume {sound.volume}"


class SilentSpeaker:
    """Plays nothing and says so: for `--audio none`."""

    volume = DEFAULT_VOLUME
    muted = False
    state = "no sound"
    began: float | None = None

    def __init__(self) -> None:
        self.broken: list[str] = []

    def use(self, backends: tuple[str, ...] | None, device: str) -> None:
        """Nothing."""

    def play(self, score: Score, origin: float) -> None:
        """Nothing."""

    def play_soon(self, score: Score) -> None:
        """Nothing."""

    def silence(self) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""
