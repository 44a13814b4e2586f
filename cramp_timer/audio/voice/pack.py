"""A sound pack: a folder of clips with a manifest that maps phrases and chimes to files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cramp_timer.audio.player import first_words
from cramp_timer.audio.player.sound_file import seconds_of
from cramp_timer.core.phrases import Chime, Clip
from cramp_timer.core.volume import LOUDEST, gain_of
from cramp_timer.errors import PackError

if TYPE_CHECKING:
    from cramp_timer.audio.voice.speech import Speech


def built_in_folder() -> Path:
    """Where the built-in pack is."""
    return Path(first_words.built_in_folder())


class Pack:
    """What can be heard, by phrase and by chime; a lexicon for the compiler.

    What is missing or broken counts as what was never there, and is told in `problems`.
    With `voice=False` it has chimes alone.
    """

    def __init__(
        self,
        folder: Path,
        *,
        voice: bool = True,
        speech: Speech | None = None,
        chime_volume: int = LOUDEST,
    ) -> None:
        """`speech` knows the words that the pack does not; `chime_volume` is 0 to 100."""
        self.folder = folder
        self.chime_gain = gain_of(chime_volume)
        self._speech = speech if voice else None
        self.problems: list[str] = []
        """A sentence for each thing that is wrong with it."""
        self._chimes: dict[str, str] = {}
        self._voice: dict[str, str] = {}
        try:
            manifest = read_manifest(folder / "manifest.json")
        except PackError as error:
            self.problems.append(f"{error}; going on without sound")
        else:
            self._chimes = manifest["chimes"]
            self._voice = manifest["voice"] if voice else {}
        self._clip = cache(self._measured)

    def voice(self, phrase: str) -> Clip | None:
        """The clip of a phrase, by its exact text; spoken by the system where the pack has none."""
        if phrase in self._voice:
            return self._clip(self._voice[phrase])
        spoken = self._speech.clip(phrase) if self._speech and phrase else None
        return self._clip(str(spoken)) if spoken else None

    def make_speech(self, phrases: Iterable[str], within_seconds: float | None = None) -> list[str]:
        """Have spoken what no clip is known of; return a sentence for each that could not be.

        `within_seconds` bounds the wait; what takes longer is made in the background.
        """
        if self._speech is None:
            return []
        unknown = [phrase for phrase in phrases if self.voice(phrase) is None]
        problems: list[str] = []
        if within_seconds is None:
            problems = self._speech.make(unknown)
        else:
            self._speech.make_within(unknown, within_seconds)
        self._clip.cache_clear()
        return problems

    def chime(self, chime: Chime) -> Clip | None:
        """The clip of a chime."""
        return self._clip(self._chimes[chime]) if chime in self._chimes else None

    def _measured(self, name: str) -> Clip | None:
        try:
            return Clip(name, seconds_of(str(self.folder / name)))
        except PackError as error:
            self.problems.append(f"{error}; reinstall cramp-timer to put it back")
            return None


def read_manifest(file: Path) -> dict[str, dict[str, str]]:
    """Phrases and chimes with their files; PackError where it cannot be used."""
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PackError(f"{file}: the sound pack cannot be read ({error})") from error
    for part in ("voice", "chimes"):
        names = read.get(part) if isinstance(read, dict) else None
        if not isinstance(names, dict) or not all(map(_is_plain_name, names.values())):
            raise PackError(f"{file}: {part}: must map each phrase to a file beside the manifest")
    return {"voice": read["voice"], "chimes": read["chimes"]}


def _is_plain_name(name: object) -> bool:
    return isinstance(name, str) and name != "" and Path(name).name == name and "\\" not in name
