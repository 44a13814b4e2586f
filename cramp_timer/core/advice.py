"""The spoken advice for a cramp, laid out in time: pure values, like a timeline without an end.

There is no countdown: how long a cramp lasts is not predictable, and no source gives a number of
seconds. Lines come at growing intervals until the cramp eases, or until it has lasted so long that
coaching is no longer right.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from cramp_timer.core.phrases import Chime, ClipSource, side_phrase
from cramp_timer.core.side import Side
from cramp_timer.core.timeline import Cue

BETWEEN_LINES = 0.6
"""The minimum silence between two lines, in seconds."""
AFTER_CHIME = 0.9
READING_SECONDS = 4.0
CHARACTERS_A_SECOND = 12


class ReplyKeys(StrEnum):
    """The keys that a person can reply with."""

    ANY = "any"
    ENTER = "enter"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One line to speak and show; `at` is the earliest second at which it begins."""

    say: str
    source: str = ""
    at: float = 0.0
    pose: str = ""
    enter: str = ""
    """Alternative wording where Enter is the only key."""
    alone: str = ""
    """Alternative wording where there is no key."""


@dataclass(frozen=True, slots=True)
class Advice:
    """All lines that can be spoken during and after a cramp."""

    coaching: tuple[Prompt, ...]
    late_seconds: float
    late: Prompt
    told: Prompt
    never: Prompt
    signs: tuple[Prompt, ...]
    """The warning signs as they are spoken."""
    good: Prompt
    relief: Prompt
    sore: Prompt
    late_good: Prompt
    """In place of `relief`, where the cramp lasted too long."""
    late_good_pregnant: Prompt


@dataclass(frozen=True, slots=True)
class Step:
    """The text and the pose that are shown from a second on."""

    at: float
    text: str
    pose: str


@dataclass(frozen=True, slots=True)
class Track:
    """Lines with their times, in seconds from the beginning of the track."""

    steps: tuple[Step, ...]
    cues: tuple[Cue, ...]

    @property
    def seconds(self) -> float:
        """The second at which the last cue ends or the last step begins."""
        ends = [step.at for step in self.steps] + [cue.end for cue in self.cues]
        return max(ends, default=0.0)

    def step_at(self, position: float) -> Step:
        """Return the step at a position; before the first step, the first one."""
        begun = bisect_right([step.at for step in self.steps], position)
        return self.steps[max(0, begun - 1)]


@dataclass(frozen=True, slots=True)
class NamedSide:
    """A leg, and the second of the track at which it was named."""

    at: float
    side: Side


def coaching_track(
    advice: Advice,
    lexicon: ClipSource,
    *,
    start: float = 0.0,
    named: Iterable[NamedSide] = (),
    keys: ReplyKeys = ReplyKeys.ANY,
) -> Track:
    """Return the coaching from `start` on, and after ten minutes the warning signs."""
    lines = [replace(line, at=start + line.at) for line in advice.coaching]
    lines = [line for line in lines if line.at < advice.late_seconds]
    if keys is ReplyKeys.ENTER:
        lines = [replace(line, say=line.enter or line.say) for line in lines]
    elif keys is ReplyKeys.NONE:
        lines = [replace(line, say=line.alone or line.say) for line in lines]
    # A named leg adds a cue but no step, since what to do is the same for both legs.
    names = [Prompt(side_phrase(name.side), at=name.at) for name in named]
    early = sorted((*lines, *names), key=lambda line: line.at)
    late = [replace(line, at=advice.late_seconds) for line in _not_eased(advice, advice.late)]
    return _laid_out([*early, *late], lexicon)


def not_eased_track(advice: Advice, lexicon: ClipSource, *, late: bool) -> Track:
    """Return the lines for a cramp that does not ease: reported, or after ten minutes (`late`)."""
    return _laid_out(list(_not_eased(advice, advice.late if late else advice.told)), lexicon)


def eased_track(
    advice: Advice, lexicon: ClipSource, *, pregnant: bool, late: bool, not_before: bool
) -> Track:
    """Return the lines for an eased cramp; `not_before`: it was first reported as not easing.

    Massage and warmth are offered only if neither that nor `late`, and never when pregnant.
    """
    lines = [advice.good]
    if late:
        lines.append(advice.late_good_pregnant if pregnant else advice.late_good)
    elif not_before:
        lines.append(advice.never)
    elif not pregnant:
        lines.append(advice.relief)
    lines.append(advice.sore)
    chime = lexicon.chime(Chime.RELEASE)
    track = _laid_out([replace(line, at=AFTER_CHIME) for line in lines], lexicon)
    if chime is None:
        return track
    heard = Cue(0.0, chime.seconds, "chime", chime.name, Chime.RELEASE.value)
    return replace(track, cues=(heard, *track.cues))


def _not_eased(advice: Advice, first: Prompt) -> Iterator[Prompt]:
    yield first
    yield advice.never
    yield from advice.signs


def _laid_out(lines: list[Prompt], lexicon: ClipSource) -> Track:
    """Return the lines in sequence: voices never overlap, and no line begins early."""
    steps, cues = [], []
    quiet = 0.0
    for line in lines:
        at = max(line.at, quiet)
        if line.pose or line.source:
            steps.append(Step(at, line.say, line.pose))
        if clip := lexicon.voice(line.say):
            cues.append(Cue(at, clip.seconds, "voice", clip.name, line.say))
            quiet = at + clip.seconds + BETWEEN_LINES
        elif line.source:  # without a voice, it needs time to be read
            quiet = at + max(READING_SECONDS, len(line.say) / CHARACTERS_A_SECOND)
    return Track(tuple(steps), tuple(cues))
