"""Tests that the mixer starts every clip on its sample and causes no jump in the signal."""

from __future__ import annotations

from array import array
from itertools import pairwise
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_timer.audio.player.mixer import FADE_SECONDS, Mixer, scaled
from cramp_timer.audio.player.sinks import ClockMap
from cramp_timer.audio.player.sound_file import RATE

LOUD = array("h", [10_000] * RATE)
CLIPS = {"loud": LOUD, "other": array("h", [5_000] * RATE), "click": array("h", [20_000])}


def mixer(*notes: tuple[float, str, float, float], gain: float = 1.0) -> Mixer:
    made = Mixer(CLIPS.__getitem__)
    made.set_gain(gain)
    made.render(-1.0, 10)
    made.play(notes, 0.0, 0.0)
    return made


def rendered(source: Mixer, seconds: float, block: int = 480, start: float = 0.0) -> array[int]:
    whole = array("h")
    while len(whole) < seconds * RATE:
        whole += source.render(start + len(whole) / RATE, block)
    return whole


def largest_step(samples: array[int]) -> int:
    return max(abs(two - one) for one, two in pairwise(samples))


@given(st.lists(st.integers(0, RATE), max_size=8, unique=True), st.integers(1, 5000))
def test_every_clip_begins_on_its_exact_sample_at_any_block_size(
    places: list[int], block: int
) -> None:
    source = mixer(*((place / RATE, "click", 1.0, 0.0) for place in places))
    sounded = [place for place, sample in enumerate(rendered(source, 1.2, block)) if sample]
    assert sounded == sorted(places)


@given(st.lists(st.integers(-32_768, 32_767), max_size=50), st.floats(0.0, 1.0))
def test_every_sample_is_scaled_by_itself_and_rounded(samples: list[int], gain: float) -> None:
    factor = round(gain * 65_536) / 65_536
    wanted = [floor(sample * factor + 0.5) for sample in samples]
    assert scaled(array("h", samples), gain).tolist() == wanted


