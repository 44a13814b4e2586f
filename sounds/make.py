"""The build of the sound pack: `python sounds/make.py` renders every clip into sounds/pack.

The voice speaks the phrases of phrases.toml, of the built-in routines, and of the coaching for a
cramp. The pack is committed: clips are compared by ear and by listen.py, not by bytes, since the
model's arithmetic may differ between processors.
"""

import hashlib
import json
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile
from chimes import chimes
from voice import RATE, Voice

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from cramp_timer.audio.player.first_words import FIRST_WORDS_FILE  # noqa: E402  # beside this folder
from cramp_timer.core.number_text import count_phrase, number_phrase, set_phrase  # noqa: E402  # beside this folder
from cramp_timer.core.phrases import SENTENCE_PAUSE, leg_count_phrase, sentences  # noqa: E402  # beside this folder
from cramp_timer.core.side import Side  # noqa: E402  # beside this folder

PACK = HERE / "pack"
CODING = {"format": "MP3", "subtype": "MPEG_LAYER_III", "compression_level": 0.5}
"""Some 68 kbit/s. Every browser decodes it, and its header tells the exact length."""
PACKAGE = HERE.parent / "cramp_timer"


def phrases() -> list[str]:
    """Return every phrase of the pack once, in a stable order."""
    listed = tomllib.loads((HERE / "phrases.toml").read_text(encoding="utf-8"))
    wanted = [*listed["cues"], *_counts(listed["numbers"], listed["leg_numbers"]), *listed["day"]]
    wanted += (set_phrase(number, listed["sets"] + 1) for number in range(2, listed["sets"] + 1))
    wanted += _spoken_in_a_cramp()
    for file in sorted((PACKAGE / "library" / "builtin").glob("*.toml")):
        wanted += _spoken(tomllib.loads(file.read_text(encoding="utf-8")))
    clips = (each for phrase in wanted for each in _clips_of(phrase))
    return list(dict.fromkeys(clips))


def _clips_of(phrase: str) -> tuple[str, ...]:
    """Return the sentences of a phrase, of which each is a clip; the first words stay whole."""
    return (phrase,) if phrase == _opening() else sentences(phrase)


def _counts(numbers: int, leg_numbers: int) -> Iterator[str]:
    for number in range(1, numbers + 1):
        yield from (number_phrase(number), count_phrase(number, numbers + 1))
    for side, number in product((Side.LEFT, Side.RIGHT), range(1, leg_numbers + 2)):
        yield leg_count_phrase(side, number, leg_numbers + 1)


def _spoken_in_a_cramp() -> Iterator[str]:
    now = tomllib.loads((PACKAGE / "guide" / "now.toml").read_text(encoding="utf-8"))
    signs = tomllib.loads((PACKAGE / "guide" / "signs.toml").read_text(encoding="utf-8"))
    lines = [*now["coaching"], *now["not_eased"].values(), *now["eased"].values()]
    for line in lines:
        if isinstance(line, dict):
            yield from (line["say"], line.get("enter", ""), line.get("alone", ""))
    yield from (group["spoken"] for group in signs["groups"])
    ways = tomllib.loads((PACKAGE / "guide" / "ways.toml").read_text(encoding="utf-8"))
    yield ways["ask_first"]["spoken"]["text"]


def _opening() -> str:
    """Return the first words in a cramp, stored as a WAV since they play before a decoder loads."""
    now = tomllib.loads((PACKAGE / "guide" / "now.toml").read_text(encoding="utf-8"))
    return str(now["coaching"][0]["say"])


def _spoken(routine: dict) -> Iterator[str]:  # type: ignore[type-arg]  # raw TOML
    yield routine["finish"]
    for exercise in routine["exercises"]:
        yield f"{exercise['title']}."
        yield exercise["instruction"]
        yield exercise["short"]
        yield from exercise.get("in_pregnancy", {}).values()
        yield exercise["hold"]["lead_in"]
        yield exercise["hold"]["say"]
        yield exercise["relax"]["say"]


def slug(phrase: str) -> str:
    """Return a file name for a phrase: its first five words, and a hash if there are more."""
    words = re.findall(r"[a-z]+", phrase.lower())
    name = "-".join(words[:5])
    if len(words) <= 5:
        return name
    return f"{name}-{hashlib.sha256(phrase.encode()).hexdigest()[:6]}"


def write(file: Path, samples: npt.NDArray[np.float64]) -> None:
    """Write a WAV of 16 bits, whose first and last sample are zero, or what `CODING` says."""
    whole = np.round(np.clip(samples * 32767, -32768, 32767)).astype(np.int16)
    whole[0] = whole[-1] = 0
    soundfile.write(
        file, whole, RATE, **(CODING if file.suffix == ".mp3" else {"subtype": "PCM_16"})
    )


def main() -> None:
    """Render what the pack lacks, or with `--all` the whole pack anew; drop what is not wanted."""
    PACK.mkdir(exist_ok=True)
    voice, clips, bells = Voice(), {}, {}
    for phrase in phrases():
        clips[phrase] = FIRST_WORDS_FILE if phrase == _opening() else f"{slug(phrase)}.mp3"
        if "--all" in sys.argv or not (PACK / clips[phrase]).exists():
            write(PACK / clips[phrase], voice.say(sentences(phrase), SENTENCE_PAUSE))
            print(phrase)
    for name, samples in chimes().items():
        bells[name] = f"chime-{name}.wav"
        if "--all" in sys.argv or not (PACK / bells[name]).exists():
            write(PACK / bells[name], samples)
    files = sorted([*clips.values(), *bells.values()])
    for file in PACK.glob("*.*"):
        if file.suffix in {".flac", ".mp3", ".wav"} and file.name not in files:
            file.unlink()
    manifest = {
        "schema_version": 1,
        "title": "Heart",
        "licence": "Apache-2.0; see LICENSE and NOTICE beside this file",
        "chimes": bells,
        "voice": clips,
        "sha256": {name: hashlib.sha256((PACK / name).read_bytes()).hexdigest() for name in files},
    }
    (PACK / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    _copy_licence()
    size = sum(file.stat().st_size for file in PACK.iterdir())
    seconds = sum(soundfile.info(PACK / name).duration for name in files)
    print(f"{len(files)} clips, {seconds:.0f} s of sound, {size / 1e6:.1f} MB")


def _copy_licence() -> None:
    for file in distribution("hibari-tts").files or []:
        if file.name in {"LICENSE", "NOTICE"}:
            shutil.copyfile(str(file.locate()), PACK / file.name)


if __name__ == "__main__":
    main()
