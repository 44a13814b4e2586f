"""Tests what is said, shown and never said to whom: every profile at every moment of a cramp.

The rules stand here as a table of their own, and not as calls of `Profile`, so that a slip there
is found. `None` is a question that was not answered, which counts as the stricter answer.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from itertools import product
from pathlib import Path

import pytest
from support.clock import FakeClock
from support.record import MemoryRecorder
from support.sound import RecordingSpeaker

import cramp_timer
from cramp_timer.audio.voice.pack import Pack, built_in_folder
from cramp_timer.core.advice import ReplyKeys, Track
from cramp_timer.core.episode import Episode
from cramp_timer.core.phrases import phrases_of, spoken_as
from cramp_timer.core.profile import Profile
from cramp_timer.export.web_page import cramp_page
from cramp_timer.guide.lines import guide_lines, signs_lines
from cramp_timer.guide.texts import advice_for
from cramp_timer.library import catalog, toml_edit
from cramp_timer.line_mode.cramp import CrampLines
from cramp_timer.line_mode.terminal import LineTerminal
from cramp_timer.sessions.cramp_session import CrampSession
from cramp_timer.settings import Settings
from cramp_timer.system.suspend import SuspendWatch

ANSWERS = (True, False, None)
NAMES = ("pregnant", "falls", "numb_feet", "medicines")
EVERYBODY = [
    Settings.model_validate(dict(zip(NAMES, given, strict=True)))
    for given in product(ANSWERS, repeat=4)
]
GUIDE = Path(cramp_timer.__file__).parent / "languages" / "en" / "guide"
MOMENTS = ("coaching", "checked", "not eased", "eased", "eased after all", "eased late")

MASSAGE, WARMTH, STANDING = "may rub it", "something warm on it", "and stand on that leg"
"""What tells of each; a warning not to rub says something else."""


def allowed(settings: Settings, moment: str) -> set[str]:
    """Return what may be said to whom and when: the table that this file proves."""
    if moment in ("coaching", "checked"):
        return {STANDING} if settings.falls is False else set()
    if moment != "eased" or settings.pregnant is not False:
        return set()
    return {MASSAGE, WARMTH} if settings.numb_feet is False else {MASSAGE}


def episode_at(moment: str, settings: Settings, pack: Pack, clock: FakeClock) -> Episode:
    """Return a cramp at one of the moments."""
    episode = Episode(
        advice_for(settings), pack, clock, clock.now, profile=settings.profile, keys=ReplyKeys.ENTER
    )
    clock.advance(650.0 if moment == "eased late" else 30.0)
    if moment in ("checked", "not eased", "eased after all"):
        episode.give_up()
    if moment in ("not eased", "eased after all"):
        episode.give_up()
    if moment.startswith("eased"):
        episode.ease()
    return episode


def told(track: Track) -> str:
    """Return all that a track says and shows."""
    return "\n".join([step.text for step in track.steps] + [cue.text for cue in track.cues])


def found(text: str) -> set[str]:
    return {each for each in (MASSAGE, WARMTH, STANDING) if each in text}


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_profile_hears_and_sees_exactly_what_is_allowed_at_every_moment(
    pack: Pack, moment: str
) -> None:
    for settings in EVERYBODY:
        episode = episode_at(moment, settings, pack, FakeClock())
        assert found(told(episode.track)) == allowed(settings, moment), settings.profile


@pytest.mark.parametrize("moment", MOMENTS)
def test_line_mode_prints_exactly_what_is_allowed_at_every_moment(pack: Pack, moment: str) -> None:
    for settings in EVERYBODY:
        clock, written = FakeClock(), StringIO()
        episode = episode_at(moment, settings, pack, clock)
        session = CrampSession(
            episode, pack, RecordingSpeaker(), MemoryRecorder(), datetime(2026, 11, 23, tzinfo=UTC)
        )
        signs = [*signs_lines(settings)]
        lines = CrampLines(session, SuspendWatch(), LineTerminal(None, written), signs)
        for _ in range(200):
            lines.poll()
            clock.advance(1.0)
        assert found(written.getvalue()) == allowed(settings, moment), settings.profile


def test_the_page_holds_exactly_what_is_allowed_at_every_moment(pack: Pack) -> None:
    moments = {
        "coaching": "coaching", "check": "checked", "worse": "not eased", "eased": "eased",
        "easedAfterAll": "eased after all", "late": "eased late",
    }  # fmt: skip
    for settings in EVERYBODY:
        page = cramp_page(pack, 0.5, settings)
        data = json.loads(page.split('id="data">')[1].split("</script>")[0])
        for track, moment in moments.items():
            shown = "\n".join(step["text"] for step in data["tracks"][track]["steps"])
            expected = allowed(settings, moment) if track != "check" else set()
            assert found(shown) == expected, (settings.profile, moment)
            # What is not shown has no clip in the track either: a page holds nothing else.
        assert page.count("<li>") >= 15


def test_the_guide_offers_no_massage_and_no_warmth_in_pregnancy_or_unanswered() -> None:
    for settings in EVERYBODY:
        offered = "gentle rub may feel good" in "\n".join(guide_lines(settings))
        assert offered == (settings.pregnant is False)


def test_the_guide_offers_warmth_only_to_whom_the_answers_allow_it() -> None:
    for settings in EVERYBODY:
        offered = "or warmth: warm, not hot" in "\n".join(guide_lines(settings))
        assert offered == (settings.pregnant is False and settings.numb_feet is False)


def test_the_guide_sends_nobody_to_a_wall_or_a_cold_floor_without_a_word_on_falls() -> None:
    for settings in EVERYBODY:
        warned = "\n".join(guide_lines(settings)).count("After a fall, or if you are dizzy")
        assert warned == (0 if settings.falls is False else 2)


def test_the_signs_of_pregnancy_are_hidden_only_from_who_answered_no() -> None:
    for settings in EVERYBODY:
        shown = "the baby moving less" in "\n".join(signs_lines(settings))
        assert shown == (settings.pregnant is not False)


def test_the_default_routine_is_done_sitting_after_a_fall() -> None:
    for settings in EVERYBODY:
        assert settings.profile.default_routine == ("seated" if settings.falls else "bedtime")


def test_a_profile_holds_the_four_questions_and_nothing_else() -> None:
    assert Profile.__slots__ == NAMES


def sentences_of(read: object) -> Iterator[dict[str, object]]:
    """Yield every table of a file that holds a sentence on health."""
    if isinstance(read, dict):
        if read.keys() & {"say", "text", "do", "known"} or isinstance(read.get("spoken"), str):
            yield read
        read = [*read.values()]
    if isinstance(read, list):
        for each in read:
            yield from sentences_of(each)


@pytest.mark.parametrize("file", sorted(GUIDE.glob("*.toml")), ids=lambda file: file.stem)
def test_every_sentence_on_health_has_its_source_beside_it(file: Path) -> None:
    every = [*sentences_of(tomllib.loads(file.read_text(encoding="utf-8")))]
    assert len(every) >= 3
    assert all(each.get("source") for each in every)


def test_in_pregnancy_the_wall_stretch_has_one_foot_in_front_in_copies_too() -> None:
    for name in ("bedtime", "wall-stretch"):
        routine = catalog.load(name)
        for profile in (Profile(), Profile(pregnant=False)):
            assert "two feet" in routine.worded_for(profile).exercises[0].instruction
        pregnant = routine.worded_for(Profile(pregnant=True))
        assert "one foot in front" in pregnant.exercises[0].instruction
        assert "two feet" not in toml_edit.routine_text(pregnant)
        assert pregnant.seconds == routine.seconds


def test_every_phrase_of_a_pregnant_persons_routines_is_in_the_pack() -> None:
    pack = Pack(built_in_folder())
    for name, routine in catalog.load_all()[0].items():
        for phrase in phrases_of(routine.worded_for(Profile(pregnant=True))):
            assert spoken_as(phrase, pack), (name, phrase)
