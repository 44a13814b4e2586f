"""A check of a pack by offline speech recognition.

`python sounds/listen.py [--language es] [--again] [ROUTINE ...]`
Mixes every stretch of speech of the built-in routines and of a cramp, puts it through the rooms and
the noise of rooms.py, and prints what an offline recogniser (Whisper base) did not understand: a
table of the critical words, one of the words of each routine, and the cues that are heard whole
least often. Exits with 1 where more
critical words are lost than `LIMIT` allows. With `--again` those cues are rendered anew, at the
speed at which they are understood best.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import soundfile
from make import HOW, pack_folder
from recogniser import compared, heard, letters_kept, recogniser, words
from rooms import CONDITIONS, RATE
from try_words import render_best

from cramp_timer.audio.voice.pack import Pack
from cramp_timer.core.advice import coaching_track, eased_track, not_eased_track
from cramp_timer.core.compiler import compile_timeline
from cramp_timer.core.profile import Profile
from cramp_timer.core.timeline import Cue
from cramp_timer.guide.texts import advice
from cramp_timer.languages import messages
from cramp_timer.languages.folder import folder
from cramp_timer.library.catalog import read

LIMIT, LIMIT_IN_NOISY_ROOM = 0.05, 0.10
"""The share of critical words of any class that may be lost."""


def classes() -> dict[str, list[str]]:
    """Return the words that must survive, by what they tell."""
    critical: dict[str, str] = HOW[messages.language()]["critical"]
    return {name: words(each) for name, each in critical.items()}


@dataclass
class Tally:
    """The words of one condition: how many there were, and how many were lost, by class."""

    words: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    letters: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """The letters of each cue, and how many were lost: near by ear, and wrong by word."""

    def add(self, wanted: list[str], kept: list[bool], inserted: int) -> None:
        self.lost["all"] += inserted
        for word, is_kept in zip(wanted, kept, strict=True):
            told = (name for name, each in classes().items() if word in each)
            for name in ["all", *told]:
                self.words[name] += 1
                self.lost[name] += not is_kept

    def share(self, name: str) -> float:
        return self.lost[name] / max(1, self.words[name])


@dataclass
class Stretch:
    """Cues less than 1.2 s apart as they are mixed, and the routines in which they are heard."""

    cues: tuple[Cue, ...]
    samples: npt.NDArray[np.float64]
    routines: set[str] = field(default_factory=set)


def stretches(names: list[str]) -> list[Stretch]:
    """Return every different stretch of speech."""
    pack = Pack(pack_folder(messages.language()))
    found: dict[str, Stretch] = {}
    for routine, cues in _tracks(names, pack):
        for group in _groups([cue for cue in cues if cue.kind == "voice"]):
            text = " ".join(cue.text for cue in group)
            if text not in found:
                found[text] = Stretch(group, _mixed(group))
            found[text].routines.add(routine)
    return list(found.values())


def _tracks(names: list[str], pack: Pack) -> Iterator[tuple[str, tuple[Cue, ...]]]:
    for file in sorted((folder() / "routines").glob("*.toml")):
        if not names or file.stem in names:
            yield file.stem, compile_timeline(read(file), pack).cues
    if not names or "now" in names:
        profile = Profile(falls=False, numb_feet=False, pregnant=False)
        yield "now", coaching_track(advice(), pack, profile=profile).cues
        yield "now", not_eased_track(advice(), pack, late=True).cues
        for late in (False, True):
            track = eased_track(advice(), pack, profile=profile, late=late, not_before=late)
            yield "now", track.cues


def _groups(cues: list[Cue]) -> Iterator[tuple[Cue, ...]]:
    group: list[Cue] = []
    for cue in cues:
        if group and cue.at - group[-1].end >= 1.2:
            yield tuple(group)
            group = []
        group.append(cue)
    if group:
        yield tuple(group)


def _mixed(cues: tuple[Cue, ...]) -> npt.NDArray[np.float64]:
    start = cues[0].at
    track = np.zeros(round((cues[-1].end - start + 0.3) * RATE))
    for cue in cues:
        samples, _ = soundfile.read(pack_folder(messages.language()) / cue.clip)
        place = round((cue.at - start) * RATE)
        track[place : place + len(samples)] += samples[: len(track) - place]
    return track


def main() -> int:
    """Print the table and the worst cues; return 1 where more is lost than is allowed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", default=messages.ENGLISH)
    parser.add_argument("--again", action="store_true", help="render anew what is misheard")
    parser.add_argument("names", nargs="*", help="routines, or now; all of it")
    typed = parser.parse_args()
    messages.use(typed.language, str(folder(typed.language) / "messages.mo"))
    names: list[str] = typed.names
    model, spoken = recogniser(), stretches(names)
    whole: dict[str, list[str | None]] = {}
    losses: Counter[tuple[str, str]] = Counter()
    failed = False
    print(f"{len(spoken)} stretches of speech\n")
    print(f"| condition | words | letters | {' | '.join(classes())} |")
    print(f"|---|---|---|{'---|' * len(classes())}")
    letters: dict[str, Counter[str]] = defaultdict(Counter)
    routines: dict[str, list[str]] = defaultdict(list)
    for condition, (changed, trials) in CONDITIONS.items():
        tally = Tally()
        of_routine: dict[str, list[Counter[str]]] = defaultdict(list)
        for trial in range(trials):
            for stretch in spoken:
                got = words(heard(model, changed(stretch.samples, trial)))
                counted = _note(stretch.cues, got, tally, whole, losses)
                for name in stretch.routines:
                    of_routine[name].append(counted)
        for name, each in of_routine.items():
            total = sum(each, Counter())
            routines[name].append(f"{total['lost'] / total['of']:.1%}")
        limit = LIMIT_IN_NOISY_ROOM if condition.startswith("that room") else LIMIT
        failed |= any(tally.share(name) > limit for name in classes())
        cells = [f"{tally.lost[name]}/{tally.words[name]}" for name in classes()]
        of = sum(tally.letters.values(), Counter())
        rates = f"{tally.share('all'):.1%} | {of['lost'] / max(1, of['of']):.1%}"
        print(f"| {condition} | {rates} | {' | '.join(cells)} |", flush=True)
        for text, count in tally.letters.items():
            letters[text] += count
    print("\nWords that were not heard, of each routine:\n")
    print(f"| routine | {' | '.join(CONDITIONS)} |\n|---|{'---|' * len(CONDITIONS)}")
    for name, shares in sorted(routines.items()):
        print(f"| {name} | {' | '.join(shares)} |")
    worst = _print_worst(whole, letters)
    print("\n| critical word | lost in | times |\n|---|---|---|")
    for (word, text), times in losses.most_common(12):
        print(f"| {word} | {text} | {times} |")
    if typed.again:
        render_best(model, worst)
    return int(failed)


