"""A trial of other words, speeds and styles for a cue that is misheard.

`python sounds/try_words.py --language es --speed 0.85 --speed 0.95 "Número dos.|Cuerpo adelante."`
prints how often each text is heard whole between a release and a hold, in quiet, in a laptop's
band, in noise and in a room. A bar separates cues. `--style` is another of Kokoro's styles. With
`--render`, cues of the pack are rendered anew at the speed at which they are understood best, and
that speed is written to languages.toml; words and styles are for a person to choose.
"""

import argparse
from collections.abc import Sequence
from itertools import product

import numpy as np
import numpy.typing as npt
import tomlkit
from faster_whisper import WhisperModel
from make import HOW, HOW_FILE, render, voice
from recogniser import compared, heard, recogniser, words
from rooms import CONDITIONS, RATE
from voice import Speaker, Voice, usual_speed

from cramp_timer.core.phrases import SENTENCE_PAUSE, sentences
from cramp_timer.languages import messages
from cramp_timer.languages.folder import folder, wording

PLACES = (
    "quiet",
    "a laptop's band, 300 to 6000 Hz",
    "pink noise, 5 dB",
    "a bare room, RT60 0.85 s",
)


SPEEDS = (0.75, 0.8, 0.85, 0.9, 0.95)


def main() -> None:
    """Print a line for each text at each speed in each style."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", choices=sorted(n for n in HOW if len(n) == 2), default="en")
    parser.add_argument("--style", action="append", help="such as em_alex")
    parser.add_argument("--speed", action="append", type=float)
    parser.add_argument("--render", action="store_true", help="at the best speed")
    parser.add_argument("texts", nargs="+")
    typed = parser.parse_args()
    messages.use(typed.language, str(folder(typed.language) / "messages.mo"))
    model = recogniser()
    if typed.render:
        render_best(model, typed.texts)
        return
    for style, speed in product(typed.style or [""], typed.speed or [0.85]):
        if style:
            HOW[typed.language]["speaker"] = style
        speaker = voice(typed.language)
        for text in typed.texts:
            whole, trials, wrong = heard_whole(model, speaker.speaker, text.split("|"), speed)
            print(f"{text} {style} {speed:g}: {whole} of {trials} {wrong}", flush=True)


def heard_whole(
    model: WhisperModel, speaker: Speaker, cues: list[str], speed: float
) -> tuple[int, int, str]:
    """Return how often cues are heard whole, of how many trials, and once what was heard."""
    spoken = Voice(speaker, frozenset(), dict.fromkeys(_sentences(cues), speed))
    wanted = words(" ".join((wording().release, *cues, wording().hold)))
    before, after = len(words(wording().release)), len(words(wording().hold))
    whole, trials, wrong = 0, 0, ""
    for place in PLACES:
        changed, most = CONDITIONS[place]
        for trial in range(min(most, 2)):
            got = words(heard(model, changed(_in_place(spoken, cues), trial)))
            kept, _ = compared(wanted, got)
            good = all(kept[before:-after])
            whole, trials = whole + good, trials + 1
            wrong = wrong if good else " ".join(got)
    return whole, trials, wrong


def render_best(model: WhisperModel, cues: Sequence[str]) -> None:
    """Render each cue of the pack at the speed at which it is understood best, and note that."""
    language = messages.language()
    speaker = voice(language)
    document = tomlkit.parse(HOW_FILE.read_text(encoding="utf-8"))
    speeds = document[language]["speeds"]  # type: ignore[index]  # a table of tables
    better: list[str] = []
    for cue in cues:
        now = speaker.speeds.get(cue, usual_speed(cue, speaker.safety))
        wholes = {
            speed: heard_whole(model, speaker.speaker, [cue], speed)[0] for speed in (now, *SPEEDS)
        }
        best = max(wholes, key=lambda speed: wholes[speed])  # the first: it stays as it is
        print(f"{cue} {now:g}: {wholes[now]}; {best:g}: {wholes[best]}", flush=True)
        if best != now:
            speeds[cue] = best  # type: ignore[index]  # a table of numbers
            better.append(cue)
    HOW_FILE.write_text(tomlkit.dumps(document), encoding="utf-8")
    render(language, anew=better)


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
