"""A trial of other words, speeds and styles for a cue that is misheard.

`python sounds/try_words.py --language es --speed 0.85 --speed 0.95 "Número dos.|Cuerpo adelante."`
prints how often each text is heard whole between a release and a hold, in quiet, in a laptop's
band, in noise and in a room. A bar separates cues. `--style` is another of Kokoro's styles.
"""

import argparse
from itertools import product

import numpy as np
import numpy.typing as npt
from listen import compared, heard, recogniser, words
from make import HOW, voice
from rooms import CONDITIONS, RATE
from voice import Voice

from cramp_timer.core.phrases import SENTENCE_PAUSE, sentences
from cramp_timer.languages import messages
from cramp_timer.languages.folder import folder, wording

PLACES = (
    "quiet",
    "a laptop's band, 300 to 6000 Hz",
    "pink noise, 5 dB",
    "a bare room, RT60 0.85 s",
)


def main() -> None:
    """Print a line for each text at each speed in each style."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", choices=sorted(n for n in HOW if len(n) == 2), default="en")
    parser.add_argument("--style", action="append", help="such as em_alex")
    parser.add_argument("--speed", action="append", type=float)
    parser.add_argument("texts", nargs="+")
    typed = parser.parse_args()
    messages.use(typed.language, str(folder(typed.language) / "messages.mo"))
    model = recogniser()
    for style, speed in product(typed.style or [""], typed.speed or [0.85]):
        if style:
            HOW[typed.language]["speaker"] = style
        speaker = voice(typed.language)
        for text in typed.texts:
            cues = text.split("|")
            spoken = Voice(speaker.speaker, frozenset(), dict.fromkeys(_sentences(cues), speed))
            whole, trials, wrong = 0, 0, ""
            for place in PLACES:
                changed, most = CONDITIONS[place]
                for trial in range(min(most, 2)):
                    got = words(heard(model, changed(_in_place(spoken, cues), trial)))
                    wanted = words(" ".join((wording().release, *cues, wording().hold)))
                    kept, _ = compared(wanted, got)
                    around = len(words(wording().release)), len(words(wording().hold))
                    good = all(kept[around[0] : -around[1]])
                    whole, trials = whole + good, trials + 1
                    wrong = wrong if good else " ".join(got)
            print(f"{text} {style} {speed:g}: {whole} of {trials} {wrong}", flush=True)


def _sentences(cues: list[str]) -> list[str]:
    return [sentence for cue in cues for sentence in sentences(cue)]


def _in_place(spoken: Voice, cues: list[str]) -> npt.NDArray[np.float64]:
    """Return the cues as they are heard in a routine: after a release, and before a hold."""
    gap = np.zeros(RATE // 4)
    parts = [gap]
    for cue in (wording().release, *cues, wording().hold):
        pause = np.zeros(RATE) if cue == wording().hold else gap
        parts += [pause, spoken.say(sentences(cue), SENTENCE_PAUSE), gap]
    return np.concatenate(parts)


if __name__ == "__main__":
    main()
