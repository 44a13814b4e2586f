"""Tests that wrong words get one sentence with a suggestion, and none delays help in a cramp."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_timer.cli.cramp_words import is_cramp, may_speak_at_once, understood
from cramp_timer.cli.parser import COMMANDS, parser
from cramp_timer.cli.usage import UsageError, as_meant

PROGRAM = [sys.executable, "-m", "cramp_timer"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("strat", "'strat' is not known; did you mean 'start'?"),
        ("bedtiem", "did you mean 'bedtime'?"),
        ("diary lgo", "did you mean 'log'?"),
        ("day tea", "'tea' is none of list, glass, feet, flex, meal, hose"),
        ("start --reps abc", "--reps: 'abc' is no whole number"),
        ("start --hold x", "--hold: 'x' is no number"),
        ("start --reps", "--reps: a value is missing"),
        ("start --side up", "--side: 'up' is none of left, right, both"),
        ("start --foo", "--foo: is not understood here"),
        ("export bedtime", "FILE: is missing"),
        ("diary log --muscle foo", "did you mean 'foot'?"),
        ("diary report x.pdf", "the report is a page, such as x.html"),
        ("diary delete 2026-11-20", "nothing was said of this night"),
    ],
)
def test_wrong_words_get_one_sentence_without_the_usage(words: str, told: str) -> None:
    done = subprocess.run(
        [*PROGRAM, *words.split()], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode in (1, 2)
    assert done.stdout == ""
    assert told in done.stderr
    assert done.stderr.startswith("cramp-timer: ")
    assert done.stderr.count("\n") == 1
    assert "usage:" not in done.stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["bedtime", "--mute"], ["start", "bedtime", "--mute"]),
        (["help"], ["--help"]),
        (["help", "now"], ["now", "--help"]),
        (["Start", "Seated"], ["start", "Seated"]),
        (["--version"], ["--version"]),
        ([], []),
    ],
)
def test_capitals_help_and_a_routine_alone_are_understood(
    typed: list[str], meant: list[str]
) -> None:
    assert as_meant(typed, COMMANDS) == meant


def test_words_that_nobody_knows_are_refused() -> None:
    with pytest.raises(UsageError):
        as_meant(["zzz"], COMMANDS)


@pytest.mark.parametrize(
    ("typed", "side", "unknown"),
    [
        (["now", "left"], "left", []),
        (["NOW", "RIGHT"], "right", []),
        (["now", "--left"], "left", []),
        (["now", "--side", "Both"], "both", []),
        (["now", "now", "-left"], "left", []),
        (["--now"], None, []),
        (["now", "please", "left"], "left", ["please"]),
    ],
)
def test_a_cramp_is_understood_in_any_spelling(
    typed: list[str], side: str | None, unknown: list[str]
) -> None:
    assert is_cramp(typed)
    words, wrong = understood(typed)
    assert wrong == unknown
    assert parser(words).parse_args(words).side == side


@given(st.lists(st.text(min_size=1, max_size=12), max_size=5))
def test_no_words_after_now_raise_before_the_voice_begins(words: list[str]) -> None:
    kept, unknown = understood(["now", *words])
    assert kept[0] == "now"
    assert isinstance(may_speak_at_once(["now", *words]), bool)
    assert set(unknown) <= set(words)


@pytest.mark.parametrize("wrong", ["foo", "--volume abc", "--foo", "--side up"])
def test_wrong_words_after_now_are_told_while_the_guidance_goes_on(wrong: str) -> None:
    done = _first_lines(wrong)
    assert "Straighten your leg" in done
    assert wrong.split()[-1].lstrip("-") in done


def _first_lines(wrong: str) -> str:
    """Return what a cramp prints until its wrong words are told."""
    program = subprocess.Popen(
        [*PROGRAM, "now", "--plain", *wrong.split()],
        stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, encoding="utf-8",
    )  # fmt: skip
    assert program.stdout is not None
    lines = [program.stdout.readline() for _ in range(3)]
    program.terminate()
    program.stdout.close()
    program.wait()
    return "".join(lines)
