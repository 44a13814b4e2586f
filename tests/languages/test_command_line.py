"""Tests that the command line, too, says nothing in English to who speaks another language."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from languages.pseudo import KEYS, data_words, left_in_english

from cramp_timer.cli.parser import COMMANDS

SCRIPT = """
import sys, time
from cramp_timer.languages import messages
messages.use("any", sys.argv[1])
messages._language = "en"
from cramp_timer.cli.runner import run
run(sys.argv[2:], time.monotonic(), None)
"""
NAMES = """
auto simpleaudio miniaudio pipe espeak pip install bash fish flac ogg wav title count date nope
backup csv delete import log mark report restore show undo strat linux arial
windows amd pacat pw cat aplay
"""
"""Names of programs, options, files, columns and commands, which are the same in every language."""
NOT_WORDS = re.compile(r"--?[\w-]+|/\S+|\w:\\\S+|\S+\.\w+")
BAD = "schema_version = 1\ntitle = 3\n[[exercises]]\nreps = 0\nhold = {seconds = -1}\n"

LINES = [
    "", "--help", "start --help", "now --help", "diary --help", "day --help", "export --help",
    "remind --help", "install-launcher --help", "diary log --help", "diary report --help",
    "routines", "show ankle-flex", "check", "check bad.toml", "remind", "doctor --silent", "signs",
    "signs --sources", "guide", "diary log --night yesterday --count 2 --side left --worst 7",
    "diary show", "diary import table.csv", "diary csv out", "diary backup out2", "diary mark a",
    "strat", "start nope", "start --reps 0", "start bedtime --side up", "start bad.toml",
    "export bedtime a.xyz", "new", "edit nope", "diary log --night 2999-01-01", "remind 25:00",
    "day tea", "diary show --night x", "--volume", "start bedtime --pregnant --volume 300",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_no_command_prints_a_word_that_is_left_in_english(
    line: str, pseudo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.toml").write_text(BAD, encoding="utf-8")
    (tmp_path / "table.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    monkeypatch.setenv("CRAMP_TIMER_AUDIO", "none")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(pseudo), *line.split()],
        capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, cwd=tmp_path, timeout=60,
    )  # fmt: skip
    printed = done.stdout + done.stderr
    names = {part for name in COMMANDS for part in name.split("-")}
    assert printed
    known = data_words("en") | KEYS | names | set(NAMES.split())
    assert not left_in_english(NOT_WORDS.sub(" ", printed), known)