def test_overlapping_clips_are_added() -> None:
    samples = rendered(mixer((0.0, "loud", 1.0, 0.0), (0.5, "other", 1.0, 0.0)), 1.0)
    assert samples[RATE // 4] == 10_000
    assert samples[3 * RATE // 4] == 15_000


def test_a_sum_that_is_too_loud_is_limited_to_full_scale() -> None:
    source = mixer(*((number / RATE, "loud", 1.0, 0.0) for number in range(4)))
    assert max(rendered(source, 0.5)) == 32_767


def test_stopping_the_mixer_fades_quickly_without_a_jump_in_the_signal() -> None:
    source = mixer((0.0, "loud", 1.0, 0.0))
    before = rendered(source, 0.2)
    source.stop()
    after = rendered(source, 0.2, start=0.2)
    assert largest_step(array("h", [before[-1]]) + after) < 100
    assert not any(after[round(FADE_SECONDS * RATE) + 1 :])


@pytest.mark.parametrize("gain", [0.0, 0.25, 1.0])
def test_a_volume_change_causes_no_jump_in_the_signal(gain: float) -> None:
    source = mixer((0.0, "loud", 1.0, 0.0), gain=0.5)
    before = rendered(source, 0.2)
    source.set_gain(gain)
    after = rendered(source, 0.2, start=0.2)
    assert largest_step(array("h", [before[-1]]) + after) < 100
    assert after[-1] == 10_000 * gain


def test_a_new_score_fades_out_the_old_clip_and_begins_the_new_one() -> None:
    source = mixer((0.0, "loud", 1.0, 0.0))
    rendered(source, 0.2)
    source.play([(0.5, "other", 1.0, 0.0)], 0.0, 0.2)
    after = rendered(source, 0.6, start=0.2)
    assert after[round(0.1 * RATE)] == 0
    assert after[round(0.35 * RATE)] == 5_000


def test_a_clip_that_is_also_in_the_new_score_plays_on_without_interruption() -> None:
    source = mixer((0.0, "loud", 1.0, 0.0))
    rendered(source, 0.2)
    source.play([(0.0, "loud", 1.0, 0.0), (5.0, "other", 1.0, 0.0)], 0.0, 0.2)
    assert set(rendered(source, 0.7, start=0.2)[: RATE // 2]) == {10_000}


def test_a_clip_that_ended_long_ago_is_not_played() -> None:
    source = mixer()
    source.play([(0.0, "loud", 1.0, 0.0), (9.0, "other", 1.0, 0.0)], 0.0, 5.0)
    assert not any(rendered(source, 0.5, start=5.0))


def test_the_mixer_reports_until_when_it_will_be_quiet() -> None:
    source = mixer((1.0, "click", 1.0, 0.0))
    assert source.quiet_until(0.9)
    assert not source.quiet_until(1.1)
    rendered(source, 1.2)
    assert source.quiet_until(100.0)


def test_the_clock_map_ignores_occasional_late_requests_of_the_device() -> None:
    times = ClockMap()
    frames = range(0, 10 * RATE, 1920)
    late = {3: 0.02, 40: 0.015, 100: 0.03}
    starts = [
        times.start_of(frame, 5.0 + frame / RATE + late.get(number, 0.0))
        for number, frame in enumerate(frames)
    ]
    assert starts == pytest.approx([5.0 + frame / RATE for frame in frames])


def test_the_clock_map_corrects_itself_after_the_device_ran_dry() -> None:
    times = ClockMap()
    gap = 0.3
    for frame in range(0, 10 * RATE, 1920):
        now = 5.0 + frame / RATE + (gap if frame > 3 * RATE else 0.0)
        start = times.start_of(frame, now)
    assert start == pytest.approx(now)


def test_a_score_played_when_ready_begins_with_the_first_requested_block() -> None:
    source = Mixer(CLIPS.__getitem__)
    source.set_gain(1.0)
    source.play_when_ready([(0.0, "loud", 1.0, 0.0), (1.5, "other", 1.0, 0.0)], 0.0)
    assert source.is_waiting
    assert not source.quiet_until(0.1)
    samples = rendered(source, 2.0, start=7.25)
    assert samples[0] == 10_000
    assert samples[int(1.5 * RATE) + 1] == 5_000
    assert source.started_at == pytest.approx(7.25)


def test_the_start_time_is_corrected_after_a_burst_of_first_blocks() -> None:
    """Three blocks are requested at once, so their times are late; later cues must be on time."""
    source = Mixer(CLIPS.__getitem__)
    source.set_gain(1.0)
    source.play_when_ready([(0.0, "loud", 1.0, 0.0), (1.2, "other", 1.0, 0.0)], 0.0)
    block = 1920
    true_start = -2 * block / RATE  # the true time of the first sample
    samples = array("h")
    for number in range(50):
        time = true_start + number * block / RATE
        samples += source.render(max(0.0, time) if number < 3 else time, block)
    assert source.started_at == pytest.approx(true_start)
    first = next(place for place in range(RATE + 100, len(samples)) if samples[place])
    assert first / RATE == pytest.approx(1.2, abs=1e-3)


def test_a_full_score_continues_the_first_clip_without_interruption() -> None:
    source = Mixer(CLIPS.__getitem__)
    source.set_gain(1.0)
    source.play_when_ready([(0.0, "loud", 1.0, 0.0)], 0.0)
    samples = source.render(3.0, 4800)
    source.play_when_ready(
        [(0.0, "loud", 1.0, 0.0), (1.1, "other", 1.0, 0.0)], 3.1
    )  # before its start time is certain
    samples += rendered(source, 0.6, start=3.1)
    started_at = source.started_at
    assert started_at is not None
    source.play(
        [(0.0, "loud", 1.0, 0.0), (1.1, "other", 1.0, 0.0)], started_at, 3.7
    )  # and afterwards
    samples += rendered(source, 0.8, start=3.7)
    assert set(samples[: int(0.99 * RATE)]) == {10_000}
    assert samples[int(1.15 * RATE)] == 5_000


def test_a_note_with_a_lower_gain_is_played_more_softly() -> None:
    assert set(rendered(mixer((0.0, "loud", 0.25, 0.0)), 0.5)) == {2_500}
