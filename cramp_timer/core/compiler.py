"""Lays a routine out in time: a routine and the lengths of its clips become a timeline.

The rules, kept by construction: a hold lasts what the routine says, from its rising chime to the
falling one; whatever introduces it has ended before; two voices never overlap and none is cut off;
what does not fit is shortened, long to short to chime alone, and noted; nobody rests after the
last rep.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from cramp_timer.core.number_text import number_phrase
from cramp_timer.core.phrases import (
    Chime,
    ClipSource,
    ExercisePhrases,
    Script,
    goodbye,
    side_phrase,
    switch_phrase,
)
from cramp_timer.core.routine import FINISH_SECONDS, Exercise, Routine
from cramp_timer.core.side import Side
from cramp_timer.core.timeline import Cue, Kind, Segment, Shortened, Timeline

PRE_ROLL = 1.0
"""Silence before the first sound: Bluetooth and HDMI outputs wake up in it."""
AFTER_BEGIN = 1.2
"""From the opening chime to the first word."""
AFTER_RELEASE = 0.5
"""From the release chime to the voice: its attack has been heard by then."""
AFTER_HOLD = 0.8
"""The same for the hold chime, whose second note comes later."""
BETWEEN_PHRASES = 0.25
BEFORE_LEAD_IN = 0.5
"""The least silence between what closes one hold and what introduces the next."""
BEFORE_CHIME = 0.4
"""The least silence between words and the chime that they lead to."""
DEFAULT_LEAD_IN = 3.0
"""How long before a hold one comes in again where no words lead to it."""
HALF_WAY_FROM = 20.0
"""Shorter holds are over too soon for a half-way word."""
COUNTDOWN = (3, 2, 1)
"""On the second, that many seconds before the release."""


class Countdown(StrEnum):
    """How the last three seconds of a hold are told."""

    SPOKEN = "spoken"
    TICKS = "ticks"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Style:
    """What a person may set about the cues of every routine."""

    pre_roll: float = PRE_ROLL
    """Seconds of silence before the first sound."""
    countdown: Countdown = Countdown.SPOKEN
    half_way: bool = True
    """Whether the middle of a long hold is told."""


PLAIN_STYLE = Style()


def compile_timeline(routine: Routine, lexicon: ClipSource, style: Style = PLAIN_STYLE) -> Timeline:
    """Lay out every segment and every cue of a routine with the clips there are."""
    compiler = _Compiler(lexicon, style)
    for number, exercise in enumerate(routine.exercises):
        compiler.add_exercise(number, exercise)
    compiler.add_finish(routine)
    return Timeline(
        routine.title,
        tuple(compiler.segments),
        tuple(sorted(compiler.cues, key=lambda cue: cue.at)),
        tuple(compiler.shortened),
    )


Suspension = tuple[Kind, float, str, Iterator[Script]]


def _gap_before(
    exercise: Exercise, wording: ExercisePhrases, before: Side | None, side: Side, rep: int
) -> Suspension:
    """What lies before a hold: its kind, seconds, text to show and scripts to choose from."""
    if before is None:
        return Kind.PREPARE, exercise.setup_seconds, exercise.instruction, wording.prepare(side)
    if side is before:
        return Kind.RELAX, exercise.relax.seconds, exercise.relax.say, wording.relax(rep)
    if exercise.alternates:
        turn = wording.take_turns(side, rep)
        return Kind.SWITCH, exercise.turn_seconds, side_phrase(side), turn
    switch = wording.switch(side, rep)
    return Kind.SWITCH, exercise.switch_seconds, switch_phrase(side), switch


class _Compiler:
    """The timeline so far; `_now` is where it ends."""

    def __init__(self, lexicon: ClipSource, style: Style) -> None:
        self._style = style
        self.segments: list[Segment] = []
        self.cues: list[Cue] = []
        self.shortened: dict[Shortened, None] = {}
        self._lexicon = lexicon
        self._clip = cache(lexicon.voice)
        self._now = 0.0

    def add_exercise(self, number: int, exercise: Exercise) -> None:
        wording = ExercisePhrases(exercise, self._lexicon, first=number == 0)
        before: Side | None = None
        for side, rep in exercise.turns():
            kind, seconds, text, scripts = _gap_before(exercise, wording, before, side, rep)
            start, hold = self._now, self._now + seconds
            lead_in = self._speak(scripts, self._open(start), hold, kind, exercise.title)
            self._add(kind, seconds, text, start, number, exercise, side, rep)
            entry = max(start, hold - DEFAULT_LEAD_IN) if lead_in is None else lead_in
            self._hold_cues(exercise, wording.say)
            text = exercise.short or exercise.hold.say or exercise.title
            self._add(Kind.HOLD, exercise.hold.seconds, text, entry, number, exercise, side, rep)
            before = side

    def add_finish(self, routine: Routine) -> None:
        last, exercise = self.segments[-1], routine.exercises[-1]
        start = self._now
        scripts = goodbye(routine.finish, exercise.relax.say, self._lexicon)
        chime = self._lexicon.chime(Chime.FINISH)
        end = start + FINISH_SECONDS - (chime.seconds if chime else 0.0)
        self._speak(scripts, self._open(start), end, Kind.FINISH, exercise.title)
        self._chime(Chime.FINISH, end)
        self._add(Kind.FINISH, FINISH_SECONDS, routine.finish, start,
                  last.exercise, exercise, last.side, last.rep)  # fmt: skip

    def _add(
        self,
        kind: Kind,
        seconds: float,
        text: str,
        entry: float,
        number: int,
        exercise: Exercise,
        side: Side,
        rep: int,
    ) -> None:
        start, self._now = self._now, self._now + seconds
        self.segments.append(
            Segment(
                start, self._now, kind, number, exercise.title, side, rep, exercise.reps,
                text, exercise.pose, entry,
            )
        )  # fmt: skip

    def _open(self, start: float) -> float:
        """Chime a gap open; when words may begin."""
        if not self.segments:
            self._chime(Chime.BEGIN, self._style.pre_roll)
            return self._style.pre_roll + AFTER_BEGIN
        self._chime(Chime.RELEASE, start)
        return start + AFTER_RELEASE

    def _hold_cues(self, exercise: Exercise, say: str) -> None:
        start = self._now
        end, middle = start + exercise.hold.seconds, start + exercise.hold.seconds / 2
        self._chime(Chime.HOLD, start)
        quiet = self._say_if_room([say], start + AFTER_HOLD, end - BEFORE_CHIME)
        counted = [(number_phrase(second), end - second) for second in COUNTDOWN]
        long = self._style.half_way and exercise.hold.seconds >= HALF_WAY_FROM
        if long and quiet + BEFORE_LEAD_IN <= middle:
            quiet = self._say_if_room(["Half way."], middle, counted[0][1] - BEFORE_LEAD_IN)
        if quiet + BEFORE_CHIME <= counted[0][1]:
            for phrase, at in counted:
                if self._style.countdown is Countdown.SPOKEN:
                    self._say_if_room([phrase], at, at + 1)
                elif self._style.countdown is Countdown.TICKS:
                    self._chime(Chime.TICK, at)

    def _speak(
        self, scripts: Iterable[Script], start: float, chime: float, kind: Kind, title: str
    ) -> float | None:
        """Say the first script that fits between `start` and `chime`; when its lead-in begins."""
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

    def _say_if_room(self, phrases: Sequence[str], at: float, end: float) -> float:
        """Say it where it ends in time; when it is quiet again."""
        length = self._length(phrases)
        if at + length > end:
            return at
        self._say(phrases, at)
        return at + length

    def _length(self, phrases: Sequence[str]) -> float:
        clips = [clip for clip in map(self._clip, phrases) if clip]
        return sum(clip.seconds for clip in clips) + BETWEEN_PHRASES * max(0, len(clips) - 1)

    def _say(self, phrases: Sequence[str], at: float) -> None:
        for phrase in phrases:
            if clip := self._clip(phrase):
                self.cues.append(Cue(at, clip.seconds, "voice", clip.name, phrase))
                at += clip.seconds + BETWEEN_PHRASES

    def _chime(self, chime: Chime, at: float) -> None:
        if clip := self._lexicon.chime(chime):
            self.cues.append(Cue(at, clip.seconds, "chime", clip.name, chime.value))
