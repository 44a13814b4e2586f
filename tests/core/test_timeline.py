"""Tests the rules of every compiled timeline, for any routine and any length of its phrases."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from support.routines import Words, calf, lexicons, routine, routines, spoken

from cramp_timer.audio.voice.pack import Pack, built_in_folder
from cramp_timer.core.compiler import compile_timeline
from cramp_timer.core.phrases import spoken_as
from cramp_timer.core.routine import Routine
from cramp_timer.core.side import Side
from cramp_timer.core.timeline import Kind, Segment, Timeline
from cramp_timer.library import catalog

TINY = 1e-6


def holds(timeline: Timeline) -> list[Segment]:
    return [segment for segment in timeline.segments if segment.kind is Kind.HOLD]


@given(routines(), lexicons())
def test_timeline_segments_follow_each_other_without_gap_or_overlap(
    any_routine: Routine, words: Words
) -> None:
    timeline = compile_timeline(any_routine, words)
    assert timeline.segments[0].start == 0
    assert all(one.end == two.start for one, two in pairwise(timeline.segments))
    assert all(segment.seconds > 0 for segment in timeline.segments)


@given(routines(), lexicons())
def test_timeline_duration_equals_the_sum_of_segments_and_the_routine_length(
    any_routine: Routine, words: Words
) -> None:
    timeline = compile_timeline(any_routine, words)
    total = sum(segment.seconds for segment in timeline.segments)
    assert timeline.duration == pytest.approx(total) == pytest.approx(any_routine.seconds)


@given(routines(), lexicons())
def test_every_hold_lasts_as_long_as_the_routine_says(any_routine: Routine, words: Words) -> None:
    for hold in holds(compile_timeline(any_routine, words)):
        wanted = any_routine.exercises[hold.exercise].hold.seconds
        assert hold.seconds == pytest.approx(wanted, abs=TINY)


@given(routines(), lexicons())
def test_a_timeline_has_one_hold_for_each_rep_of_each_side_in_each_set(
    any_routine: Routine, words: Words
) -> None:
    wanted = sum(each.sets * each.reps * len(each.sides) for each in any_routine.exercises)
    assert len(holds(compile_timeline(any_routine, words))) == wanted


@given(routines(), lexicons())
def test_two_voice_cues_never_overlap(any_routine: Routine, words: Words) -> None:
    voices = [cue for cue in compile_timeline(any_routine, words).cues if cue.kind == "voice"]
    assert all(one.end <= two.at + TINY for one, two in pairwise(voices))


@given(routines(), lexicons())
def test_a_voice_cue_ends_in_the_segment_in_which_it_begins(
    any_routine: Routine, words: Words
) -> None:
    timeline = compile_timeline(any_routine, words)
    for cue in timeline.cues:
        if cue.kind == "voice":
            assert cue.end <= timeline.segments[timeline.index_at(cue.at)].end + TINY


@given(routines(), lexicons())
def test_cues_are_in_order_and_end_before_the_routine_does(
    any_routine: Routine, words: Words
) -> None:
    timeline = compile_timeline(any_routine, words)
    assert all(cue.end <= timeline.duration + TINY for cue in timeline.cues)
    assert [cue.at for cue in timeline.cues] == sorted(cue.at for cue in timeline.cues)


@given(routines(), lexicons())
def test_every_hold_starts_on_the_hold_chime_and_ends_on_the_release_chime(
    any_routine: Routine, words: Words
) -> None:
    timeline = compile_timeline(any_routine, words)
    chimes = {(cue.at, cue.text) for cue in timeline.cues if cue.kind == "chime"}
    if chimes:
        for hold in holds(timeline):
            assert {(hold.start, "hold"), (hold.end, "release")} <= chimes


@given(routines(), lexicons())
def test_the_entry_point_of_a_hold_lies_in_the_segment_before_it(
    any_routine: Routine, words: Words
) -> None:
    segments = compile_timeline(any_routine, words).segments
    for before, segment in pairwise(segments):
        if segment.kind is Kind.HOLD:
            assert before.start <= segment.entry <= segment.start


@given(routines(), lexicons())
def test_alternating_legs_each_rest_at_least_as_long_as_the_exercise_says(
    any_routine: Routine, words: Words
) -> None:
    for number, exercise in enumerate(any_routine.exercises):
        if exercise.alternates:
            timeline = compile_timeline(any_routine, words)
            for side in (Side.LEFT, Side.RIGHT):
                own = [h for h in holds(timeline) if (h.exercise, h.side) == (number, side)]
                rests = [two.start - one.end for one, two in pairwise(own)]
                assert all(rest >= exercise.relax.seconds - TINY for rest in rests)


def test_no_relax_segment_follows_the_last_rep() -> None:
    timeline = compile_timeline(routine(calf(side=Side.BOTH)), spoken())
    kinds = [segment.kind.value for segment in timeline.segments]
    assert kinds == ["prepare", "hold", "relax", "hold", "relax", "hold", "finish"]


def test_an_exercise_for_each_side_runs_left_then_a_switch_then_right() -> None:
    segments = compile_timeline(routine(calf(reps=1)), spoken()).segments
    seen = [(segment.kind.value, segment.side.value) for segment in segments]
    assert seen == [
        ("prepare", "left"), ("hold", "left"), ("switch", "right"), ("hold", "right"),
        ("finish", "right"),
    ]  # fmt: skip


def test_sets_follow_each_other_after_a_rest_that_names_the_set_and_the_leg() -> None:
    timeline = compile_timeline(routine(calf(reps=1, sets=3, rest=30)), spoken())
    seen = [(each.kind.value, each.set, each.side.value) for each in timeline.segments]
    pair = ["hold", "switch", "hold"]
    assert [kind for kind, _, _ in seen] == [
        "prepare",
        *pair,
        "rest",
        *pair,
        "rest",
        *pair,
        "finish",
    ]
    rests = [segment for segment in timeline.segments if segment.kind is Kind.REST]
    assert [(rest.seconds, rest.set, rest.side) for rest in rests] == [
        (30, 2, Side.LEFT),
        (30, 3, Side.LEFT),
    ]
    said = [
        [
            cue.text
            for cue in timeline.cues
            if rest.start <= cue.at < rest.end and cue.text[0].isupper()
        ]
        for rest in rests
    ]
    assert said == [
        ["And release.", "Now rest.", "Set two.", "Left leg.", "Lean in."],
        ["And release.", "Now rest.", "Last set.", "Left leg.", "Lean in."],
    ]


def test_the_leg_is_named_whenever_it_changes() -> None:
    for order in ("one-side-first", "alternating"):
        timeline = compile_timeline(routine(calf(order=order)), spoken())
        for segment in timeline.segments:
            if segment.kind in (Kind.PREPARE, Kind.SWITCH):
                said = [cue.text for cue in timeline.cues if segment.start <= cue.at < segment.end]
                assert any(f"{segment.side.value} leg." in text.lower() for text in said)


def test_a_phrase_too_long_for_its_segment_is_shortened_and_reported() -> None:
    lengths = {"Calf.": 1.0, "Left leg.": 1.0, "Stand near the wall and lean.": 30.0}
    timeline = compile_timeline(routine(calf(short="Stand near.")), Words(lengths))
    assert "Stand near the wall and lean." not in {cue.text for cue in timeline.cues}
    assert {"Calf.", "Left leg."} <= {cue.text for cue in timeline.cues}
    assert any("Stand near the wall" in note.wanted for note in timeline.shortened)


def test_an_exercise_without_voice_clips_is_announced_with_generic_phrases() -> None:
    strange = calf(
        title="Own idea", instruction="Never heard.", hold={"seconds": 8.0, "lead_in": "Go, go."}
    )
    timeline = compile_timeline(routine(strange), spoken())
    said = [cue.text for cue in timeline.cues if cue.kind == "voice"]
    assert said[:4] == ["First exercise.", "Left leg.", "Number one.", "Get ready."]


@pytest.mark.parametrize("name", catalog.names())
def test_built_in_routines_have_all_voice_clips_and_shorten_only_release_words(name: str) -> None:
    pack = Pack(built_in_folder())
    for exercise in catalog.load(name).exercises:
        texts = (exercise.instruction, exercise.hold.lead_in, exercise.hold.say, exercise.relax.say)
        assert all(spoken_as(text, pack) for text in texts if text)
    timeline = compile_timeline(catalog.load(name), pack)
    # Only release words are dropped, and only where legs alternate: their chime is still heard.
    assert all(note.wanted.lower().endswith(note.said.lower()) for note in timeline.shortened)


def test_the_wall_stretch_has_three_ten_second_holds_with_five_second_rests() -> None:
    timeline = compile_timeline(catalog.load("wall-stretch"), Pack(built_in_folder()))
    lengths = [(s.kind.value, s.seconds) for s in timeline.segments if s.kind != "prepare"]
    ten, five = ("hold", 10), ("relax", 5)
    assert lengths[:-1] == [ten, five, ten, five, ten]


@pytest.mark.parametrize(("name", "count"), [("calf-hamstring", 12), ("calf-hamstring-seated", 6)])
def test_the_calf_and_hamstring_routines_hold_ten_seconds_and_leave_time_to_change_legs(
    name: str, count: int
) -> None:
    timeline = compile_timeline(catalog.load(name), Pack(built_in_folder()))
    assert [hold.seconds for hold in holds(timeline)] == [10.0] * count
    changes = [each.seconds for each in timeline.segments if each.kind is Kind.SWITCH]
    assert min(changes) >= 8


def test_a_ten_second_hold_counts_down_three_two_one_on_the_second() -> None:
    timeline = compile_timeline(catalog.load("wall-stretch"), Pack(built_in_folder()))
    hold = holds(timeline)[0]
    said = {cue.at: cue.text for cue in timeline.cues}
    assert [said.get(hold.end - left) for left in (3, 2, 1)] == ["Three.", "Two.", "One."]
