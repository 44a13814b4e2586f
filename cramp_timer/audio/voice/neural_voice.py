"""The neural voice of the built-in pack as a separate process: text in, a WAV file out.

Needs the extra `voice`. The settings are those of the built-in pack (sounds/voice.py).
"""

from __future__ import annotations

import sys
from array import array
from pathlib import Path

from cramp_timer.audio.player.sound_file import write_wave

SHORT_WORDS = 4
SHORT_SPEED, SPEED = 0.85, 0.80
GAP_SECONDS = 0.70


def main() -> None:
    """Render the text on standard input into the WAV file named by the first argument."""
    import numpy as np
    from hibari import Hibari

    voice = Hibari(voice="heart")
    parts = []
    for number, sentence in enumerate(voice.split_sentences(sys.stdin.read())):
        speed = SHORT_SPEED if len(sentence.split()) <= SHORT_WORDS else SPEED
        parts += [
            voice.from_phonemes(phonemes, speed=speed, seed=1 + number)
            for phonemes in voice.phonemize(sentence)
        ]
        parts.append(np.zeros(round(GAP_SECONDS * voice.sample_rate)))
    spoken = np.concatenate(parts)
    # Resampled to twice the rate by FFT, which adds no images above the voice's own spectrum.
    doubled = 2 * np.fft.irfft(np.fft.rfft(spoken), 2 * len(spoken))
    samples = np.clip(doubled * 32767, -32768, 32767).astype(np.int16)
    write_wave(Path(sys.argv[1]), array("h", samples.tobytes()))


if __name__ == "__main__":
    main()
