"""Tests that output whose encoding lacks a character is still words, in every language."""

from __future__ import annotations

import pytest
from support.shell import run

from cramp_timer.languages.messages import codes


@pytest.mark.parametrize("language", codes())
@pytest.mark.parametrize("command", ["show bedtime", "signs --sources"])
def test_ascii_output_has_plain_letters_and_no_question_marks_in_their_place(
    language: str, command: str
) -> None:
    words = [*command.split(), "--language", language]
    full = run(*words, PYTHONIOENCODING="utf-8").stdout
    plain = run(*words, PYTHONIOENCODING="ascii").stdout
    assert plain.isascii()
    assert plain.count("?") == full.count("?")
    assert len(plain.split()) == pytest.approx(len(full.split()), rel=0.02)
