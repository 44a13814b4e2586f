"""Tests that what was lost while no sound came is made up for, where there is room."""

from __future__ import annotations

from array import array
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_timer.audio.player.mixer import Mixer
from cramp_timer.audio.player.recovery import ROOM_SECONDS, made_up, to_come
from cramp_timer.audio.player.sound_file import RATE
from cramp_timer.audio.score import score_of
from cramp_timer.audio.voice.pack import Pack, built_in_folder
from cramp_timer.core.compiler import compile_timeline
from cramp_timer.library import catalog

Note = tuple[float, str, float, float]
PACK = Pack(built_in_folder())
LENGTHS = {
    str(PACK.folder / cue.clip): cue.duration
    for name in catalog.names()
    for cue in compile_timeline(catalog.load(name), PACK).cues
}


def score_of_routine(name: str) -> list[Note]:
    timeline = compile_timeline(catalog.load(name), PACK)
    return [(note.at, note.file, note.gain, note.until) for note in score_of(timeline.cues, PACK)]


def heard(name: str, lost_since: float, back: float) -> list[tuple[float, str]]:
    """Return what is said from then on, as times and texts."""
    texts = {cue.clip: cue.text for cue in compile_timeline(catalog.load(name), PACK).cues}
    score = made_up(score_of_routine(name), lost_since, back, LENGTHS.__getitem__)
    notes = to_come(score, back)
    return [(note[0], texts[Path(note[1]).name]) for note in notes]


def test_a_player_that_dies_in_the_instruction_costs_no_sentence_of_it() -> None:
    said = [text for _, text in heard("wall-stretch", 7.0, 8.0)]
    wanted = ["Put both palms flat on the wall.", "Your heels stay down.", "Stop if you feel pain."]
    assert said[said.index(wanted[0]) :][:3] == wanted


def test_a_missed_release_is_said_the_moment_that_sound_is_back() -> None:
    timeline = compile_timeline(catalog.load("wall-stretch"), PACK)
    release = next(cue.at for cue in timeline.cues if cue.text == "And release.")
    first, words = heard("wall-stretch", release - 3.0, release + 0.3)[0]
    assert words == "And release."
    assert first < release + 0.5


def test_a_count_down_is_never_said_late() -> None:
    timeline = compile_timeline(catalog.load("wall-stretch"), PACK)
    three = next(cue.at for cue in timeline.cues if cue.text == "Three.")
    assert heard("wall-stretch", three - 0.5, three + 0.5)[0][1] == "Two."


@given(
    st.sampled_from(catalog.names()),
    st.floats(0, 300, allow_nan=False),
    st.floats(0.2, 60, allow_nan=False),
)
def test_whatever_is_made_up_for_overlaps_no_other_word_and_ends_in_time(
    name: str, lost_since: float, lost_seconds: float
) -> None:
    back = lost_since + lost_seconds
    score = score_of_routine(name)
    planned = {note for note in score if note[0] >= back - 0.1}
    notes = to_come(made_up(score, lost_since, back, LENGTHS.__getitem__), back)
    voices = [note for note in notes if not note[1].endswith(".wav")]
    for before, after in pairwise(voices):
        assert before[0] + LENGTHS[before[1]] <= after[0] + 1e-6
    for note in notes:
        if note not in planned and note in voices:
            assert note[0] + LENGTHS[note[1]] <= note[3] - ROOM_SECONDS + 1e-6
    assert {note[1] for note in planned} <= {note[1] for note in notes}


def test_a_device_that_stood_still_goes_on_with_the_sentence_that_it_cut() -> None:
    sentence = array("h", [10_000] * RATE)
    mixer = Mixer(lambda _: sentence)
    mixer.set_gain(1.0)
    mixer.render(0.0, 10)
    mixer.play([(1.0, "sentence", 1.0, 10.0)], 0.0, 0.0)
    block = RATE // 10
    for number in range(15):
        mixer.render(number / 10, block)
    after = [mixer.render(5.0 + number / 10, block) for number in range(20)]
    whole = [sample for part in after for sample in part]
    assert sum(1 for sample in whole if sample) == RATE


