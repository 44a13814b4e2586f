"""What lies behind the screens: everything that they show, and nothing that shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime
    from pathlib import Path

    from cramp_timer.audio.output import Sound
    from cramp_timer.audio.voice.pack import Pack
    from cramp_timer.coach import Coach
    from cramp_timer.core.routine import Routine
    from cramp_timer.diary.storage.store import Store
    from cramp_timer.session import Session
    from cramp_timer.settings import Settings


class Behind(Protocol):
    """What lies behind the screens; each call may take a moment."""

    remarks: list[str]
    """Sentences about settings that cannot be used."""

    @property
    def sound(self) -> Sound: ...
    def session(self, chosen: str | Routine) -> Session:
        """A routine to be led through, by name or as it is; CrampTimerError where it cannot be."""

    def coach(self, *, first: bool = False) -> Coach:
        """A cramp to be led through; `first` if it is what the process was started for."""

    def settings(self) -> Settings: ...
    def forget_settings(self) -> None: ...
    def pack(self) -> Pack: ...
    def speak(self, made: Routine) -> list[str]: ...
    def exported(self, made: Routine, file: Path, *, force: bool) -> Generator[float]:
        """Write a routine as a file, telling the share that is done; CrampTimerError if not."""

    def changed(self, name: str) -> Routine:
        """A routine by its name, with what is remembered of it; CrampTimerError if not."""

    def diary(self) -> Store:
        """The diary; DiaryError where it cannot be used."""

    def now(self) -> datetime:
        """The time of day, with the offset of this place."""

    def let_go(self) -> None:
        """Let go of the sound device until something is to be heard again."""

    def close(self) -> None:
        """Write what is still to be written, and let go of the device."""
