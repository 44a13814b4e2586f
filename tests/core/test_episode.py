"""Tests the course of a cramp, branch by branch, on a clock that the test advances."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.clock import FakeClock
from support.routines import Words

from cramp_timer.core.advice import ReplyKeys, Track, coaching_track
from cramp_timer.core.episode import Episode, Stage, sentence_of
from cramp_timer.core.profile import STRICTEST, Profile
from cramp_timer.core.side import Side
from cramp_timer.guide.texts import advice

ADVICE = advice()
SAID = [
    *(line.say for line in ADVICE.coaching),
    *(line.say for line in (ADVICE.late, ADVICE.stop, ADVICE.never, *ADVICE.signs)),
    *(line.say for line in (ADVICE.good, ADVICE.again, ADVICE.rub, ADVICE.rub_or_warm)),
    *(line.say for line in (ADVICE.check, ADVICE.sore, ADVICE.late_good)),
    ADVICE.late_good_pregnant.say,
    "Left leg.", "Right leg.", "Both legs.",
]  # fmt: skip
TEN_MINUTES = 600.0
NOT_PREGNANT = Profile(pregnant=False)
RELIEF = {ADVICE.rub.say, ADVICE.rub_or_warm.say}


def spoken(seconds_a_word: float = 0.4) -> Words:
    return Words({phrase: seconds_a_word * len(phrase.split()) for phrase in SAID})


@pytest.fixture
def episode(clock: FakeClock) -> Episode:
    return Episode(ADVICE, spoken(), clock, clock.now, profile=NOT_PREGNANT)


def give_up(episode: Episode) -> None:
    """Report twice that it does not ease: the first report asks for a look at the leg."""
    episode.give_up()
    episode.give_up()


def words(track: Track, start: float = 0.0, end: float = 1e9) -> list[str]:
    return [cue.text for cue in track.cues if start <= cue.at < end]


def test_the_first_coaching_instruction_is_heard_and_shown_at_once(episode: Episode) -> None:
    first = episode.track.cues[0]
    assert (first.at, first.text) == (0.0, ADVICE.coaching[0].say)
    assert episode.snapshot().step.text == first.text


def test_intervals_between_coaching_lines_grow() -> None:
    for profile in (STRICTEST, Profile(falls=False)):
        times = [line.at for line in ADVICE.coaching if line.applies_to(profile)]
        gaps = [two - one for one, two in pairwise(times) if one > 30]
        assert max(gaps[:4]) < min(gaps[-4:])
        assert gaps[-1] > 40


def test_every_coaching_line_has_a_source_and_none_counts_down() -> None:
    for line in (*ADVICE.coaching, ADVICE.late, ADVICE.never, ADVICE.rub, ADVICE.sore):
        assert line.source
    for line in ADVICE.coaching:
        assert not any(word in line.say for word in ("second", "almost", "soon over"))


def test_standing_and_cold_are_suggested_with_caution_and_never_required() -> None:
    for line in ADVICE.coaching:
        if "and stand" in line.say.lower() or "cold floor" in line.say.lower():
            assert line.needs == "may_stand"
    (cold,) = [line for line in ADVICE.coaching if "cold floor" in line.say]
    assert "Some people" in cold.say
    assert "do not need" in cold.say
    assert "numb feet" in cold.say


def test_sitting_up_is_said_before_standing_and_the_leg_is_felt_before_either() -> None:
    said = words(coaching_track(ADVICE, spoken(), profile=Profile(falls=False)))

    def place(of: str) -> int:
        return next(number for number, line in enumerate(said) if of in line)

    assert place("Feel the leg") < place("Sit up") < place("and stand")
    assert next(line.at for line in ADVICE.coaching if "Feel" in line.say) == 25


def test_coaching_offers_no_massage_while_the_cramp_lasts(episode: Episode) -> None:
    early = " ".join(words(episode.track, 0, TEN_MINUTES)).lower()
    assert "rub" not in early
    assert "massage" not in early


def test_the_clock_of_a_cramp_counts_up(episode: Episode, clock: FakeClock) -> None:
    for seconds in (0.0, 1.0, 59.0, 400.0):
        clock.advance(seconds)
        assert episode.snapshot().seconds == pytest.approx(clock.now - 1000.0)


def test_coaching_repeats_the_toe_instruction_within_ten_minutes(episode: Episode) -> None:
    again = [line for line in words(episode.track, 0, TEN_MINUTES) if "toes" in line.lower()]
    assert len(again) >= 5


def test_an_eased_cramp_offers_relief_and_says_what_to_expect(
    episode: Episode, clock: FakeClock
) -> None:
    clock.advance(95.0)
    episode.ease()
    clock.advance(300.0)
    outcome, snapshot = episode.outcome(), episode.snapshot()
    assert (outcome.ended, outcome.eased) == (95.0, True)
    assert (snapshot.stage, snapshot.seconds) == (Stage.EASED, 95.0)
    assert words(episode.track) == [
        "release", ADVICE.good.say, ADVICE.again.say, ADVICE.rub.say, ADVICE.sore.say,
    ]  # fmt: skip
    assert ADVICE.rub.say.startswith("If the leg is swollen")
    assert sentence_of(snapshot) == "Cramp: eased after 1:35."


@pytest.mark.parametrize("pregnant", [True, None])
def test_in_pregnancy_or_unanswered_an_eased_cramp_offers_no_relief(
    clock: FakeClock, pregnant: bool | None
) -> None:
    profile = Profile(pregnant=pregnant, falls=False, numb_feet=False, medicines=False)
    episode = Episode(ADVICE, spoken(), clock, clock.now, profile=profile)
    episode.ease()
    assert not RELIEF & {*words(episode.track)}
    assert ADVICE.sore.say in words(episode.track)


@pytest.mark.parametrize("numb_feet", [True, False, None])
def test_warmth_is_offered_only_where_the_feet_are_said_not_to_be_numb(
    clock: FakeClock, numb_feet: bool | None
) -> None:
    profile = Profile(pregnant=False, numb_feet=numb_feet)
    episode = Episode(ADVICE, spoken(), clock, clock.now, profile=profile)
    episode.ease()
    offered = RELIEF & {*words(episode.track)}
    assert offered == {ADVICE.rub_or_warm.say if numb_feet is False else ADVICE.rub.say}


def test_the_first_report_of_not_easing_asks_for_a_look_at_the_leg_and_coaching_goes_on(
    episode: Episode, clock: FakeClock
) -> None:
    clock.advance(5.0)
    episode.give_up()
    clock.advance(2.0)
    assert (episode.stage, episode.snapshot().checked) == (Stage.COACHING, True)
    assert "several minutes" in ADVICE.check.say
    said = words(episode.track, 5.0)
    assert said[0] == ADVICE.check.say
    assert ADVICE.coaching[-1].say in said


def test_a_second_report_of_not_easing_gives_the_warning_signs_and_forbids_rubbing(
    episode: Episode, clock: FakeClock
) -> None:
    clock.advance(40.0)
    give_up(episode)
    assert episode.snapshot().stage is Stage.NOT_EASED
    assert words(episode.track) == [
        ADVICE.stop.say, ADVICE.never.say, *(line.say for line in ADVICE.signs),
    ]  # fmt: skip
    assert (episode.outcome().ended, episode.outcome().eased) == (40.0, False)
    clock.advance(5.0)
    assert episode.snapshot().seconds == 45.0


def test_after_ten_minutes_coaching_stops_and_the_warning_signs_are_given(
    episode: Episode, clock: FakeClock
) -> None:
    clock.advance(TEN_MINUTES - 0.01)
    assert episode.snapshot().stage is Stage.COACHING
    clock.advance(0.01)
    assert episode.snapshot().stage is Stage.NOT_EASED
    late = words(episode.track, TEN_MINUTES)
    assert late == [ADVICE.late.say, ADVICE.never.say, *(line.say for line in ADVICE.signs)]
    assert (episode.outcome().ended, episode.outcome().eased) == (TEN_MINUTES, False)


@pytest.mark.parametrize("pregnant", [False, True, None])
def test_a_cramp_that_eases_after_ten_minutes_gets_medical_advice_and_no_relief(
    clock: FakeClock, pregnant: bool | None
) -> None:
    episode = Episode(ADVICE, spoken(), clock, clock.now, profile=Profile(pregnant=pregnant))
    clock.advance(TEN_MINUTES + 60)
    episode.ease()
    assert episode.outcome().eased is True
    said = words(episode.track)
    assert not RELIEF & {*said}
    assert (ADVICE.late_good.say in said, ADVICE.late_good_pregnant.say in said) == (
        pregnant is False, pregnant is not False,
    )  # fmt: skip


def test_a_cramp_that_eases_soon_after_not_easing_gets_no_relief_and_no_alarm(
    episode: Episode, clock: FakeClock
) -> None:
    clock.advance(20)
    give_up(episode)
    clock.advance(3)
    episode.ease()
    said = [ADVICE.good.say, ADVICE.again.say, ADVICE.never.say, ADVICE.sore.say, ADVICE.end.say]
    assert [step.text for step in episode.track.steps] == said


def test_a_not_eased_report_that_is_taken_back_still_rules_out_relief(
    episode: Episode, clock: FakeClock
) -> None:
    give_up(episode)
    clock.advance(5)
    episode.reopen()
    episode.ease()
    assert not RELIEF & {*words(episode.track)}


@pytest.mark.parametrize("how", ["ease", "give_up"])
def test_a_cramp_that_returns_after_ten_minutes_starts_the_warning_signs_anew(
    episode: Episode, clock: FakeClock, how: str
) -> None:
    clock.advance(TEN_MINUTES - 5)
    give_up(episode) if how == "give_up" else episode.ease()
    clock.advance(20)
    episode.reopen()
    assert episode.stage is Stage.NOT_EASED
    assert episode.origin == clock.now
    assert words(episode.track)[:2] == [ADVICE.late.say, ADVICE.never.say]
    assert episode.outcome().eased is False


def test_a_returning_cramp_restarts_coaching_and_continues_its_clock(
    episode: Episode, clock: FakeClock
) -> None:
    clock.advance(30.0)
    episode.ease()
    clock.advance(10.0)
    episode.reopen()
    outcome = episode.outcome()
    assert (episode.stage, outcome.ended, outcome.eased) == (Stage.COACHING, None, None)
    assert words(episode.track, 40.0)[0] == ADVICE.coaching[0].say
    assert episode.snapshot().seconds == 40.0
    clock.advance(TEN_MINUTES - 40.0)
    assert episode.stage is Stage.NOT_EASED


def test_leaving_a_cramp_without_an_answer_records_an_unknown_outcome(
    episode: Episode, clock: FakeClock
) -> None:
    clock.advance(20.0)
    episode.leave()
    assert (episode.outcome().ended, episode.outcome().eased) == (20.0, None)
    assert sentence_of(episode.snapshot()) == "Cramp: guidance stopped after 0:20. Logged."


def test_leaving_after_ten_minutes_records_that_the_cramp_did_not_ease(
    episode: Episode, clock: FakeClock
) -> None:
    clock.advance(700.0)
    episode.leave()
    assert (episode.outcome().ended, episode.outcome().eased) == (TEN_MINUTES, False)


def test_a_leg_given_at_the_start_is_named_right_after_the_first_instruction(
    clock: FakeClock,
) -> None:
    episode = Episode(ADVICE, spoken(), clock, clock.now, side=Side.LEFT)
    assert words(episode.track)[:2] == [ADVICE.coaching[0].say, "Left leg."]
    assert episode.outcome().side is Side.LEFT


def test_a_leg_chosen_during_coaching_is_named_when_no_other_line_is_spoken(
    episode: Episode, clock: FakeClock
) -> None:
    clock.advance(1.0)
    episode.name_side(Side.RIGHT)
    assert words(episode.track)[:2] == [ADVICE.coaching[0].say, "Right leg."]
    clock.advance(60.0)
    episode.name_side(Side.LEFT)
    (named,) = [cue for cue in episode.track.cues if cue.text == "Left leg."]
    assert 61.0 < named.at < 70.0


def test_a_leg_that_is_corrected_at_once_is_named_only_as_corrected(
    episode: Episode, clock: FakeClock
) -> None:
    clock.advance(1.0)
    episode.name_side(Side.RIGHT)
    clock.advance(0.4)
    episode.name_side(Side.LEFT)
    assert words(episode.track)[:2] == [ADVICE.coaching[0].say, "Left leg."]
    assert episode.outcome().side is Side.LEFT


def test_the_screen_follows_a_voice_that_began_late(episode: Episode, clock: FakeClock) -> None:
    episode.heard_from(clock.now + 3.0)
    clock.advance(8.0)
    assert episode.snapshot().step.text == ADVICE.coaching[0].say
    assert episode.snapshot().seconds == 8.0


def test_with_only_the_enter_key_coaching_asks_for_no_other_key() -> None:
    track = coaching_track(ADVICE, spoken(), keys=ReplyKeys.ENTER)
    assert not any("any key" in step.text for step in track.steps)
    assert any("press Enter" in step.text for step in track.steps)


def test_without_a_voice_the_coaching_lines_are_still_shown(clock: FakeClock) -> None:
    episode = Episode(ADVICE, Words({}, chime_seconds=0.0), clock, clock.now)
    assert not episode.track.cues
    clock.advance(11.0)
    assert "until it eases" in episode.snapshot().step.text
    episode.ease()
    assert episode.snapshot().step.text


def test_a_voice_that_starts_late_does_not_move_the_ten_minute_limit(
    episode: Episode, clock: FakeClock
) -> None:
    clock.advance(300.0)
    episode.heard_from(clock.now)
    clock.advance(300.0)
    assert episode.stage is Stage.NOT_EASED
    episode.heard_from(clock.now)
    assert episode.stage is Stage.NOT_EASED


def test_without_a_voice_every_warning_line_is_shown_long_enough_to_be_read(
    clock: FakeClock,
) -> None:
    episode = Episode(ADVICE, Words({}), clock, clock.now)
    give_up(episode)
    shown = []
    for _ in range(120):
        shown.append(episode.snapshot().step.text)
        clock.advance(0.5)
    for line in (ADVICE.stop, ADVICE.never, *ADVICE.signs):
        assert shown.count(line.say) >= 8


def test_a_cramp_reported_as_not_eased_for_a_minute_never_gets_relief(
    episode: Episode, clock: FakeClock
) -> None:
    clock.advance(300.0)
    give_up(episode)
    clock.advance(60.0)
    episode.ease()
    episode.reopen()
    assert episode.stage is Stage.NOT_EASED
    episode.ease()
    assert not RELIEF & {*words(episode.track)}


def test_a_not_eased_report_can_be_taken_back_only_for_a_short_time(
    episode: Episode, clock: FakeClock
) -> None:
    give_up(episode)
    clock.advance(5.0)
    episode.reopen()
    assert episode.stage is Stage.COACHING
    give_up(episode)
    clock.advance(60.0)
    episode.reopen()
    assert episode.snapshot().stage is Stage.NOT_EASED


KEYS = ("ease", "give_up", "reopen", "leave", "left", "right")


@given(
    st.lists(st.tuples(st.sampled_from(KEYS), st.floats(0.0, 200.0)), max_size=12),
    st.dictionaries(st.sampled_from(SAID), st.floats(0.1, 30.0)),
    st.builds(Profile, *[st.sampled_from([True, False, None])] * 4),
)
def test_any_sequence_of_keys_keeps_voices_apart_and_relief_within_its_conditions(
    keys: list[tuple[str, float]], lengths: dict[str, float], profile: Profile
) -> None:
    clock = FakeClock()
    episode = Episode(ADVICE, Words(lengths), clock, clock.now, profile=profile)
    lasted, gave_up = 0.0, False
    for key, seconds in keys:
        before = episode.stage
        if key in ("left", "right"):
            episode.name_side(Side(key))
        else:
            getattr(episode, key)()
        voices = [cue for cue in episode.track.cues if cue.kind == "voice"]
        assert all(one.end <= two.at for one, two in pairwise(voices))
        offered = RELIEF & {step.text for step in episode.track.steps}
        if offered and key == "ease" and before is not Stage.EASED:
            assert before is Stage.COACHING
            assert not gave_up
            assert lasted < TEN_MINUTES
            assert profile.pregnant is False
            assert profile.numb_feet is False or ADVICE.rub_or_warm.say not in offered
        gave_up = gave_up or episode.stage is Stage.NOT_EASED
        clock.advance(seconds)
        lasted += seconds
        assert episode.snapshot().seconds >= 0