@pytest.mark.parametrize("again", [0.4, 0.7, 1.5])
def test_a_device_that_stands_still_once_more_loses_nothing_that_was_made_up_for(
    again: float,
) -> None:
    mixer = Mixer(lambda _: array("h", [10_000] * RATE))
    mixer.set_gain(1.0)
    mixer.render(0.0, 10)
    mixer.play([(1.0, "one", 1.0, 20.0), (2.5, "two", 1.0, 20.0)], 0.0, 0.0)
    block = RATE // 10
    for number in range(5):
        mixer.render(number / 10, block)
    mixer.render(5.0, block)  # what was lost is about to be said
    after = [mixer.render(5.1 + again + number / 10, block) for number in range(40)]
    assert sum(1 for part in after for sample in part if sample) == 2 * RATE


def test_what_is_asked_of_an_open_device_for_the_first_time_is_heard_whole() -> None:
    mixer = Mixer(lambda _: array("h", [10_000] * RATE))
    mixer.set_gain(1.0)
    block = RATE // 10
    mixer.render(0.0, block)
    mixer.play([(0.5, "one", 1.0, 0.0)], 0.0, 0.1, lost_since=0.05)
    after = [mixer.render(number / 10, block) for number in range(1, 20)]
    assert sum(1 for part in after for sample in part if sample) == RATE


@pytest.mark.parametrize("skipped", [0.12, 0.2, 0.29])
def test_a_short_skip_over_the_beginning_of_a_sentence_costs_none_of_it(skipped: float) -> None:
    mixer = Mixer(lambda _: array("h", [10_000] * RATE))
    mixer.set_gain(1.0)
    mixer.render(0.0, 10)
    mixer.play([(1.0, "sentence", 1.0, 10.0), (3.0, "next", 1.0, 0.0)], 0.0, 0.0)
    before = [mixer.render(number / 10, RATE // 10) for number in range(10)]
    after = [mixer.render(1.0 + skipped + number / 10, RATE // 10) for number in range(35)]
    assert sum(1 for part in before + after for sample in part if sample) == 2 * RATE


def test_a_tick_sounds_in_a_silence_and_never_over_a_word() -> None:
    tick = array("h", [5_000] * 100)
    mixer = Mixer({"word": array("h", [10_000] * RATE), "tick": tick}.__getitem__)
    mixer.set_gain(1.0)
    mixer.render(0.0, 10)
    mixer.touch("tick", 1.0, 0.0)
    assert sum(1 for sample in mixer.render(0.0, RATE) if sample) == 100
    mixer.play([(1.0, "word", 1.0, 0.0)], 0.0, 1.0)
    mixer.render(1.0, 4800)
    mixer.touch("tick", 1.0, 1.1)
    assert max(mixer.render(1.1, 4800)) == 10_000


def test_a_device_that_pauses_while_it_begins_loses_nothing_of_the_first_words() -> None:
    mixer = Mixer(lambda _: array("h", [10_000] * RATE))
    mixer.set_gain(1.0)
    mixer.play_when_ready([(0.0, "first", 1.0, 0.0)], 0.0)
    block = RATE // 25
    parts = [mixer.render(0.0, block)]  # what it keeps in hand, and asks for more a while later
    parts += [mixer.render(0.8 + number / 25, block) for number in range(40)]
    assert sum(1 for part in parts for sample in part if sample) == RATE


def test_a_tick_sounds_though_the_sink_is_ahead_of_the_clock() -> None:
    mixer = Mixer(lambda _: array("h", [5_000] * 100))
    mixer.set_gain(1.0)
    mixer.render(0.0, 10)
    mixer.render(0.0, RATE // 4)
    mixer.touch("tick", 1.0, 0.0)
    assert sum(1 for sample in mixer.render(0.25, RATE // 4) if sample) == 100
