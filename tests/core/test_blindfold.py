"""Tests that one who only hears never has to doubt: what comes, which leg, and that it goes on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cramp_timer.audio.voice.pack import Pack, built_in_folder
from cramp_timer.core.advice import ReplyKeys, Track, coaching_track, eased_track
from cramp_timer.core.compiler import Style, compile_timeline
from cramp_timer.core.profile import Profile
from cramp_timer.core.soft_ticks import LONGEST_SILENCE
from cramp_timer.core.timeline import Cue, Kind, Timeline
from cramp_timer.guide.texts import advice
from cramp_timer.library import catalog

PACK = Pack(built_in_folder())
STYLE = Style(soft_ticks=True)
PROFILE = Profile(pregnant=False, falls=False, numb_feet=False)
SELF_PACED = {"foot-exercise", "day-flex"}
"""Routines of quick movements by the chimes, in which words would come too fast."""


def timeline_of(name: str) -> Timeline:
    return compile_timeline(catalog.load(name), PACK, STYLE)


def silences(cues: tuple[Cue, ...], end: float) -> Iterator[tuple[float, float]]:
    """Yield each silence that is longer than allowed: its beginning and its length."""
    quiet = cues[0].at
    for cue in cues:
        if cue.at - quiet > LONGEST_SILENCE + 0.01:
            yield quiet, cue.at - quiet
        quiet = max(quiet, cue.end)
    if end - quiet > LONGEST_SILENCE + 0.01:
        yield quiet, end - quiet


def said(timeline: Timeline, start: float, end: float) -> str:
    return " ".join(cue.text for cue in timeline.cues if start <= cue.at < end)


@pytest.mark.parametrize("name", catalog.names())
def test_no_routine_is_silent_for_longer_than_eight_seconds(name: str) -> None:
    timeline = timeline_of(name)
    assert list(silences(timeline.cues, timeline.duration)) == []


@pytest.mark.parametrize("keys", ReplyKeys)
def test_the_coaching_in_a_cramp_is_never_silent_for_longer_than_eight_seconds(
    keys: ReplyKeys,
) -> None:
    track = coaching_track(advice(), PACK, profile=PROFILE, keys=keys)
    assert list(silences(track.cues, track.seconds)) == []


@pytest.mark.parametrize("name", catalog.names())
def test_every_hold_of_one_leg_is_announced_with_its_leg(name: str) -> None:
    timeline = timeline_of(name)
    for before, hold in zip(timeline.segments, timeline.segments[1:], strict=False):
        named = hold.side.value in ("left", "right") and name not in SELF_PACED
        if hold.kind is Kind.HOLD and named and before.kind is not Kind.HOLD:
            text = said(timeline, before.start, hold.start).lower()
            assert f"{hold.side.value} leg" in text, (hold.start, text)


@pytest.mark.parametrize("name", sorted({*catalog.names()} - SELF_PACED))
def test_every_hold_ends_with_a_spoken_release(name: str) -> None:
    timeline = timeline_of(name)
    for hold, after in zip(timeline.segments, timeline.segments[1:], strict=False):
        if hold.kind is Kind.HOLD:
            assert "And release." in said(timeline, hold.end, after.end), hold.end


@pytest.mark.parametrize("name", sorted({*catalog.names()} - SELF_PACED))
def test_every_hold_of_several_is_counted_before_it_begins(name: str) -> None:
    timeline = timeline_of(name)
    for before, hold in zip(timeline.segments, timeline.segments[1:], strict=False):
        if hold.kind is Kind.HOLD and hold.reps > 1:
            text = said(timeline, before.start, hold.start).lower()
            assert "number" in text or "last one" in text, (hold.start, text)


def test_what_comes_is_told_before_one_has_to_move() -> None:
    assert "First the wall, then in bed." in said(timeline_of("bedtime"), 0, 10)
    assert "Now stand up slowly." in said(timeline_of("bedtime"), 0, 60)
    assert "You will need a towel." in said(timeline_of("seated"), 0, 10)


@pytest.mark.parametrize("late", [False, True])
def test_after_a_cramp_has_eased_it_is_told_how_to_hear_the_signs_and_that_it_is_over(
    late: bool,
) -> None:
    track: Track = eased_track(
        advice(), PACK, profile=PROFILE, late=late, not_before=False, keys=ReplyKeys.ANY
    )
    texts = [cue.text for cue in track.cues]
    assert "You will hear the warning signs." in texts
    assert texts[-2:] == ["That is all.", "Sleep well."]


def test_ticks_are_a_setting() -> None:
    plain = compile_timeline(catalog.load("calf-hamstring"), PACK)
    assert list(silences(plain.cues, plain.duration))
