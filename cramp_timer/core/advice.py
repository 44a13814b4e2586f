"""The spoken advice for a cramp, laid out in time: pure values, like a timeline without an end.

There is no countdown: the length of a cramp is unknown, and no source gives a number of
seconds. Lines come at growing intervals until the cramp eases, or until it has lasted so long that
coaching is no longer right.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf

from cramp_timer.core.phrases import SENTENCE_PAUSE, Chime, ClipSource, spoken_as
from cramp_timer.core.profile import STRICTEST, Profile
from cramp_timer.core.side import Side
from cramp_timer.core.soft_ticks import with_soft_ticks
from cramp_timer.core.timeline import Cue

BETWEEN_LINES = 0.6
"""The minimum silence between two lines, in seconds."""
AFTER_CHIME = 0.9
READING_SECONDS = 4.0
CHARACTERS_A_SECOND = 12


class ReplyKeys(StrEnum):
    """The keys that can be used for a reply."""

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
    """Wording where only Enter is a key."""
    alone: str = ""
    """Wording where there is no key."""
    show: str = ""
    """The text on the screen, where it differs from what is spoken."""
    needs: str = ""
    """A property of the profile that must hold, or must not with `not` before its name."""

    def worded(self, keys: ReplyKeys) -> Prompt:
        """Return the prompt in the wording for the keys that there are."""
        wording = {ReplyKeys.ENTER: self.enter, ReplyKeys.NONE: self.alone}.get(keys, "")
        return replace(self, say=wording or self.say)

    def applies_to(self, profile: Profile) -> bool:
        """Return whether the prompt is meant for a person with this profile."""
        name = self.needs.removeprefix("not ")
        return not name or bool(getattr(profile, name)) is (name == self.needs)


@dataclass(frozen=True, slots=True)
class Advice:
    """All lines for the time during and after a cramp."""

    headline: str
    """What is shown all the time, above what is said now."""
    coaching: tuple[Prompt, ...]
    late_seconds: float
    soft_ticks: bool
    """Whether a silence of more than eight seconds has a sign of life."""
    check: Prompt
    """The first time that the person says that it does not ease: a look at the leg."""
    late: Prompt
    stop: Prompt
    never: Prompt
    signs: tuple[Prompt, ...]
    """The warning signs as they are spoken."""
    good: Prompt
    again: Prompt
    """The key for a cramp that comes back."""
    rub: Prompt
    rub_or_warm: Prompt
    sore: Prompt
    end: Prompt
    """The last words after a cramp that has eased."""
    late_good: Prompt
    """In place of relief, where the cramp lasted too long."""
    late_good_pregnant: Prompt

    def spoken(self, keys: ReplyKeys) -> tuple[str, ...]:
        """Return every line in the wording for the keys that there are, the first ones first."""
        others = (
            self.check, self.good, self.again, self.never, self.rub, self.rub_or_warm, self.sore,
            self.end, self.stop, self.late, *self.signs, self.late_good, self.late_good_pregnant,
        )  # fmt: skip
        lines = (line.worded(keys).say for line in (*self.coaching, *others))
        return tuple(dict.fromkeys(lines))


@dataclass(frozen=True, slots=True)
class Step:
    """The text and pose shown from a second on."""

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
        """The end of the last cue or the start of the last step."""
        ends = [step.at for step in self.steps] + [cue.end for cue in self.cues]
        return max(ends, default=0.0)

    def step_at(self, position: float) -> Step:
        """Return the step at a position; before the first step, the first one."""
        begun = bisect_right([step.at for step in self.steps], position)
        return self.steps[max(0, begun - 1)]


@dataclass(frozen=True, slots=True)
class NamedSide:
    """A leg that was named at a second of the track."""

    at: float
    side: Side


def coaching_track(
    advice: Advice,
    lexicon: ClipSource,
    *,
    start: float = 0.0,
    named: Iterable[NamedSide] = (),
    checked_at: float | None = None,
    profile: Profile = STRICTEST,
    keys: ReplyKeys = ReplyKeys.ANY,
) -> Track:
    """Return the coaching from `start` on, and after ten minutes the warning signs.

    `checked_at` is the second at which the person said for the first time that it does not ease.
    """
    lines = [replace(line, at=start + line.at) for line in advice.coaching]
    if checked_at is not None:
        lines.append(replace(advice.check, at=checked_at))
    lines = [
        line.worded(keys)
        for line in lines
        if line.at < advice.late_seconds and line.applies_to(profile)
    ]
    # A named leg adds no step, since what to do is the same for both legs.
    names = [Prompt(lexicon.wording.side_phrase(name.side), at=name.at) for name in named]
    early = sorted((*lines, *names), key=lambda line: line.at)
    late = [replace(line, at=advice.late_seconds) for line in _not_eased(advice, advice.late)]
    track = _laid_out([*early, *late], lexicon)
    return (
        replace(track, cues=tuple(with_soft_ticks(track.cues, lexicon)))
        if advice.soft_ticks
        else track
    )


def check_track(advice: Advice, lexicon: ClipSource) -> Track:
    """Return the look at the leg by itself, for a page, which puts it between the coaching."""
    return _laid_out([advice.check.worded(ReplyKeys.NONE)], lexicon)


def not_eased_track(advice: Advice, lexicon: ClipSource, *, late: bool) -> Track:
    """Return the lines for a cramp that does not ease, by report or after ten minutes (`late`)."""
    return _laid_out(list(_not_eased(advice, advice.late if late else advice.stop)), lexicon)


def eased_track(
    advice: Advice,
    lexicon: ClipSource,
    *,
    profile: Profile,
    late: bool,
    not_before: bool,
    keys: ReplyKeys = ReplyKeys.ANY,
) -> Track:
    """Return the lines for an eased cramp; `not_before` if it was reported as not easing.

    Massage and warmth are offered only if neither that nor `late`, and only where the profile
    allows them.
    """
    lines = [advice.good, advice.again.worded(keys)]
    if late:
        pregnant = profile.may_be_pregnant
        lines.append(advice.late_good_pregnant if pregnant else advice.late_good)
    elif not_before:
        lines.append(advice.never)
    elif profile.may_rub:
        lines.append(advice.rub_or_warm if profile.may_warm else advice.rub)
    lines += (advice.sore.worded(keys), advice.end)
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


def signs_track(advice: Advice, lexicon: ClipSource) -> Track:
    """Return the warning signs as they are spoken when somebody asks for them."""
    return _laid_out(list(advice.signs), lexicon)


def _laid_out(lines: list[Prompt], lexicon: ClipSource) -> Track:
    """Return the lines in sequence: voices never overlap, and no line begins early."""
    steps: list[Step] = []
    cues: list[Cue] = []
    quiet = 0.0
    for line in lines:
        at = max(line.at, quiet)
        cues = [replace(cue, until=at) if cue.until > at else cue for cue in cues]
        if line.pose or line.source:
            steps.append(Step(at, line.show or line.say, line.pose))
        if spoken := spoken_as(line.say, lexicon):
            for sentence, clip in spoken:
                cues.append(Cue(at, clip.seconds, "voice", clip.name, sentence, inf))
                at += clip.seconds + SENTENCE_PAUSE
            quiet = at - SENTENCE_PAUSE + BETWEEN_LINES
        elif line.source:  # without a voice, it needs time to be read
            quiet = at + max(READING_SECONDS, len(line.say) / CHARACTERS_A_SECOND)
    return Track(tuple(steps), tuple(cues))
