"""A sound pack: a folder of clips with a manifest that maps phrases and chimes to files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cramp_timer.audio.player import first_words
from cramp_timer.audio.player.sound_file import seconds_of
from cramp_timer.core.phrases import Chime, Clip, cues_of, phrases_of, spoken_as
from cramp_timer.core.volume import LOUDEST, gain_of
from cramp_timer.errors import PackError
from cramp_timer.languages.folder import wording
from cramp_timer.languages.messages import _, codes
from cramp_timer.system.bounded_read import read_regular

if TYPE_CHECKING:
    from cramp_timer.audio.voice.speech import Speech
    from cramp_timer.core.routine import Routine


ALL_SECONDS = 6.0
"""How long the first start in a language without clips waits for all of its words."""


def built_in_folder() -> Path:
    """Return the folder of the built-in pack."""
    return Path(first_words.built_in_folder())


class Pack:
    """The clips of a sound pack, by phrase and by chime; a clip source for the compiler.

    A clip that is missing or broken counts as absent and is listed in `problems`.
    With `voice=False` only the chimes are available.
    """

    def __init__(
        self,
        folder: Path,
        *,
        voice: bool = True,
        clips: bool = True,
        speech: Speech | None = None,
        chime_volume: int = LOUDEST,
    ) -> None:
        """Read the manifest; `speech` renders other phrases, `chime_volume` is 0 to 100.

        Without `clips`, as where they speak another language, speech renders all of them.
        """
        self.folder = folder
        self.chime_gain = gain_of(chime_volume)
        self._speech = speech if voice else None
        self.problems: list[str] = []
        """One sentence for each fault of the pack."""
        self.wording = wording()
        """What the clips say: in the language of the manifest, or else in that of the program."""
        self._chimes: dict[str, str] = {}
        self._voice: dict[str, str] = {}
        try:
            manifest = read_manifest(folder / "manifest.json")
        except PackError as error:
            self.problems.append(_("{error}; going on without sound", error=error))
        else:
            self._chimes = manifest.chimes
            self._voice = manifest.voice if voice and clips else {}
            if clips and manifest.language in codes():
                self.wording = wording(manifest.language)
        self._clip = cache(self._measured)

    def voice(self, phrase: str) -> Clip | None:
        """Return the clip of a phrase by its exact text, from the pack or from rendered speech."""
        if phrase in self._voice:
            return self._clip(self._voice[phrase])
        spoken = self._speech.clip(phrase) if self._speech and phrase else None
        return self._clip(str(spoken)) if spoken else None

    def make_speech(self, phrases: Iterable[str], within_seconds: float | None = None) -> list[str]:
        """Render the phrases that have no clip; return one sentence for each that failed.

        `within_seconds` limits the wait; the rest is rendered in the background.
        """
        if self._speech is None:
            return []
        unknown = [phrase for phrase in phrases if not spoken_as(phrase, self)]
        problems: list[str] = []
        if within_seconds is None:
            problems = self._speech.make(unknown)
        else:
            self._speech.make_within(unknown, within_seconds)
        self._clip.cache_clear()
        return problems

    def speak_routine(self, routine: Routine, within_seconds: float | None = None) -> list[str]:
        """Render what a routine needs and the pack lacks, as `make_speech` does."""
        if self._voice:
            return self.make_speech(phrases_of(routine), within_seconds)
        every = (*phrases_of(routine), *cues_of(routine, self.wording))
        return self.make_speech(every, None if within_seconds is None else ALL_SECONDS)

    def speak_prompts(self, prompts: Iterable[str]) -> None:
        """Render the coaching for a cramp where the language has no clips of its own.

        Nobody waits for it in a cramp: `rendered` tells when there is more to be heard.
        """
        if not self._voice:
            self.make_speech(prompts, 0.0)

    @property
    def rendered(self) -> int:
        """How many clips of speech were rendered so far."""
        return self._speech.rendered if self._speech else 0

    def chime(self, chime: Chime) -> Clip | None:
        """Return the clip of a chime; `None` where the pack has none."""
        return self._clip(self._chimes[chime]) if chime in self._chimes else None

    def _measured(self, name: str) -> Clip | None:
        try:
            return Clip(name, seconds_of(str(self.folder / name)))
        except PackError as error:
            self.problems.append(_("{error}; reinstall cramp-timer to put it back", error=error))
            return None


class Manifest(NamedTuple):
    """What a pack says of itself."""

    voice: dict[str, str]
    """The file of each phrase."""
    chimes: dict[str, str]
    language: str
    """What is spoken, such as "es"; empty where it is not said."""


def read_manifest(file: Path) -> Manifest:
    """Return the content of a manifest; PackError where it is invalid."""
    try:
        read = json.loads(read_regular(file).decode("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise PackError(
            _("{file}: the sound pack cannot be read ({error})", file=file, error=error)
        ) from error
    for part in ("voice", "chimes"):
        names = read.get(part) if isinstance(read, dict) else None
        if not isinstance(names, dict) or not all(map(_is_plain_name, names.values())):
            raise PackError(
                _(
                    "{file}: {part}: must map each phrase to a file beside the manifest",
                    file=file,
                    part=part,
                )
            )
    return Manifest(read["voice"], read["chimes"], str(read.get("language", "")))


def _is_plain_name(name: object) -> bool:
    return isinstance(name, str) and name != "" and Path(name).name == name and "\\" not in name
