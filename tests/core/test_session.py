"""Tests that every change of a routine session is passed on to the sound."""

from __future__ import annotations

import pytest
from support.clock import FakeClock
from support.sound import RecordingSpeaker

from cramp_timer.audio.output import change_volume
from cramp_timer.audio.score import TimedClip
from cramp_timer.audio.voice.pack import Pack
from cramp_timer.core.engine import BREATH_SECONDS, State
from cramp_timer.core.summary import sentences
from cramp_timer.core.timeline import Kind
from cramp_timer.library import catalog
from cramp_timer.sessions.routine_session import PAUSED_TIMES, RoutineSession

TICK = (TimedClip(0.0, "tick.wav"),)


@pytest.fixture
def session(pack: Pack, sound: RecordingSpeaker, clock: FakeClock) -> RoutineSession:
    made = RoutineSession(catalog.load("wall-stretch"), pack, sound, clock)
    made.start()
    clock.advance(BREATH_SECONDS)
    return made


def test_the_speaker_receives_every_cue_and_the_clock_time_of_second_zero(
    session: RoutineSession, sound: RecordingSpeaker, clock: FakeClock
) -> None:
    score, origin = sound.asked[-1]
    assert origin == clock()
    assert [note.at for note in score] == [cue.at for cue in session.engine.timeline.cues]


def test_a_pause_is_announced_and_resuming_schedules_the_whole_score_again(
    session: RoutineSession, sound: RecordingSpeaker, clock: FakeClock
) -> None:
    clock.advance(30)
    session.pause_or_resume()
    (note,) = sound.asked[-1][0]
    assert note.file.endswith("paused.mp3")
    clock.advance(60)
    session.pause_or_resume()
    score, origin = sound.asked[-1]
    assert len(score) == len(session.engine.timeline.cues)
    assert origin == clock() + BREATH_SECONDS - session.engine.position


def test_an_added_rep_appears_in_the_session_snapshot_and_in_the_score(
    session: RoutineSession, sound: RecordingSpeaker
) -> None:
    before = sound.asked[-1][0]
    assert session.change_reps(1)
    assert session.poll().segment.reps == 4
    assert len(sound.asked[-1][0]) > len(before)


def test_a_rep_that_has_begun_cannot_be_removed(session: RoutineSession, clock: FakeClock) -> None:
    clock.advance(28 + 15 + 2)
    assert session.poll().segment.rep == 2
    assert session.change_reps(-1)
    assert not session.change_reps(-1)
    assert session.poll().segment.reps == 2


def test_a_rep_count_above_the_limit_of_a_routine_is_refused(session: RoutineSession) -> None:
    assert not session.change_reps(10_000)


def test_volume_stays_between_0_and_100_and_changing_it_unmutes_the_sound(
    session: RoutineSession, sound: RecordingSpeaker
) -> None:
    assert change_volume(session.output, 500, TICK) == 100
    assert change_volume(session.output, -500, TICK) == 0
    sound.muted = True
    change_volume(session.output, 10, TICK)
    assert not sound.muted
    assert sound.touched == [TICK] * 3


def test_a_stopped_session_is_silent(session: RoutineSession, sound: RecordingSpeaker) -> None:
    session.stop()
    assert sound.asked[-1] == ((), None)
    assert session.engine.state is State.STOPPED


def test_the_session_summary_lists_completed_holds_and_their_seconds(
    session: RoutineSession, clock: FakeClock
) -> None:
    clock.advance(1000)
    assert list(sentences(session.summary())) == [
        "Done: Wall stretch, 1:16.",
        "Wall stretch: 3 holds, 30 s held.",
    ]


def test_the_session_summary_of_a_single_hold_uses_the_singular(
    session: RoutineSession, clock: FakeClock
) -> None:
    clock.advance(40)
    session.stop()
    assert list(sentences(session.summary())) == [
        "Stopped early: Wall stretch, 0:40.",
        "Wall stretch: 1 hold, 10 s held.",
    ]


def test_more_reps_leave_every_chime_at_its_hold(
    session: RoutineSession, sound: RecordingSpeaker, clock: FakeClock
) -> None:
    clock.advance(45)
    for _ in range(3):
        assert session.change_reps(1)
        timeline = session.engine.timeline
        score, _ = sound.asked[-1]
        chimes = {round(note.at, 3) for note in score if note.file.endswith("chime-hold.wav")}
        assert chimes == {
            round(each.start, 3) for each in timeline.segments if each.kind is Kind.HOLD
        }


def test_a_pause_is_told_each_minute_and_not_all_night(
    session: RoutineSession, sound: RecordingSpeaker, clock: FakeClock
) -> None:
    session.pause_or_resume()
    said = 0
    for _ in range(60 * 60):
        clock.advance(1)
        before = len(sound.asked)
        session.poll()
        said += len(sound.asked) - before
    assert said == PAUSED_TIMES
