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

PACK = HERE / "pack"
BEST = {"compression_level": 1.0}
PACKAGE = HERE.parent / "cramp_timer"


def phrases() -> list[str]:
    """Return every phrase of the pack once, in a stable order."""
    listed = tomllib.loads((HERE / "phrases.toml").read_text(encoding="utf-8"))
    wanted = [*listed["cues"], *_counts(listed["count_totals"], listed["numbers"]), *listed["day"]]
    wanted += (set_phrase(number, listed["sets"] + 1) for number in range(2, listed["sets"] + 1))
    wanted += _spoken_in_a_cramp()
    for file in sorted((PACKAGE / "library" / "builtin").glob("*.toml")):
        wanted += _spoken(tomllib.loads(file.read_text(encoding="utf-8")))
    return list(dict.fromkeys(phrase for phrase in wanted if phrase))


def _counts(totals: int, numbers: int) -> Iterator[str]:
    yield from map(number_phrase, range(1, numbers + 1))
    for total in range(2, totals + 1):
        yield from (count_phrase(number, total) for number in range(1, total))


def _spoken_in_a_cramp() -> Iterator[str]:
    now = tomllib.loads((PACKAGE / "guide" / "now.toml").read_text(encoding="utf-8"))
    signs = tomllib.loads((PACKAGE / "guide" / "signs.toml").read_text(encoding="utf-8"))
    lines = [*now["coaching"], *now["not_eased"].values(), *now["eased"].values()]
    for line in lines:
        if isinstance(line, dict):
            yield from (line["say"], line.get("enter", ""), line.get("alone", ""))
    yield from (group["spoken"] for group in signs["groups"])


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
    """Write 16-bit samples whose lowest two bits are zero; so are the first and the last sample.

    The step is 84 dB below full scale, some 60 dB below the voice and inaudible in the quietest
    bedroom; FLAC omits such bits, which reduces the size by a third.
    """
    whole = 4 * np.round(np.clip(samples * 8191, -8192, 8191)).astype(np.int16)
    whole[0] = whole[-1] = 0
    soundfile.write(file, whole, RATE, subtype="PCM_16", **(BEST if file.suffix == ".flac" else {}))


def main() -> None:
    """Render what the pack lacks, or with `--all` the whole pack anew; drop what is not wanted."""
    PACK.mkdir(exist_ok=True)
    voice, clips, bells = Voice(), {}, {}
    for phrase in phrases():
        clips[phrase] = FIRST_WORDS_FILE if phrase == _opening() else f"{slug(phrase)}.flac"
        if "--all" in sys.argv or not (PACK / clips[phrase]).exists():
            write(PACK / clips[phrase], voice.say(phrase))
            print(phrase)
    for name, samples in chimes().items():
        bells[name] = f"chime-{name}.wav"
        if "--all" in sys.argv or not (PACK / bells[name]).exists():
            write(PACK / bells[name], samples)
    files = sorted([*clips.values(), *bells.values()])
    for file in PACK.glob("*.*"):
        if file.suffix in {".flac", ".wav"} and file.name not in files:
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
