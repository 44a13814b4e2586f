"""Tests that no text is left without a translation, by the command that a translator uses."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = ROOT / ".ci" / "translations"

pytestmark = pytest.mark.skipif(not COMMAND.exists(), reason="needs the folder of the source")


def test_every_language_has_every_text_guide_and_routine() -> None:
    done = subprocess.run(
        [sys.executable, str(COMMAND), "--check"], capture_output=True, encoding="utf-8"
    )
    assert (done.stdout, done.stderr) == ("Nothing is missing.\n", "")


def test_a_text_that_nobody_translated_is_named_with_its_language_and_file(tmp_path: Path) -> None:
    package = shutil.copytree(ROOT / "cramp_timer", tmp_path / "cramp_timer")
    (package / "stray.py").write_text('SAID = _("Nobody translated this.")\n', encoding="utf-8")
    command = tmp_path / ".ci" / "translations"
    command.parent.mkdir()
    shutil.copy(COMMAND, command)
    done = subprocess.run(
        [sys.executable, str(command), "--check", "--language", "es"],
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 1
    wanted = "es: cramp_timer/stray.py: not translated: 'Nobody translated this.'"
    assert done.stdout.splitlines()[0] == wanted
