"""The build of a sound pack: `python sounds/make.py [--language es]` renders it into sounds/es.

The voice speaks the words of the language's folder: voice.toml, routines, and the coaching for a
cramp. The pack is committed: clips are compared by ear and by listen.py, not by bytes, since the
model's arithmetic may differ between processors.
"""

import argparse
import hashlib
import json
import re
import shutil
import sys
import tomllib
import unicodedata
from collections.abc import Collection, Iterator
from importlib.metadata import distribution
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import soundfile
from chimes import chimes
from voice import RATE, Heart, Voice

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from cramp_timer.audio.player.first_words import FIRST_WORDS_FILE  # noqa: E402  # beside this folder
from cramp_timer.core.phrases import SENTENCE_PAUSE, sentences  # noqa: E402  # beside this folder
from cramp_timer.languages.folder import folder, voice_file, wording  # noqa: E402  # beside this folder

CODING = {"format": "MP3", "subtype": "MPEG_LAYER_III", "compression_level": 0.5}
"""Some 68 kbit/s. Every browser decodes it, and its header tells the exact length."""
HOW_FILE = HERE / "languages.toml"
HOW = tomllib.loads(HOW_FILE.read_text(encoding="utf-8"))
_LATIN = {"ß": "ss", "œ": "oe", "æ": "ae"}


def pack_folder(language: str) -> Path:
    """Return the folder of a language's pack."""
    return HERE / language


def voice(language: str) -> Voice:
    """Return the voice that speaks a language."""
    how = tomllib.loads(HOW_FILE.read_text(encoding="utf-8"))[language]
    if how["speaker"] == "heart":
        speaker: Any = Heart()
    else:
        from kokoro import Kokoro

        speaker = Kokoro(how["speaker"], how["phonemes"])
    return Voice(speaker, frozenset(how["safety"]), how["speeds"])


def phrases(language: str) -> list[str]:
    """Return every phrase of the pack once, in a stable order."""
    words = voice_file(language)
    wanted = [
        text for name, text in words.items()
        if name not in ("name", "region") and isinstance(text, str) and "{" not in text
    ]  # fmt: skip
    wanted += [*words["also"], *_counts(language), *_spoken_in_a_cramp(language)]
    for file in sorted((folder(language) / "routines").glob("*.toml")):
        wanted += _spoken(tomllib.loads(file.read_text(encoding="utf-8")))
    opening = first_words(language)
    clips = (
        each
        for phrase in wanted
        for each in ((phrase,) if phrase == opening else sentences(phrase))
    )
    return list(dict.fromkeys(clips))


def _counts(language: str) -> Iterator[str]:
    words, numbers, leg_numbers, sets = (
        wording(language),
        *(HOW[name] for name in ("numbers", "leg_numbers", "sets")),
    )
    yield from map(words.number_phrase, range(10))  # the digits of a number to call
    for number in range(1, numbers + 1):
        yield from (words.short_count_phrase(number), words.count_phrase(number, numbers + 1))
    for side, number in product(("left", "right"), range(1, leg_numbers + 2)):
        yield words.leg_count_phrase(side, number, leg_numbers + 1)
    yield from (words.set_phrase(number, sets + 1) for number in range(2, sets + 1))


def guide(language: str, name: str) -> dict[str, Any]:
    """Return a file of a language's guide."""
    return tomllib.loads((folder(language) / "guide" / name).read_text(encoding="utf-8"))


def _spoken_in_a_cramp(language: str) -> Iterator[str]:
    now, signs = guide(language, "now.toml"), guide(language, "signs.toml")
    lines = [*now["coaching"], *now["not_eased"].values(), *now["eased"].values()]
    for line in lines:
        if isinstance(line, dict):
            yield from (line["say"], line.get("enter", ""), line.get("alone", ""))
    yield from (group["spoken"] for group in signs["groups"])
    yield guide(language, "ways.toml")["ask_first"]["spoken"]["text"]


def first_words(language: str) -> str:
    """Return the first words in a cramp, stored as a WAV since they play before a decoder loads."""
    return str(guide(language, "now.toml")["coaching"][0]["say"])


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
    plain = unicodedata.normalize("NFD", "".join(_LATIN.get(each, each) for each in phrase.lower()))
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    words = re.findall(r"[a-z]+", plain)
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", choices=sorted(n for n in HOW if len(n) == 2), default="en")
    parser.add_argument("--all", action="store_true")
    typed = parser.parse_args()
    render(typed.language, anew=phrases(typed.language) if typed.all else ())


def render(language: str, anew: Collection[str] = ()) -> None:
    """Render the phrases that a pack lacks, and those in `anew`; write its manifest."""
    pack = pack_folder(language)
    pack.mkdir(exist_ok=True)
    speaker, clips, bells = voice(language), {}, {}
    for phrase in phrases(language):
        first = phrase == first_words(language)
        clips[phrase] = FIRST_WORDS_FILE if first else f"{slug(phrase)}.mp3"
        if phrase in anew or not (pack / clips[phrase]).exists():
            write(pack / clips[phrase], speaker.say(sentences(phrase), SENTENCE_PAUSE))
            print(phrase)
    for name, samples in chimes().items():
        bells[name] = f"chime-{name}.wav"
        if anew or not (pack / bells[name]).exists():
            write(pack / bells[name], samples)
    files = sorted([*clips.values(), *bells.values()])
    for file in pack.glob("*.*"):
        if file.suffix in {".flac", ".mp3", ".wav"} and file.name not in files:
            file.unlink()
    manifest = {
        "schema_version": 1,
        "title": HOW[language]["title"],
        "language": language,
        "licence": "Apache-2.0; see LICENSE and NOTICE beside this file",
        "chimes": bells,
        "voice": clips,
        "sha256": {name: hashlib.sha256((pack / name).read_bytes()).hexdigest() for name in files},
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    (pack / "manifest.json").write_text(text + "\n", encoding="utf-8")
    if language == "en":
        _copy_licence(pack)
    size = sum(file.stat().st_size for file in pack.iterdir())
    seconds = sum(soundfile.info(pack / name).duration for name in files)
    print(f"{len(files)} clips, {seconds:.0f} s of sound, {size / 1e6:.1f} MB")


def _copy_licence(pack: Path) -> None:
    for file in distribution("hibari-tts").files or []:
        if file.name in {"LICENSE", "NOTICE"}:
            shutil.copyfile(str(file.locate()), pack / file.name)


if __name__ == "__main__":
    main()
