"""Soft struck-bar chimes: nothing above 6 kHz, a slow attack, silence at both ends.

`python sounds/chimes.py` prints how well hold and release tell themselves apart in each room.
"""

import numpy as np
import numpy.typing as npt
from rooms import CONDITIONS
from scipy.signal import correlate

RATE = 48_000
Samples = npt.NDArray[np.float64]

# Frequency ratio to the note, level, and decay time relative to that of the note.
PARTIALS = (
    (0.5, 0.10, 1.2),
    (1.0, 1.0, 1.0),
    (1.003, 0.35, 0.95),
    (2.005, 0.28, 0.55),
    (2.76, 0.12, 0.36),
    (4.07, 0.05, 0.22),
    (5.40, 0.022, 0.15),
)
E4, G4, C5, E5, G5 = 329.63, 392.00, 523.25, 659.26, 783.99
ATTACK_SECONDS = 0.014


def chimes() -> dict[str, Samples]:
    """Return every chime by name: 48 kHz mono, peaks 9 to 14 dB below the voice's ceiling."""
    return {
        "begin": _sounded([(0.0, E5)], seconds=1.6, ring=0.55, peak_db=-13.0),
        "hold": _sounded([(0.0, G4), (0.17, C5)], seconds=1.5, ring=0.45, peak_db=-12.0),
        # One low, long tone, so that it tells itself from the two rising notes of a hold.
        "release": _sounded([(0.0, E4)], seconds=2.0, ring=0.70, peak_db=-13.0),
        "tick": _sounded([(0.0, G4)], seconds=0.45, ring=0.12, peak_db=-17.0),
        "finish": _sounded(
            [(0.0, C5), (0.16, E5), (0.32, G5), (0.56, C5)], seconds=2.2, ring=0.60, peak_db=-13.3
        ),
    }


def _sounded(
    notes: list[tuple[float, float]], seconds: float, ring: float, peak_db: float
) -> Samples:
    """Return notes (start in seconds, pitch in Hz) as one sound that ends in exact silence."""
    sound = np.zeros(round(seconds * RATE))
    for start, pitch in notes:
        first = round(start * RATE)
        sound[first:] += _struck(pitch, len(sound) - first, ring)
    fall, rest = round(0.3 * RATE), round(0.002 * RATE)
    sound[-rest:] = 0
    sound[-rest - fall : -rest] *= (1 + np.cos(np.linspace(0, np.pi, fall))) / 2
    return sound / np.abs(sound).max() * 10 ** (peak_db / 20)


def _struck(pitch: float, frames: int, ring: float) -> Samples:
    time = np.arange(frames) / RATE
    tone = sum(
        (
            level * np.exp(-time / (ring * decay)) * np.sin(2 * np.pi * pitch * ratio * time)
            for ratio, level, decay in PARTIALS
        ),
        start=np.zeros(frames),
    )
    attack = min(frames, round(ATTACK_SECONDS * RATE))
    tone[:attack] *= (1 - np.cos(np.linspace(0, np.pi, attack))) / 2
    return tone


def likeness(one: Samples, other: Samples) -> float:
    """Return the greatest correlation of two sounds of one length at any lag, from 0 to 1."""
    greatest = np.abs(correlate(one, other, method="fft")).max()
    return float(greatest / np.sqrt((one**2).sum() * (other**2).sum()))


def main() -> None:
    """Print how like each of the two is to itself and to the other, heard in each room."""
    every, length = chimes(), 3 * RATE
    clean = {
        name: np.pad(every[name], (0, length - len(every[name]))) for name in ("hold", "release")
    }
    print("| condition | hold: like hold | like release | release: like release | like hold |")
    print("|---|---|---|---|---|")
    for condition, (changed, _) in CONDITIONS.items():
        cells = [
            f"{likeness(changed(clean[name], 0), clean[other]):.2f}"
            for name, other in (
                ("hold", "hold"), ("hold", "release"), ("release", "release"), ("release", "hold"),
            )
        ]  # fmt: skip
        print(f"| {condition} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
