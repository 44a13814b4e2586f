"""A sound pack: a folder of clips with a manifest that maps phrases and chimes to files."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from cramp_timer.audio.sound_file import seconds_of
from cramp_timer.errors import PackError
from cramp_timer.wording import Chime, Clip


def built_in_folder() -> Path:
    """Where the built-in pack is: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "sounds"
    return inside if inside.is_dir() else package.parent / "sounds" / "pack"


class Pack:
    """What can be heard, by phrase and by chime; a lexicon for the compiler.

    What is missing or broken counts as what was never there, and is told in `problems`.
    With `voice=False` it has chimes alone.
    """

    def __init__(self, folder: Path, *, voice: bool = True) -> None:
        self.folder = folder
        self.problems: list[str] = []
        """A sentence for each thing that is wrong with it."""
        self._chimes: dict[str, str] = {}
        self._voice: dict[str, str] = {}
        try:
            manifest = _manifest(folder / "manifest.json")
        except PackError as error:
            self.problems.append(f"{error}; going on without sound")
        else:
            self._chimes = manifest["chimes"]
            self._voice = manifest["voice"] if voice else {}
        self._clip = cache(self._measured)

    def voice(self, phrase: str) -> Clip | None:
        """The clip of a phrase, by its exact text."""
        return self._clip(self._voice[phrase]) if phrase in self._voice else None

    def chime(self, chime: Chime) -> Clip | None:
        """The clip of a chime."""
        return self._clip(self._chimes[chime]) if chime in self._chimes else None

    def _measured(self, name: str) -> Clip | None:
        try:
            return Clip(name, seconds_of(self.folder / name))
        except PackError as error:
            self.problems.append(f"{error}; reinstall cramp-timer to put it back")
            return None


def _manifest(file: Path) -> dict[str, dict[str, str]]:
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
