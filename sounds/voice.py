"""The voices of the packs: render phrases, level their loudness and trim silence."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyloudnorm
from hibari import Hibari
from scipy import ndimage, signal

RATE = 48_000
"""Samples per second. Consonants lie at 4 to 10 kHz, and devices resample 24 kHz badly."""
MODEL_SHA256 = "5f70741d"
"""The first digits of the voice model's hash: another model is another voice."""
LOUDNESS_LUFS = -20.0
PEAK_DBTP = -3.3
LOUDEST_MOMENT_DB = -17.0
"""The loudest moment of any clip, A-weighted, fast, below full scale: 2.2 dB over the median."""
QUICKEST_WORDS_A_MINUTE = 165
SLOWEST_SPEED = 0.62
SAFETY_SPEED = 0.72
"""The speed of what prevents harm, which must be understood in any room."""
SOURCE_RATE = 24_000
"""Samples per second of what the models speak."""

Samples = npt.NDArray[np.float64]


class Speaker(Protocol):
    """Speaks one sentence at a time, at 24 kHz."""

    def sentence(self, text: str, speed: float) -> Samples: ...


@dataclass
class Heart:
    """The English voice "heart" of hibari; SystemExit unless its model is the pinned one."""

    _hibari: Hibari = field(default_factory=lambda: Hibari(voice="heart"))

    def __post_init__(self) -> None:
        digest = hashlib.sha256(Path(self._hibari.model_path).read_bytes()).hexdigest()
        if not digest.startswith(MODEL_SHA256):
            raise SystemExit(f"sounds: the voice model is not the pinned one ({digest})")

    def sentence(self, text: str, speed: float) -> Samples:
        """Return one sentence as 24 kHz mono in -1..1."""
        parts = [
            self._hibari.from_phonemes(phonemes, speed=speed, seed=1)
            for phonemes in self._hibari.phonemize(text)
        ]
        return np.concatenate(parts).astype(np.float64)


@dataclass
class Voice:
    """A speaker at the pace and the loudness of a pack."""

    speaker: Speaker
    safety: frozenset[str]
    """The sentences that prevent harm."""
    speeds: Mapping[str, float]
    """Short words that are understood better slower, or have to fit into a gap."""

    def say(self, parts: Sequence[str], pause: float) -> Samples:
        """Return sentences, `pause` seconds apart, as 48 kHz mono in -1..1, levelled."""
        spoken = [self._unhurried(text) for text in parts]
        gap = np.zeros(round(pause * SOURCE_RATE))
        joined = np.concatenate([part for sentence in spoken for part in (sentence, gap)][:-1])
        return _levelled(_resampled(_high_passed(joined, SOURCE_RATE)))

    def _unhurried(self, text: str) -> Samples:
        """Return one sentence, spoken slower until it has no more words a minute than allowed."""
        speed = self.speeds.get(text, usual_speed(text, self.safety))
        shortest = len(text.split()) * 60 / QUICKEST_WORDS_A_MINUTE
        while True:
            samples = _trimmed(self.speaker.sentence(text, speed), SOURCE_RATE)
            lacking = round(shortest * SOURCE_RATE) - len(samples)
            if lacking <= 0:
                return samples
            if speed <= SLOWEST_SPEED:
                return np.pad(samples, (0, lacking))
            speed -= 0.03


def usual_speed(text: str, safety: frozenset[str]) -> float:
    """Return the speed of a sentence that has none of its own."""
    # Slower than 0.80 hurts short words; one-word cues are clearest at 0.85, as a rule.
    return SAFETY_SPEED if text in safety else 0.80 if len(text.split()) > 4 else 0.85


def _trimmed(audio: Samples, rate: int) -> Samples:
    """Return the sound cut to 6 ms before its first and 70 ms after its last loud frame."""
    frame = rate // 400
    frames = audio[: len(audio) // frame * frame].reshape(-1, frame)
    level = np.sqrt((frames**2).mean(axis=1))
    loud = np.flatnonzero(level > level.max() * 10 ** (-50 / 20))
    start = max(0, loud[0] * frame - round(0.006 * rate))
    end = min(len(audio), (loud[-1] + 1) * frame + round(0.070 * rate))
    return faded(audio[start:end], rate, fade_in=0.004, fade_out=0.050)


def faded(audio: Samples, rate: int, fade_in: float, fade_out: float) -> Samples:
    """Return the sound with raised-cosine edges (in seconds) that begin and end at zero."""
    rise, fall = round(fade_in * rate), round(fade_out * rate)
    shaped = audio.copy()
    shaped[:rise] *= (1 - np.cos(np.linspace(0, np.pi, rise))) / 2
    shaped[-fall:] *= (1 + np.cos(np.linspace(0, np.pi, fall))) / 2
    return shaped


def _high_passed(audio: Samples, rate: int) -> Samples:
    sections = signal.butter(2, 60, "highpass", fs=rate, output="sos")
    return np.asarray(signal.sosfiltfilt(sections, audio))


def _resampled(audio: Samples) -> Samples:
    # By FFT: a short polyphase filter leaves images just above 12 kHz.
    return np.asarray(signal.resample(audio, 2 * len(audio)))


def _levelled(audio: Samples) -> Samples:
    """Level the loudness (BS.1770, on the phrase repeated to three seconds), then limit peaks."""
    meter = pyloudnorm.Meter(RATE)
    repeats = max(1, int(np.ceil(3 * RATE / len(audio))))
    loudness = meter.integrated_loudness(np.tile(audio, repeats))
    level = audio * 10 ** ((LOUDNESS_LUFS - loudness) / 20)
    excess = max(0.0, loudest_moment(level) - LOUDEST_MOMENT_DB)
    return _limited(level * 10 ** (-excess / 20))


def loudest_moment(audio: Samples) -> float:
    """Return the loudest moment of 48 kHz mono as A-weighted fast level, in dB of full scale."""
    frequencies = np.fft.rfftfreq(len(audio), 1 / RATE) ** 2
    weight = (1.2589 * 12194.0**2 * frequencies**2) / (
        (frequencies + 20.6**2)
        * np.sqrt((frequencies + 107.7**2) * (frequencies + 737.9**2))
        * (frequencies + 12194.0**2)
    )
    weighted = np.fft.irfft(np.fft.rfft(audio) * weight, len(audio))
    decay = np.exp(-1 / (0.125 * RATE))
    fast = signal.lfilter([1 - decay], [1, -decay], weighted**2)
    return float(10 * np.log10(fast.max() + 1e-12))


def _limited(audio: Samples) -> Samples:
    """Apply a look-ahead limiter to the true (four times oversampled) peak."""
    ceiling = 10 ** (PEAK_DBTP / 20)
    oversampled = np.abs(signal.resample(audio, 4 * len(audio))).reshape(-1, 4).max(axis=1)
    needed = np.minimum(1.0, ceiling / np.maximum(oversampled, 1e-9))
    window = round(0.005 * RATE) | 1
    held = ndimage.minimum_filter1d(needed, window)
    smooth = signal.windows.hann(window)
    gain = np.convolve(np.pad(held, window // 2, mode="edge"), smooth / smooth.sum(), "valid")
    return audio * gain
