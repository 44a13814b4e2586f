"""Tests that files are private and in their folders, and that no network is used."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.routines import routine as a_routine
from support.shell import PROGRAM, run
from support.steady import steady
from support.systems import is_private

from cramp_timer.audio.player_process import PlayerProcess
from cramp_timer.errors import CrampTimerError
from cramp_timer.guide import safety_notice
from cramp_timer.library import catalog, personal
from cramp_timer.library.toml_edit import routine_text

CAN_SPEAK = shutil.which("espeak-ng") is not None


@pytest.fixture
def lax() -> object:
    """Set a umask under which everybody may read and write new files."""
    before = os.umask(0)
    yield
    os.umask(before)


def lives(folder: Path) -> list[tuple[str, ...]]:
    """Return the commands that a person uses in six weeks."""
    mine = folder / "mine.toml"
    mine.write_text(routine_text(a_routine()))
    return [
        ("start", steady(folder, 1), "--audio", "none"),
        ("new", "From my physio", "--like", "seated"),
        ("edit", "bedtime"),
        ("diary", "log", "--night", "yesterday", "--count", "2", "--worst", "7"),
        ("day", "glass"),
        ("diary", "report", str(folder / "out" / "report.html")),
        ("diary", "csv", str(folder / "out" / "tables")),
        ("diary", "csv", "--json", str(folder / "out" / "diary.json")),
        ("diary", "backup", str(folder / "out" / "copy.sqlite")),
        ("diary", "restore", str(folder / "out" / "copy.sqlite")),
        ("diary", "import", str(folder / "out" / "tables")),
        ("export", "wall-stretch", str(folder / "out" / "wall.wav")),
        ("export", "wall-stretch", str(folder / "out" / "wall.html")),
        ("check", str(mine)),
        ("doctor", "--silent"),
        ("signs",),
        ("guide",),
    ]


@pytest.mark.usefixtures("lax")
def test_all_files_are_private_to_their_owner_even_under_a_lax_umask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "sed -i s/Bedtime/Night/")
    home = tmp_path / "home"
    (tmp_path / "out").mkdir()
    for words in lives(tmp_path):
        result = run(*words)
        assert "Traceback" not in result.stderr, words
        assert result.returncode in ((0, 1) if words[0] == "doctor" else (0,)), (words, result)
    made = [*home.rglob("*"), *(tmp_path / "out").rglob("*")]
    assert {"diary.sqlite", "from-my-physio.toml", "report.html", "wall.wav"} <= {
        each.name for each in made
    }
    assert all(map(is_private, made))


STRACE = shutil.which("strace")


@pytest.mark.long
@pytest.mark.skipif(STRACE is None, reason="needs strace")
def test_no_command_ever_opens_a_network_socket(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    safety_notice.mark_shown()
    commands = [*lives(tmp_path), ("now", "--plain", "--audio", "miniaudio")]
    for number, words in enumerate(commands):
        trace = tmp_path / f"trace{number}"
        traced = [str(STRACE), "-f", "-qq", "-e", "trace=socket,connect", "-o", str(trace)]
        with subprocess.Popen(
            [*traced, *PROGRAM, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env={**os.environ, "EDITOR": "true"},
        ) as program:  # fmt: skip
            assert program.stdout is not None
            if words[0] == "now":  # which runs until it is ended
                program.stdout.readline()
                program.stdout.readline()
                program.kill()
            else:
                program.stdout.read()
        opened = re.findall(r"socket\((AF_\w+)", trace.read_text())
        assert set(opened) <= {"AF_UNIX", "AF_NETLINK"}, words


UNSHARE = shutil.which("unshare")


@pytest.mark.long
@pytest.mark.skipif(UNSHARE is None or os.geteuid() != 0, reason="needs root, and unshare")
def test_every_command_works_on_a_machine_without_a_network(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    safety_notice.mark_shown()
    alone = [str(UNSHARE), "--net"]
    if subprocess.run([*alone, "true"], capture_output=True).returncode:
        pytest.skip("a network of one's own is not allowed here")
    for words in lives(tmp_path):
        if words[0] == "edit":
            continue
        result = subprocess.run([*alone, *PROGRAM, *words], capture_output=True, encoding="utf-8")
        assert result.returncode == 0 or words[0] == "doctor", (words, result.stderr)


@given(st.text())
def test_no_routine_title_gives_a_path_outside_the_routine_folder(title: str) -> None:
    try:
        file = personal.path_for_title(title)
    except CrampTimerError:
        return
    folder = catalog.personal_folder()
    assert file.parent == folder
    assert file.resolve().parent == folder.resolve()
    assert file.name.isprintable()


def test_the_player_imports_no_modules_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json.py", "wave.py", "threading.py", "miniaudio.py", "cramp_timer.py"):
        (tmp_path / name).write_text("import os; os._exit(3)")
    monkeypatch.chdir(tmp_path)
    player = PlayerProcess("miniaudio")
    player.send({})
    end = time.monotonic() + 30
    while player._beat is None and not player.failed:
        assert player._process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.01)
    player.end(gently=False)
