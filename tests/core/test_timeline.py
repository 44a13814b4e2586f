"""What every timeline keeps to, whatever the routine and however long the words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from support.routines import Words, calf, lexicons, routine, routines, spoken

from cramp_timer.audio.voice.pack import Pack, built_in_folder
from cramp_timer.core.compiler import compile_timeline
from cramp_timer.core.routine import Routine
from cramp_timer.core.side import Side
from cramp_timer.core.timeline import Kind, Segment, Timeline
from cramp_timer.library import catalog

TINY = 1e-6


def holds(timeline: Timeline) -> list[Segment]:
    return [segment for segment in timeline.segments if segment.kind is Kind.HOLD]


@given(routines(), lexicons())
def test_segments_touch_and_rise(any_routine: Routine, words: Words) -> None:
    timeline = compile_timeline(any_routine, words)
    assert timeline.segments[0].start == 0
    assert all(one.end == two.start for one, two in pairwise(timeline.segments))
    assert all(segment.seconds > 0 for segment in timeline.segments)


@given(routines(), lexicons())
def test_the_duration_is_the_sum_and_what_the_routine_says(
    any_routine: Routine, words: Words
) -> None:
    timeline = compile_timeline(any_routine, words)
    total = sum(segment.seconds for segment in timeline.segments)
    assert timeline.duration == pytest.approx(total) == pytest.approx(any_routine.seconds)


@given(routines(), lexicons())
def test_every_hold_lasts_what_the_routine_says(any_routine: Routine, words: Words) -> None:
    for hold in holds(compile_timeline(any_routine, words)):
        wanted = any_routine.exercises[hold.exercise].hold.seconds
        assert hold.seconds == pytest.approx(wanted, abs=TINY)


@given(routines(), lexicons())
def test_there_are_as_many_holds_as_reps_times_sides(any_routine: Routine, words: Words) -> None:
    wanted = sum(exercise.reps * len(exercise.sides) for exercise in any_routine.exercises)
    assert len(holds(compile_timeline(any_routine, words))) == wanted


@given(routines(), lexicons())
def test_two_voices_never_overlap(any_routine: Routine, words: Words) -> None:
    voices = [cue for cue in compile_timeline(any_routine, words).cues if cue.kind == "voice"]
    assert all(one.end <= two.at + TINY for one, two in pairwise(voices))


@given(routines(), lexicons())
def test_words_end_in_the_segment_in_which_they_begin(any_routine: Routine, words: Words) -> None:
    timeline = compile_timeline(any_routine, words)
    for cue in timeline.cues:
        if cue.kind == "voice":
            assert cue.end <= timeline.segments[timeline.index_at(cue.at)].end + TINY


@given(routines(), lexicons())
def test_no_cue_outlasts_its_routine(any_routine: Routine, words: Words) -> None:
    timeline = compile_timeline(any_routine, words)
    assert all(cue.end <= timeline.duration + TINY for cue in timeline.cues)
    assert [cue.at for cue in timeline.cues] == sorted(cue.at for cue in timeline.cues)


@given(routines(), lexicons())
def test_every_hold_starts_on_its_chime_and_ends_on_the_release(
    any_routine: Routine, words: Words
) -> None:
    timeline = compile_timeline(any_routine, words)
    chimes = {(cue.at, cue.text) for cue in timeline.cues if cue.kind == "chime"}
    if chimes:
        for hold in holds(timeline):
            assert {(hold.start, "hold"), (hold.end, "release")} <= chimes


@given(routines(), lexicons())
def test_a_hold_is_entered_within_what_lies_before_it(any_routine: Routine, words: Words) -> None:
    segments = compile_timeline(any_routine, words).segments
    for before, segment in pairwise(segments):
        if segment.kind is Kind.HOLD:
            assert before.start <= segment.entry <= segment.start


@given(routines(), lexicons())
def test_where_legs_take_turns_each_rests_as_long_as_it_should(
    any_routine: Routine, words: Words
) -> None:
    for number, exercise in enumerate(any_routine.exercises):
        if exercise.alternates:
            timeline = compile_timeline(any_routine, words)
            for side in (Side.LEFT, Side.RIGHT):
                own = [h for h in holds(timeline) if (h.exercise, h.side) == (number, side)]
                rests = [two.start - one.end for one, two in pairwise(own)]
                assert all(rest >= exercise.relax.seconds - TINY for rest in rests)


def test_nobody_rests_after_the_last_rep() -> None:
    timeline = compile_timeline(routine(calf(side=Side.BOTH)), spoken())
    kinds = [segment.kind.value for segment in timeline.segments]
    assert kinds == ["prepare", "hold", "relax", "hold", "relax", "hold", "finish"]


def test_each_side_is_left_then_a_switch_then_right() -> None:
    segments = compile_timeline(routine(calf(reps=1)), spoken()).segments
    seen = [(segment.kind.value, segment.side.value) for segment in segments]
    assert seen == [
        ("prepare", "left"), ("hold", "left"), ("switch", "right"), ("hold", "right"),
        ("finish", "right"),
    ]  # fmt: skip


def test_the_leg_is_named_whenever_it_changes() -> None:
    for order in ("one-side-first", "alternating"):
        timeline = compile_timeline(routine(calf(order=order)), spoken())
        for segment in timeline.segments:
            if segment.kind in (Kind.PREPARE, Kind.SWITCH):
                said = [cue.text for cue in timeline.cues if segment.start <= cue.at < segment.end]
                assert any(f"{segment.side.value} leg." in text.lower() for text in said)


def test_what_does_not_fit_is_shortened_and_noted() -> None:
    lengths = {"Calf.": 1.0, "Left leg.": 1.0, "Stand near the wall and lean.": 30.0}
    timeline = compile_timeline(routine(calf(short="Stand near.")), Words(lengths))
    assert "Stand near the wall and lean." not in {cue.text for cue in timeline.cues}
    assert {"Calf.", "Left leg."} <= {cue.text for cue in timeline.cues}
    assert any("Stand near the wall" in note.wanted for note in timeline.shortened)


def test_an_exercise_without_clips_still_makes_sense_by_ear() -> None:
    strange = calf(
        title="Own idea", instruction="Never heard.", hold={"seconds": 8.0, "lead_in": "Go, go."}
    )
    timeline = compile_timeline(routine(strange), spoken())
    said = [cue.text for cue in timeline.cues if cue.kind == "voice"]
    assert said[:4] == ["First exercise.", "Left leg.", "One of three.", "Get ready."]


@pytest.mark.parametrize("name", catalog.names())
def test_the_built_in_routines_say_everything_that_they_want_to_say(name: str) -> None:
    pack = Pack(built_in_folder())
    for exercise in catalog.load(name).exercises:
        texts = (exercise.instruction, exercise.hold.lead_in, exercise.hold.say, exercise.relax.say)
        assert all(pack.voice(text) for text in texts if text)
    timeline = compile_timeline(catalog.load(name), pack)
    # Only the release word gives way, and only where legs take turns: its chime is heard.
    assert all(note.wanted.endswith(note.said) for note in timeline.shortened)


def test_the_wall_stretch_is_the_seeds_own() -> None:
    timeline = compile_timeline(catalog.load("wall-stretch"), Pack(built_in_folder()))
    lengths = [(s.kind.value, s.seconds) for s in timeline.segments if s.kind != "prepare"]
    ten, five = ("hold", 10), ("relax", 5)
    assert lengths[:-1] == [ten, five, ten, five, ten]


def test_the_trial_fits_the_three_minutes_of_its_paper() -> None:
    timeline = compile_timeline(catalog.load("trial"), Pack(built_in_folder()))
    every = holds(timeline)
    assert len(every) == 12
    assert every[-1].end - every[0].start <= 180


def test_ten_seconds_are_counted_down_on_the_second() -> None:
    timeline = compile_timeline(catalog.load("wall-stretch"), Pack(built_in_folder()))
    hold = holds(timeline)[0]
    said = {cue.at: cue.text for cue in timeline.cues}
    assert [said.get(hold.end - left) for left in (3, 2, 1)] == ["Three.", "Two.", "One."]
