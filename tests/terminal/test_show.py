"""Tests of the commands that print routines, warning signs and guide, as text and as JSON."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from support.terminal import Program

from cramp_timer.library import catalog


def shown(*arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "cramp_timer", *arguments],
        capture_output=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip


def test_show_json_has_exactly_the_documented_fields() -> None:
    timeline = json.loads(shown("show", "wall-stretch", "--json"))
    assert set(timeline) == {"routine", "title", "duration_seconds", "segments", "cues"}
    assert set(timeline["segments"][0]) == {
        "start", "end", "kind", "exercise", "side", "rep", "reps", "set", "sets", "text",
    }  # fmt: skip
    assert set(timeline["cues"][0]) == {"at", "duration", "kind", "clip", "text"}
    assert timeline["routine"] == "wall-stretch"
    assert timeline["duration_seconds"] == 76


def test_signs_and_guide_commands_print_the_warning_signs_and_the_guide() -> None:
    first, second, *_ = shown("signs").splitlines()
    assert first == "EMERGENCY: if any of these is so"
    assert second.startswith("Stop. Call your emergency number now.")
    assert "7. A balanced diet" in shown("guide")
    assert max(map(len, shown("guide").splitlines())) <= 100


def test_show_applies_the_options_for_reps_and_side() -> None:
    segments = json.loads(shown("show", "bedtime", "--json", "--reps", "2", "--side", "left"))
    kinds = [(s["exercise"], s["side"]) for s in segments["segments"] if s["kind"] == "hold"]
    assert kinds == [("Wall stretch", "both")] * 2 + [("Ankle flex", "left")] * 2


def test_show_prints_the_second_and_the_spoken_words_of_each_cue() -> None:
    text = shown("show", "wall-stretch")
    assert "0:28  Hold 1 of 3. Both legs. 10 s." in text
    assert "(hold chime) Hold it. Three. Two. One." in text


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_routines_command_lists_every_routine_for_whom_all_of_them_are(
    option: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRAMP_TIMER_PREGNANT", "false")
    text = shown("routines", *option)
    assert set(catalog.names()) <= set(re.findall(r"[a-z-]+", text))


@pytest.mark.terminal
@pytest.mark.parametrize(("name", "width"), [("routines", 60), ("show", 44)])
def test_routines_and_show_wrap_to_the_terminal_width_and_indent_wrapped_lines(
    name: str, width: int
) -> None:
    words = [name] if name == "routines" else [name, "bedtime"]
    program = Program([sys.executable, "-m", "cramp_timer", *words], columns=width)
    assert program.end()[0] == 0
    lines = program.text().replace("\r", "").splitlines()
    assert max(map(len, lines)) <= width
    assert max(map(len, shown(*words).splitlines())) > width  # not wrapped for other programs
    first_words = "The wall stretch" if name == "routines" else "Wall stretch."
    begun = next(number for number, line in enumerate(lines) if first_words in line)
    assert lines[begun + 1].startswith(" " * lines[begun].index(first_words))
