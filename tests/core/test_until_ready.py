"""Tests of a set-up that ends when the person is ready: by a key, by itself, or never."""

from __future__ import annotations

import pytest
from support.clock import FakeClock
from support.routines import Words, calf
from support.sound import RecordingSpeaker

from cramp_timer.audio.voice.pack import Pack
from cramp_timer.core.compiler import Style, compile_timeline
from cramp_timer.core.engine import BREATH_SECONDS, Engine, State
from cramp_timer.core.phrases import REMINDER_SECONDS
from cramp_timer.core.routine import Hold, Routine
from cramp_timer.core.timeline import Kind
from cramp_timer.languages.folder import wording
from cramp_timer.library import catalog
from cramp_timer.sessions.routine_session import RoutineSession

READY, REMINDER, DONE = wording().when_there, wording().ten_seconds, wording().when_done


def session(pack: Pack, clock: FakeClock, *, waits: bool = False) -> RoutineSession:
    made = RoutineSession(
        catalog.load("bedtime"), pack, RecordingSpeaker(), clock, waits=waits, restart_holds=True
    )
    made.start()
    clock.advance(BREATH_SECONDS)
    return made


@pytest.mark.parametrize("name", ["bedtime", "calf-hamstring"])
def test_the_voice_says_what_it_waits_for_and_when_ten_seconds_are_left(
    pack: Pack, name: str
) -> None:
    timeline = compile_timeline(catalog.load(name), pack)
    for segment, gate in zip(
        (each for each in timeline.segments if each.waits), timeline.gates, strict=True
    ):
        said = {cue.text: cue.at for cue in timeline.cues if segment.start <= cue.at < gate}
        assert READY in said
        assert gate - said[REMINDER] == pytest.approx(REMINDER_SECONDS)


def test_a_recording_asks_for_no_key_but_announces_the_last_ten_seconds(pack: Pack) -> None:
    timeline = compile_timeline(catalog.load("bedtime"), pack, Style(keys=False))
    said = [cue.text for cue in timeline.cues]
    assert READY not in said
    assert REMINDER in said


def test_without_a_key_the_routine_goes_on_by_itself(pack: Pack, clock: FakeClock) -> None:
    going = session(pack, clock)
    assert going.is_getting_ready()
    clock.advance(going.engine.timeline.duration)
    assert going.engine.state is State.FINISHED


def test_a_key_goes_straight_to_the_lead_in_of_the_first_hold(pack: Pack, clock: FakeClock) -> None:
    going = session(pack, clock)
    going.skip()
    (gate, *_) = going.engine.timeline.gates
    assert going.engine.position == pytest.approx(gate, abs=BREATH_SECONDS)
    assert not going.is_getting_ready()


def test_with_the_wait_setting_it_stands_still_until_a_key_and_says_so_now_and_then(
    pack: Pack, clock: FakeClock
) -> None:
    going = session(pack, clock, waits=True)
    (gate, *_) = going.engine.timeline.gates
    for _ in range(600):
        clock.advance(1.0)
        going.poll()
    assert going.engine.snapshot().waiting
    assert going.engine.position == gate
    assert isinstance(going.output, RecordingSpeaker)
    reminders = [score for score, _ in going.output.asked if len(score) == 1]
    assert len(reminders) >= 15
    going.skip()
    clock.advance(5.0)
    assert going.engine.position > gate
    assert not going.engine.snapshot().waiting


def test_without_a_voice_no_key_is_asked_for_and_the_set_up_ends_by_itself() -> None:
    exercise = calf(setup="until-ready")
    timeline = compile_timeline(Routine(title="Any", exercises=(exercise,)), Words({}))
    assert timeline.segments[0].waits
    assert not [cue for cue in timeline.cues if cue.text == READY]


def heel_raises() -> Routine:
    """Two sets of heel raises, each ended by a key or by a minute."""
    hold = Hold(seconds=60, pace="until-ready", lead_in="Lean in.", say="Ten heel raises.")
    return Routine(title="Any", exercises=(calf(side="both", reps=2, hold=hold),))


def test_a_self_paced_step_says_which_key_ends_it_and_when_ten_seconds_are_left() -> None:
    spoken = Words({"Ten heel raises.": 1.0, DONE: 2.0, REMINDER: 1.0, "Three.": 0.5})
    timeline = compile_timeline(heel_raises(), spoken)
    (first, _) = [each for each in timeline.segments if each.kind is Kind.HOLD]
    said = {c.text: c.at for c in timeline.cues if first.start <= c.at < first.end}
    assert [*said] == ["hold", "Ten heel raises.", DONE, REMINDER]  # and no countdown
    assert first.end - said[REMINDER] == pytest.approx(REMINDER_SECONDS)


def test_a_self_paced_step_that_a_key_ends_counts_as_done() -> None:
    clock = FakeClock()
    engine = Engine(compile_timeline(heel_raises(), Words({})), clock)
    engine.start()
    (first, _) = [each for each in engine.timeline.segments if each.kind is Kind.HOLD]
    clock.advance(BREATH_SECONDS + first.start + 20)
    engine.skip()
    assert engine.snapshot().segment.kind is Kind.RELAX
    assert [hold.rep for span in engine.played() for hold in span.holds()] == [1]
    clock.advance(BREATH_SECONDS + 200)  # the second set ends by itself
    assert engine.state is State.FINISHED
    assert [hold.rep for span in engine.played() for hold in span.holds()] == [1, 2]


def test_with_the_wait_setting_a_self_paced_step_stands_still_at_its_end() -> None:
    clock = FakeClock()
    engine = Engine(compile_timeline(heel_raises(), Words({})), clock, waits=True)
    engine.start()
    clock.advance(1000)
    snapshot = engine.snapshot()
    assert (snapshot.waiting, snapshot.segment.kind, snapshot.remaining) == (True, Kind.HOLD, 0.0)
    engine.skip()
    clock.advance(BREATH_SECONDS + 1)
    assert engine.snapshot().segment.kind is Kind.RELAX
    assert [hold.rep for span in engine.played() for hold in span.holds()] == [1]


def test_a_long_wait_counts_no_hold_that_has_not_been_led(pack: Pack, clock: FakeClock) -> None:
    going = session(pack, clock, waits=True)
    clock.advance(500.0)
    going.skip()
    clock.advance(BREATH_SECONDS)
    assert not [hold for span in going.engine.played() for hold in span.holds()]


def test_what_waits_without_end_announces_no_end(pack: Pack) -> None:
    timeline = compile_timeline(catalog.load("bedtime"), pack, Style(waits=True))
    said = [cue.text for cue in timeline.cues]
    assert READY in said
    assert REMINDER not in said
