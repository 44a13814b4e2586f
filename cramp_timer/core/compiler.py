"""The compiler, which lays out a routine and its clips in time as a timeline.

The rules, ensured by construction: a hold lasts as long as the routine states, from its rising
chime to the falling one; its introduction ends before it; voices never overlap and none is cut off;
what does not fit is shortened, from long to short to chime alone, and reported; no rest follows the
last rep.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from cramp_timer.core.phrases import (
    COUNTDOWN,
    REMINDER_SECONDS,
    SENTENCE_PAUSE,
    Chime,
    ClipSource,
    ExercisePhrases,
    Script,
    goodbye,
    spoken_as,
    spoken_seconds,
)
from cramp_timer.core.routine import FINISH_SECONDS, Exercise, Routine, Turn
from cramp_timer.core.soft_ticks import with_soft_ticks
from cramp_timer.core.timeline import Cue, Kind, Segment, Shortened, Timeline
from cramp_timer.languages.wording import Wording

PRE_ROLL = 1.0
"""Silence before the first sound, in which Bluetooth and HDMI outputs start up."""
AFTER_BEGIN = 1.2
"""From the opening chime to the first word."""
AFTER_RELEASE = 0.5
"""From the release chime to the voice, after the attack of the chime."""
AFTER_HOLD = 0.8
"""From the hold chime to the voice: longer, since its second note comes later."""
BETWEEN_PHRASES = 0.25
BEFORE_LEAD_IN = 0.3
"""The minimum silence between the words after a hold and the next lead-in."""
BEFORE_CHIME = 0.4
"""The minimum silence between words and the chime that they lead to."""
DEFAULT_LEAD_IN = 3.0
"""The entry of a hold without spoken lead-in, in seconds before it."""
HALF_WAY_FROM = 20.0
"""The shortest hold with a half-way cue, in seconds."""


class Countdown(StrEnum):
    """The cues for the last three seconds of a hold."""

    SPOKEN = "spoken"
    TICKS = "ticks"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Style:
    """The settings for the cues of every routine."""

    pre_roll: float = PRE_ROLL
    """Seconds of silence before the first sound."""
    countdown: Countdown = Countdown.SPOKEN
    half_way: bool = True
    """Whether the middle of a long hold is announced."""
    waits: bool = False
    """Whether a set-up that a key can end lasts until the key; then no end is announced."""
    soft_ticks: bool = False
    """Whether a silence of more than eight seconds has a sign of life."""
    keys: bool = True
    """Whether there is a key to press, as there is not in a recording."""


PLAIN_STYLE = Style()


def compile_timeline(routine: Routine, lexicon: ClipSource, style: Style = PLAIN_STYLE) -> Timeline:
    """Return the segments and cues of a routine, with the clips that exist."""
    compiler = _Compiler(lexicon, style)
    for number, exercise in enumerate(routine.exercises):
        compiler.add_exercise(number, exercise)
    compiler.add_finish(routine)
    cues = sorted(compiler.cues, key=lambda cue: cue.at)
    return Timeline(
        routine.title,
        tuple(compiler.segments),
        tuple(with_soft_ticks(cues, lexicon) if style.soft_ticks else cues),
        tuple(compiler.shortened),
    )


def _ends_early(kind: Kind, exercise: Exercise) -> bool:
    """Return whether a key ends a segment of this kind before its time."""
    if kind is Kind.HOLD:
        return exercise.hold.pace == "until-ready"
    return kind is Kind.PREPARE and exercise.waits


Gap = tuple[Kind, float, str, Iterator[Script]]


def _gap_before(
    exercise: Exercise,
    phrases: ExercisePhrases,
    words: Wording,
    before: Turn | None,
    turn: Turn,
    ready: str,
) -> Gap:
    """Return the gap before a hold: kind, seconds, text to show and scripts."""
    side, rep = turn.side, turn.rep
    if before is None:
        scripts = phrases.prepare(side, ready)
        return Kind.PREPARE, exercise.setup_seconds, exercise.instruction, scripts
    if turn.set != before.set:
        return Kind.REST, exercise.rest_seconds, words.rest, phrases.rest(turn.set, side)
    if side is before.side:
        return Kind.RELAX, exercise.relax.seconds, exercise.relax.say, phrases.relax(side, rep)
    if exercise.alternates:
        scripts = phrases.take_turns(side, rep)
        return Kind.SWITCH, exercise.turn_seconds, words.side_phrase(side), scripts
    scripts = phrases.switch(side, rep)
    return Kind.SWITCH, exercise.switch_seconds, words.switch_phrase(side), scripts


class _Compiler:
    """A timeline under construction; `_now` is its current end."""

    def __init__(self, lexicon: ClipSource, style: Style) -> None:
        self._style = style
        self.segments: list[Segment] = []
        self.cues: list[Cue] = []
        self.shortened: dict[Shortened, None] = {}
        self._lexicon = lexicon
        self._words = lexicon.wording
        self._clips = cache(lambda phrase: spoken_as(phrase, lexicon))
        self._now = 0.0

    def add_exercise(self, number: int, exercise: Exercise) -> None:
        phrases = ExercisePhrases(exercise, self._lexicon, first=number == 0)
        before: Turn | None = None
        when_there = self._words.when_there
        keys = self._style.keys and bool(self._clips(when_there))
        ready = when_there if exercise.waits and keys else ""
        for turn in exercise.turns():
            kind, seconds, text, scripts = _gap_before(
                exercise, phrases, self._words, before, turn, ready
            )
            start, hold = self._now, self._now + seconds
            first = len(self.cues)
            lead_in = self._speak(scripts, self._open(start), hold, kind, exercise.title)
            self._add(kind, seconds, text, start, number, exercise, turn)
            entry = max(start, hold - DEFAULT_LEAD_IN) if lead_in is None else lead_in
            self._may_be_late(first, entry)
            if kind is Kind.REST or (
                kind is Kind.PREPARE and exercise.waits and not self._style.waits
            ):
                self._remind(start, entry)
            if exercise.hold.pace == "until-ready":
                self._self_paced_cues(exercise, phrases.say)
            else:
                self._hold_cues(exercise, phrases.say)
            text = exercise.hold.show or exercise.short or exercise.hold.say or exercise.title
            self._add(Kind.HOLD, exercise.hold.seconds, text, entry, number, exercise, turn)
            before = turn

    def _remind(self, start: float, entry: float) -> None:
        """Announce the end of a wait, where the voice has been silent long enough before."""
        spoken = [cue.end for cue in self.cues if start <= cue.at < entry]
        at = entry - REMINDER_SECONDS
        if at >= max(spoken, default=start) + BEFORE_LEAD_IN:
            self._say_if_room([self._words.ten_seconds], at, entry - BEFORE_LEAD_IN)

    def add_finish(self, routine: Routine) -> None:
        last, exercise = self.segments[-1], routine.exercises[-1]
        start, first = self._now, len(self.cues)
        scripts = goodbye(routine.finish, exercise.relax.say, self._lexicon)
        chime = self._lexicon.chime(Chime.FINISH)
        end = start + FINISH_SECONDS - (chime.seconds if chime else 0.0)
        self._speak(scripts, self._open(start), end, Kind.FINISH, exercise.title)
        self._may_be_late(first, end)
        self._chime(Chime.FINISH, end)
        turn = Turn(last.set, last.side, last.rep)
        self._add(Kind.FINISH, FINISH_SECONDS, routine.finish, start, last.exercise, exercise, turn)

    def _add(
        self,
        kind: Kind,
        seconds: float,
        text: str,
        entry: float,
        number: int,
        exercise: Exercise,
        turn: Turn,
    ) -> None:
        start, self._now = self._now, self._now + seconds
        self.segments.append(
            Segment(
                start, self._now, kind, number, exercise.title, turn.side, turn.rep,
                exercise.reps, turn.set, exercise.sets, text, exercise.pose, entry,
                _ends_early(kind, exercise), exercise.hold.lead_in if kind is Kind.HOLD else "",
            )
        )  # fmt: skip

    def _open(self, start: float) -> float:
        """Add the opening chime of a gap; return when words may begin."""
        if not self.segments:
            self._chime(Chime.BEGIN, self._style.pre_roll)
            return self._style.pre_roll + AFTER_BEGIN
        self._chime(Chime.RELEASE, start)
        return start + AFTER_RELEASE

    def _self_paced_cues(self, exercise: Exercise, say: str) -> None:
        """Say what to do and which key ends it; it ends by itself, ten seconds after a word."""
        start, first = self._now, len(self.cues)
        end = start + exercise.hold.seconds
        self._chime(Chime.HOLD, start)
        key = [self._words.when_done] if self._style.keys else []
        self._say_if_room([say, *key], start + AFTER_HOLD, end - BEFORE_CHIME)
        self._may_be_late(first, end)
        if not self._style.waits:
            self._remind(start, end)

    def _hold_cues(self, exercise: Exercise, say: str) -> None:
        start, first = self._now, len(self.cues)
        end, middle = start + exercise.hold.seconds, start + exercise.hold.seconds / 2
        self._chime(Chime.HOLD, start)
        quiet = self._say_if_room([say], start + AFTER_HOLD, end - BEFORE_CHIME)
        self._may_be_late(first, end - COUNTDOWN[0])
        counted = [(self._words.number_phrase(second), end - second) for second in COUNTDOWN]
        long = self._style.half_way and exercise.hold.seconds >= HALF_WAY_FROM
        if long and quiet + BEFORE_LEAD_IN <= middle:
            end = counted[0][1] - BEFORE_LEAD_IN
            quiet = self._say_if_room([self._words.half_way], middle, end)
        if quiet + BEFORE_CHIME <= counted[0][1]:
            for phrase, at in counted:
                if self._style.countdown is Countdown.SPOKEN:
                    self._say_if_room([phrase], at, at + 1)
                elif self._style.countdown is Countdown.TICKS:
                    self._chime(Chime.TICK, at)

    def _speak(
        self, scripts: Iterable[Script], start: float, chime: float, kind: Kind, title: str
    ) -> float | None:
        """Add the first script that fits; return the time of its lead-in."""
        wanted: Script | None = None
        end = chime - BEFORE_CHIME
        for script in scripts:
            wanted = wanted or script
            opening, lead_in = self._length(script.opening), self._length(script.lead_in)
            between = BEFORE_LEAD_IN if opening and lead_in else 0.0
            if start + opening + between + lead_in <= end:
                self._say(script.opening, start)
                self._say(script.lead_in, end - lead_in)
                if script is not wanted:
                    self.shortened[Shortened(title, kind, str(wanted), str(script))] = None
                return end - lead_in if lead_in else None
        if wanted:
            self.shortened[Shortened(title, kind, str(wanted), "")] = None
        return None

    def _may_be_late(self, first: int, until: float) -> None:
        """Let the cues from the number `first` on be heard late, after a loss of sound."""
        self.cues[first:] = [
            replace(cue, until=until) if cue.at < until else cue for cue in self.cues[first:]
        ]

    def _say_if_room(self, phrases: Sequence[str], at: float, end: float) -> float:
        """Add phrases if they end in time; return when the voice is free."""
        length = self._length(phrases)
        if at + length > end:
            return at
        self._say(phrases, at)
        return at + length

    def _length(self, phrases: Sequence[str]) -> float:
        spoken = [clips for clips in map(self._clips, phrases) if clips]
        return sum(map(spoken_seconds, spoken)) + BETWEEN_PHRASES * max(0, len(spoken) - 1)

    def _say(self, phrases: Sequence[str], at: float) -> None:
        for phrase in phrases:
            for sentence, clip in self._clips(phrase):
                self.cues.append(Cue(at, clip.seconds, "voice", clip.name, sentence))
                at += clip.seconds + SENTENCE_PAUSE
            at += BETWEEN_PHRASES - SENTENCE_PAUSE if self._clips(phrase) else 0.0

    def _chime(self, chime: Chime, at: float) -> None:
        if clip := self._lexicon.chime(chime):
            self.cues.append(Cue(at, clip.seconds, "chime", clip.name, chime.value))