def _note(
    cues: tuple[Cue, ...],
    got: list[str],
    tally: Tally,
    whole: dict[str, list[str | None]],
    losses: Counter[tuple[str, str]],
) -> Counter[str]:
    """Note what was heard of cues; return how many words were lost, of how many."""
    parts = [words(cue.text) for cue in cues]
    wanted = [word for part in parts for word in part]
    kept, inserted = compared(wanted, got)
    tally.add(wanted, kept, inserted)
    place, letter = 0, 0
    letters = letters_kept(" ".join(wanted), " ".join(got))
    for cue, part in zip(cues, parts, strict=True):
        good = all(kept[place : place + len(part)])
        for word, is_kept in zip(part, kept[place : place + len(part)], strict=True):
            if not is_kept and any(word in each for each in classes().values()):
                losses[word, cue.text] += 1
        whole.setdefault(cue.text, []).append(None if good else " ".join(got))
        long = len(" ".join(part))
        lost = long - sum(letters[letter : letter + long])
        tally.letters[cue.text] += Counter(lost=lost, of=long)
        place, letter = place + len(part), letter + long + 1
    return Counter(lost=kept.count(False), of=len(wanted))


def _print_worst(whole: dict[str, list[str | None]], letters: dict[str, Counter[str]]) -> list[str]:
    """Print the cues that are heard whole least often, and return them."""
    print("\n| cue | heard whole | letters lost | once heard as |\n|---|---|---|---|")
    shares = {text: each.count(None) / len(each) for text, each in whole.items()}
    worst = [text for text, share in shares.items() if share < 0.8 and len(text.split()) <= 6]
    worst.sort(key=lambda text: shares[text])
    for text in worst:
        each = whole[text]
        sample = next(got for got in reversed(each) if got is not None)
        lost = letters[text]["lost"] / max(1, letters[text]["of"])
        print(f"| {text} | {each.count(None)} of {len(each)} | {lost:.0%} | {sample[:60]} |")
    return worst


if __name__ == "__main__":
    sys.exit(main())
