"""Tests of the packs of every language: whole, and with room for every word."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from support.routines import exercises

from cramp_timer.audio.player.first_words import FIRST_WORDS_FILE, pack_folder
from cramp_timer.audio.player.sound_file import is_plain_wave
from cramp_timer.audio.voice.pack import Pack
from cramp_timer.core.compiler import Countdown, Style, compile_timeline
from cramp_timer.core.phrases import phrases_of, spoken_as
from cramp_timer.core.profile import Profile
from cramp_timer.core.routine import Exercise, Routine
from cramp_timer.core.timeline import Kind
from cramp_timer.languages.folder import folder
from cramp_timer.languages.messages import codes
from cramp_timer.library.catalog import BUILT_IN, read
from cramp_timer.tui.screens.home import LONGEST_TITLE

FOLDERS = {code: Path(pack_folder(code)) for code in codes()}
PACKS = {code: Pack(folder) for code, folder in FOLDERS.items() if folder.is_dir()}
BY_LANGUAGE = pytest.mark.parametrize("code", PACKS)


def routines(code: str) -> dict[str, Routine]:
    return {name: read(folder(code) / "routines" / f"{name}.toml") for name in BUILT_IN}


@BY_LANGUAGE
def test_every_phrase_of_the_built_in_routines_is_in_the_pack(code: str) -> None:
    for name, routine in routines(code).items():
        for profile in (Profile(pregnant=True), Profile(pregnant=False)):
            for phrase in phrases_of(routine.worded_for(profile)):
                assert spoken_as(phrase, PACKS[code]), (name, phrase)


@BY_LANGUAGE
def test_no_word_of_a_built_in_routine_has_to_be_left_out_for_want_of_time(code: str) -> None:
    for name, routine in routines(code).items():
        for profile in (Profile(pregnant=True), Profile(pregnant=False)):
            timeline = compile_timeline(routine.worded_for(profile), PACKS[code])
            assert not timeline.shortened, name


@BY_LANGUAGE
def test_the_doses_are_those_of_the_english_routines(code: str) -> None:
    for name, routine in routines(code).items():
        english = routines("en")[name]
        for one, other in zip(routine.exercises, english.exercises, strict=True):
            assert [*one.turns()] == [*other.turns()]
            assert one.hold.seconds == other.hold.seconds
            assert one.relax.seconds == other.relax.seconds
            assert one.setup_seconds >= other.setup_seconds


@BY_LANGUAGE
def test_the_first_words_need_no_decoder(code: str) -> None:
    assert is_plain_wave(str(Path(pack_folder(code)) / FIRST_WORDS_FILE))


@given(exercise=exercises(), countdown=...)
@BY_LANGUAGE
def test_voices_never_overlap_and_holds_last_as_long_as_stated(
    code: str, exercise: Exercise, countdown: Countdown
) -> None:
    routine = Routine(title="Any", exercises=(exercise,))
    timeline = compile_timeline(routine, PACKS[code], Style(countdown=countdown, soft_ticks=True))
    voices = [cue for cue in timeline.cues if cue.kind == "voice"]
    for before, after in pairwise(voices):
        assert before.end <= after.at + 1e-9
    holds = [each for each in timeline.segments if each.kind is Kind.HOLD]
    assert all(abs(each.seconds - exercise.hold.seconds) < 1e-9 for each in holds)


@pytest.mark.parametrize("code", codes())
def test_every_built_in_routine_of_every_language_can_be_read(code: str) -> None:
    assert routines(code).keys() == set(BUILT_IN)


@pytest.mark.parametrize("code", codes())
def test_the_titles_of_the_built_in_routines_fit_into_their_column_at_home(code: str) -> None:
    assert [each.title for each in routines(code).values() if len(each.title) > LONGEST_TITLE] == []
