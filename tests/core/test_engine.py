"""Tests that the routine engine follows the clock, however and whenever it is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.clock import FakeClock
from support.routines import Words, calf, lexicons, routine, routines, spoken

from cramp_timer.core.compiler import compile_timeline
from cramp_timer.core.engine import BREATH_SECONDS, Engine, State
from cramp_timer.core.routine import Routine
from cramp_timer.core.side import Side
from cramp_timer.core.timeline import Kind

# Starts: 0 prepare 12 hold 22 relax 27 hold 37 relax 42 hold 52 switch 60 hold 70 ... finish 113
TIMELINE = compile_timeline(routine(calf()), spoken())


def started(restart_holds: bool = True) -> tuple[Engine, FakeClock]:
    clock = FakeClock()
    engine = Engine(TIMELINE, clock, restart_holds=restart_holds)
    engine.start()
    clock.advance(BREATH_SECONDS)
    return engine, clock


def at(position: float, restart_holds: bool = True) -> tuple[Engine, FakeClock]:
    engine, clock = started(restart_holds)
    clock.advance(position)
    return engine, clock


def test_the_engine_stays_ready_at_second_zero_until_it_is_started() -> None:
    clock = FakeClock()
    engine = Engine(TIMELINE, clock)
    clock.advance(100)
    assert (engine.state, engine.position, engine.origin) == (State.READY, 0.0, None)


def test_the_engine_position_follows_the_clock() -> None:
    engine, _ = at(13.25)
    snapshot = engine.snapshot()
    assert snapshot.segment.kind is Kind.HOLD
    assert snapshot.remaining == pytest.approx(8.75)


def test_the_engine_finishes_at_the_end_of_the_routine_and_stays_finished() -> None:
    engine, clock = at(TIMELINE.duration + 500)
    assert (engine.state, engine.position) == (State.FINISHED, TIMELINE.duration)
    clock.advance(500)
    assert engine.snapshot().upcoming is None


def test_a_pause_preserves_fractions_of_a_second() -> None:
    engine, clock = at(24.375)
    engine.pause()
    clock.advance(3600)
    assert engine.state is State.PAUSED
    assert engine.position == pytest.approx(24.375)


def test_resuming_between_holds_continues_from_the_paused_position() -> None:
    engine, clock = at(55.375)
    assert TIMELINE.voice_at(55.375) is None
    engine.pause()
    clock.advance(60)
    engine.resume()
    clock.advance(BREATH_SECONDS + 1)
    assert engine.position == pytest.approx(56.375)


def test_resuming_in_a_hold_repeats_the_lead_in_and_restarts_the_hold() -> None:
    engine, clock = at(17)
    hold = engine.snapshot().segment
    engine.pause()
    engine.resume()
    assert engine.position == pytest.approx(hold.entry)
    clock.advance(BREATH_SECONDS + hold.start - hold.entry + 1e-6)
    assert engine.snapshot().remaining == pytest.approx(10)


def test_resuming_in_a_hold_continues_the_hold_if_restarting_is_turned_off() -> None:
    engine, _ = at(17, restart_holds=False)
    engine.pause()
    engine.resume()
    assert engine.position == pytest.approx(17)


def test_resuming_in_a_spoken_sentence_repeats_it_from_its_first_word() -> None:
    sentence = max(TIMELINE.cues, key=lambda cue: cue.duration)
    engine, _ = at(sentence.at + 1)
    engine.pause()
    engine.resume()
    assert engine.position == pytest.approx(sentence.at)


def test_after_machine_sleep_the_engine_is_paused_where_the_sleep_began() -> None:
    engine, clock = at(13)
    asleep_at = clock()
    clock.advance(8 * 3600)
    engine.pause(at=asleep_at)
    assert engine.state is State.PAUSED
    assert engine.position == pytest.approx(13)


def test_skip_moves_to_the_lead_in_then_to_the_hold_then_past_the_hold() -> None:
    engine, clock = at(3)
    hold = TIMELINE.segments[1]
    engine.skip()
    assert engine.position == pytest.approx(hold.entry)
    clock.advance(BREATH_SECONDS + 0.5)
    engine.skip()
    assert engine.position == pytest.approx(hold.start)
    clock.advance(BREATH_SECONDS)
    engine.skip()
    assert engine.position == pytest.approx(hold.end)


def test_skip_in_the_last_segment_finishes_the_routine() -> None:
    engine, _ = at(TIMELINE.duration - 1)
    engine.skip()
    assert engine.state is State.FINISHED


def test_back_restarts_the_segment_or_right_after_its_start_the_previous_one() -> None:
    engine, _ = at(20)
    engine.back()
    assert engine.position == pytest.approx(TIMELINE.segments[1].entry)
    engine, _ = at(23)
    engine.back()
    assert engine.position == pytest.approx(TIMELINE.segments[1].entry)


def test_skip_while_paused_moves_the_position_and_stays_paused() -> None:
    engine, _ = at(3)
    engine.pause()
    engine.skip()
    assert (engine.state, engine.position) == (State.PAUSED, TIMELINE.segments[1].entry)


def test_a_stopped_engine_ignores_all_further_keys() -> None:
    engine, clock = at(3)
    for key in (engine.stop, engine.resume, engine.start, engine.skip, engine.back):
        key()
        clock.advance(10)
    assert engine.state is State.STOPPED
    assert engine.position == pytest.approx(3)


def test_adding_reps_does_not_disturb_the_hold_in_progress() -> None:
    engine, _ = at(29)
    engine.replace(compile_timeline(routine(calf(reps=5)), spoken()))
    snapshot = engine.snapshot()
    assert (snapshot.segment.rep, snapshot.segment.reps) == (2, 5)
    assert snapshot.remaining == pytest.approx(8)


def test_adding_reps_on_the_second_leg_stays_on_the_second_leg() -> None:
    engine, clock = at(63)
    engine.replace(compile_timeline(routine(calf(reps=4)), spoken()))
    snapshot = engine.snapshot()
    assert (snapshot.segment.side, snapshot.segment.rep) == (Side.RIGHT, 1)
    assert snapshot.remaining == pytest.approx(7)
    clock.advance(2)
    assert engine.snapshot().remaining == pytest.approx(5)


def test_a_rep_added_after_the_last_release_is_performed_next() -> None:
    engine, clock = at(TIMELINE.duration - 7)
    assert engine.snapshot().segment.kind is Kind.FINISH
    engine.replace(compile_timeline(routine(calf(reps=4)), spoken()))
    snapshot = engine.snapshot()
    assert (snapshot.segment.kind, snapshot.segment.rep) == (Kind.RELAX, 4)
    clock.advance(snapshot.remaining)
    assert engine.snapshot().segment.kind is Kind.HOLD


@pytest.mark.parametrize("restart_holds", [True, False])
def test_a_hold_during_which_reps_are_changed_counts_once(restart_holds: bool) -> None:
    engine, clock = at(17, restart_holds)
    engine.replace(compile_timeline(routine(calf(reps=4)), spoken()))
    engine.replace(TIMELINE)
    clock.advance(6)
    assert [hold.rep for span in engine.played() for hold in span.holds()] == [1]
    assert sum(span.end - span.start for span in engine.played()) == pytest.approx(23)


def test_only_holds_completed_to_their_end_are_counted_as_played() -> None:
    engine, clock = at(17)  # five seconds into the first hold
    engine.pause()
    engine.resume()
    clock.advance(BREATH_SECONDS + 20)
    engine.skip()
    held = [hold.rep for span in engine.played() for hold in span.holds()]
    assert held == [1]


def test_a_hold_that_was_paused_and_continued_counts_once() -> None:
    engine, clock = at(17, restart_holds=False)
    engine.pause()
    engine.resume()
    clock.advance(BREATH_SECONDS + 6)
    assert [hold.rep for span in engine.played() for hold in span.holds()] == [1]


KEYS = ("pause", "resume", "skip", "back", "snapshot", "stop", "more")


@given(
    routines(),
    lexicons(),
    st.lists(st.tuples(st.sampled_from(KEYS), st.floats(0, 60)), max_size=20),
    st.booleans(),
)
def test_any_sequence_of_keys_leaves_the_engine_position_within_the_routine(
    any_routine: Routine, words: Words, keys: list[tuple[str, float]], waits: bool
) -> None:
    reps, timeline = any_routine, compile_timeline(any_routine, words)
    clock = FakeClock()
    engine = Engine(timeline, clock, waits=waits)
    engine.start()
    for key, seconds in keys:
        clock.advance(seconds)
        if key == "more":
            more = [each.model_copy(update={"reps": each.reps + 1}) for each in reps.exercises]
            reps = reps.model_copy(update={"exercises": tuple(more)})
            timeline = compile_timeline(reps, words)
            engine.replace(timeline)
        else:
            getattr(engine, key)()
        snapshot = engine.snapshot()
        assert 0 <= snapshot.position <= timeline.duration
        assert snapshot.segment.start <= snapshot.position <= snapshot.segment.end
        assert (engine.origin is None) == (engine.state is not State.RUNNING)
        assert not snapshot.waiting or (waits and snapshot.position in timeline.gates)


@given(st.lists(st.floats(0, 30), max_size=40))
def test_reading_the_engine_late_twice_or_never_does_not_change_its_position(
    looks: list[float],
) -> None:
    looked_at, clock = started()
    for seconds in looks:
        clock.advance(seconds)
        first = looked_at.snapshot()
        assert looked_at.snapshot() == first
    left_alone, other = started()
    other.advance(sum(looks))
    assert left_alone.position == pytest.approx(looked_at.position)


@given(st.lists(st.tuples(st.floats(0, 20), st.floats(0, 20)), max_size=10))
def test_time_spent_paused_is_not_counted_as_played(runs: list[tuple[float, float]]) -> None:
    engine, clock = started(restart_holds=False)
    for run, rest in runs:
        clock.advance(run)
        engine.pause()
        position = engine.position
        clock.advance(rest)
        assert engine.position == position
        engine.resume()
    played = sum(span.end - span.start for span in engine.played())
    assert played <= sum(run for run, _ in runs) + 1e-6
