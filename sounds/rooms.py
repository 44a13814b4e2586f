"""Rooms and noise through which the pack is listened to, the same at every run.

Each condition is a function of 48 kHz mono samples in -1..1 and of the number of a trial, which
chooses the noise.
"""

from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy import signal

RATE = 48_000
ROOM_METRES = (3.6, 3.2, 2.5)
SPEAKER_AT, EAR_AT = (1.0, 1.0, 0.7), (2.6, 2.3, 1.5)
"""A speaker on a bedside table, and an ear some two metres away."""
RT60_SECONDS = 0.85
"""The time in which sound fades by 60 dB: a hard room with little furniture."""
SPEED_OF_SOUND = 343.0
VOLUME_20 = 0.2**2
"""The gain at volume 20, `cramp_timer.core.volume.gain_of`."""
FLOOR_DB = -50.0

Samples = npt.NDArray[np.float64]
Condition = Callable[[Samples, int], Samples]


def _quiet(clean: Samples, trial: int) -> Samples:
    return clean


def _laptop(clean: Samples, trial: int) -> Samples:
    band = signal.butter(4, (300, 6000), "bandpass", fs=RATE, output="sos")
    return np.asarray(signal.sosfilt(band, clean))


def _soft(clean: Samples, trial: int) -> Samples:
    floor = np.random.default_rng(trial).standard_normal(len(clean)) * 10 ** (FLOOR_DB / 20)
    return np.asarray((clean * VOLUME_20 + floor) / VOLUME_20)


def _in_noise(snr_db: float) -> Condition:
    def noisy(clean: Samples, trial: int) -> Samples:
        noise = _pink(len(clean), trial)
        loud = clean[np.abs(clean) > 0.01]
        level = np.sqrt(np.mean(loud**2)) * 10 ** (-snr_db / 20)
        return np.asarray(clean + noise * level)

    return noisy


def _pink(length: int, trial: int) -> Samples:
    spectrum = np.fft.rfft(np.random.default_rng(100 + trial).standard_normal(length))
    spectrum /= np.sqrt(np.maximum(1.0, np.arange(len(spectrum))))
    noise = np.fft.irfft(spectrum, length)
    return np.asarray(noise / np.sqrt(np.mean(noise**2)))


def _in_room(clean: Samples, trial: int) -> Samples:
    return np.asarray(signal.fftconvolve(clean, _impulse_response())[: len(clean) + RATE // 2])


def _in_noisy_room(clean: Samples, trial: int) -> Samples:
    return _in_noise(5)(_laptop(_in_room(clean, trial), trial), trial)


@cache
def _impulse_response() -> Samples:
    """Return the response of the room by image sources (Allen and Berkley 1979)."""
    size = np.array(ROOM_METRES)
    volume, (x, y, z) = float(np.prod(size)), ROOM_METRES
    absorption = 0.161 * volume / (RT60_SECONDS * 2 * (x * y + x * z + y * z))
    reflection = np.sqrt(1 - absorption)
    reach = np.ceil(RT60_SECONDS * SPEED_OF_SOUND / size).astype(int)
    response = np.zeros(round(RT60_SECONDS * RATE))
    axes = [_images(*each) for each in zip(size, SPEAKER_AT, EAR_AT, reach, strict=True)]
    (dx, nx), (dy, ny), (dz, nz) = axes
    flat = dy[:, None] ** 2 + dz[None, :] ** 2
    bounces = ny[:, None] + nz[None, :]
    for distance, count in zip(dx, nx, strict=True):
        metres = np.sqrt(distance**2 + flat)
        at = np.round(metres / SPEED_OF_SOUND * RATE).astype(int)
        gain = reflection ** (count + bounces) / metres
        near = at < len(response)
        np.add.at(response, at[near], gain[near])
    direct = np.abs(response).max()
    high_pass = signal.butter(2, 50, "highpass", fs=RATE, output="sos")
    return np.asarray(signal.sosfilt(high_pass, response / direct))


def _images(size: float, source: float, ear: float, reach: int) -> tuple[Samples, Samples]:
    """Return the distances of a source's mirror images along one axis, and their reflections."""
    number = np.arange(-reach, reach + 1)
    plain, mirrored = 2 * number * size + source, 2 * number * size - source
    distances = np.concatenate([plain, mirrored]) - ear
    return distances, np.concatenate([np.abs(2 * number), np.abs(2 * number - 1)])


CONDITIONS: dict[str, tuple[Condition, int]] = {
    "quiet": (_quiet, 1),
    "a laptop's band, 300 to 6000 Hz": (_laptop, 1),
    "volume 20 over a floor of -50 dB": (_soft, 2),
    "pink noise, 10 dB": (_in_noise(10), 2),
    "pink noise, 5 dB": (_in_noise(5), 2),
    "pink noise, 0 dB": (_in_noise(0), 2),
    "a bare room, RT60 0.85 s": (_in_room, 1),
    "that room, that band, pink 5 dB": (_in_noisy_room, 2),
}
"""Each condition with the number of its trials."""
