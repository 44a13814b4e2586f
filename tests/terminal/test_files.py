"""Tests of the commands for routine files (new, edit, check, schema), doctor, and completion."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.shell import run
from support.systems import is_private

from cramp_timer.audio.voice.pack import built_in_folder
from cramp_timer.core.profile import Profile
from cramp_timer.library import catalog, personal, toml_edit
from cramp_timer.library.schema import SCHEMA_FILE
from cramp_timer.system.paths import config_folder

pytestmark = pytest.mark.terminal


@pytest.fixture(autouse=True)
def no_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nowhere'}")
    monkeypatch.delenv("VISUAL", raising=False)


def editor(tmp_path: Path, code: str) -> str:
    """Write a Python program that acts as the editor and changes `text` by the given code."""
    file = tmp_path / "editor.py"
    file.write_text(
        "import sys, pathlib\nf = pathlib.Path(sys.argv[1])\ntext = f.read_text()\n"
        f"{code}\nf.write_text(text)\n"
    )
    return f"{sys.executable} {file}"


def test_new_writes_a_private_routine_file_that_is_listed_under_its_name() -> None:
    made = run("new", "From my Physio: left!")
    file = Path(made.stdout.splitlines()[0])
    assert file == catalog.personal_folder() / "from-my-physio-left.toml"
    assert is_private(file)
    assert (file.parent / SCHEMA_FILE).exists()
    assert "from-my-physio-left" in run("routines").stdout
    assert "Hold 1 of 3" in run("show", "from-my-physio-left").stdout
    again = run("new", "From my Physio: left!")
    assert again.returncode == 1
    assert "exists already; `cramp-timer edit from-my-physio-left` opens it" in again.stderr


def test_edit_checks_and_saves_the_changed_routine(tmp_path: Path) -> None:
    run("new", "mine")
    edited = run(
        "edit", "mine", EDITOR=editor(tmp_path, "text = text.replace('reps = 3', 'reps = 5 # why')")
    )
    assert "Saved" in edited.stdout
    assert catalog.load("mine").exercises[0].reps == 5
    assert "# why" in (catalog.personal_folder() / "mine.toml").read_text()


def test_edit_reports_an_error_with_its_line_and_preserves_the_unsaved_text(tmp_path: Path) -> None:
    run("new", "mine")
    wrong = run(
        "edit", "mine", EDITOR=editor(tmp_path, "text = text.replace('reps = 3', 'reps = 0')")
    )
    assert wrong.returncode == 1
    assert "mine.toml: line 16: exercises.1.reps: must be greater" in wrong.stderr
    assert catalog.load("mine").exercises[0].reps == 3
    mended = run(
        "edit", "mine", EDITOR=editor(tmp_path, "text = text.replace('reps = 0', 'reps = 4')")
    )
    assert "Going on with what was not saved" in mended.stdout
    assert catalog.load("mine").exercises[0].reps == 4


def test_edit_does_not_overwrite_a_file_changed_by_another_program(tmp_path: Path) -> None:
    run("new", "mine")
    file = catalog.personal_folder() / "mine.toml"
    code = f"pathlib.Path({str(file)!r}).write_text('# other')\ntext += '# mine'"
    result = run("edit", "mine", EDITOR=editor(tmp_path, code))
    assert "was changed meanwhile; nothing was overwritten; yours is kept in" in result.stderr
    assert "-# other" in result.stdout.splitlines()
    assert file.read_text() == "# other"
    assert "# mine" in (file.parent / ".mine.editing.toml").read_text()


def test_edit_saves_a_built_in_routine_as_a_copy(tmp_path: Path) -> None:
    result = run("edit", "bedtime", EDITOR=editor(tmp_path, "text += '# mine'"))
    assert "is built in; this is a copy" in result.stdout
    unasked = catalog.load("bedtime").worded_for(Profile())
    assert catalog.load("my-bedtime").exercises == unasked.exercises


def test_check_reports_every_problem_with_file_and_line(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(toml_edit.routine_text(catalog.load("seated")))
    bad.write_text(
        good.read_text().replace("reps =", "repz =").replace("seconds = 5", "seconds = 0")
    )
    result = run("check", str(good), str(bad), "calf-hamstring")
    assert result.returncode == 1
    assert f"{good}: right; 3:30" in result.stdout
    lines = [line for line in result.stdout.splitlines() if line.startswith(str(bad))]
    assert len(lines) >= 2
    assert all(line.removeprefix(f"{bad}:").split(":")[0].isdigit() for line in lines)


@pytest.mark.parametrize(
    "make",
    [
        lambda file: file.mkdir(),
        lambda file: file.symlink_to(file),
        lambda file: file.write_bytes(b"x" * 10_000_000),
        lambda file: file.write_text("a = " + "[" * 100_000),
        lambda file: file.write_text('title = "\\u001b[2J\\u0007"'),
        lambda file: file.write_bytes(b"\x00\xff\xfe"),
        lambda file: None,
    ],
)
def test_check_reports_a_nonsense_file_briefly_and_without_escape_sequences(
    tmp_path: Path, make: object
) -> None:
    file = tmp_path / "nonsense.toml"
    make(file)  # type: ignore[operator]  # a function
    result = run("check", str(file))
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "\x1b" not in result.stderr + result.stdout
    assert len(result.stderr + result.stdout) < 1500


def test_check_reports_missing_and_damaged_clips_of_a_voice_pack(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(built_in_folder(), pack)
    assert run("check", str(pack)).stdout == f"{pack}: right\n"
    (pack / "one.mp3").unlink()
    (pack / "two.mp3").write_bytes(b"fLaC nonsense")
    result = run("check", str(pack))
    assert result.returncode == 1
    assert "one.mp3" in result.stdout
    assert "two.mp3" in result.stdout


@pytest.mark.skipif(shutil.which("taplo", path=str(Path(sys.executable).parent)) is None,
                    reason="needs taplo, which has wheels for Linux on x86_64")  # fmt: skip
def test_schema_lets_taplo_accept_built_in_routines_and_refuse_an_unknown_field(
    tmp_path: Path,
) -> None:
    taplo = str(Path(sys.executable).parent / "taplo")
    (tmp_path / SCHEMA_FILE).write_text(run("schema").stdout)
    file = tmp_path / "mine.toml"
    for name in catalog.BUILT_IN:
        file.write_text(toml_edit.routine_text(catalog.load(name)))
        good = subprocess.run([taplo, "lint", str(file)], capture_output=True, cwd=tmp_path)
        assert good.returncode == 0, good.stderr
    file.write_text(file.read_text().replace("reps =", "repz =", 1))
    bad = subprocess.run(
        [taplo, "lint", str(file)], capture_output=True, encoding="utf-8", cwd=tmp_path
    )
    assert bad.returncode == 1
    assert "repz" in bad.stderr


def test_doctor_reports_the_installation_and_the_missing_sound() -> None:
    result = run("doctor")
    for word in ("cramp-timer", "textual", "settings in", "diary in", "miniaudio", "own speech"):
        assert word in result.stdout
    assert "going on in silence" in result.stdout
    assert result.returncode == 1


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("cramp-timer sta", {"start"}),
        ("cramp-timer start bed", {"bedtime"}),
        ("cramp-timer start mi", {"mine"}),
        ("cramp-timer start --side ", {"left", "right", "both"}),
        ("cramp-timer start --co", {"--continue-holds"}),
        ("cramp-timer completion f", {"fish"}),
        ("cramp-timer nonsense x", set()),
        ("cramp-timer start 'be", {"bedtime"}),
    ],
)
def test_completion_offers_what_may_follow_a_command(
    line: str, found: set[str], tmp_path: Path
) -> None:
    own = toml_edit.routine_text(catalog.load("seated"))
    personal.save(personal.path_for_title("mine"), own, expected=None)
    answer = tmp_path / "answer"
    answer.touch()
    run(
        _ARGCOMPLETE="1", _ARGCOMPLETE_IFS="|", COMP_LINE=line, COMP_POINT=str(len(line)),
        _ARGCOMPLETE_STDOUT_FILENAME=str(answer),
    )  # fmt: skip
    words = filter(None, answer.read_text().split("|"))
    assert {word.strip(" '") for word in words} == found


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_real_shell_completes_routine_names(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    program = tmp_path / "cramp-timer"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m cramp_timer "$@"\n')
    program.chmod(0o755)
    script = run("completion", shell).stdout
    line = "cramp-timer start wal"
    ask = {
        "bash": f"COMP_LINE='{line}' COMP_POINT={len(line)} _python_argcomplete cramp-timer; "
        'echo "${COMPREPLY[@]}"',
        "zsh": f"words=({line}); BUFFER='{line}'; CURSOR={len(line)}; "
        "_describe() { echo $completions }; _python_argcomplete",
        "fish": f"complete -C '{line}'",
    }[shell]
    ready = "autoload -U compinit; compinit -u -D; " if shell == "zsh" else ""
    result = subprocess.run(
        [shell, "-c", f"{ready}{script}\n{ask}"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
    )
    assert result.stdout.split()[-1].rstrip(":") == "wall-stretch", result.stderr


def test_routines_lists_what_is_not_for_pregnancy_only_after_a_no() -> None:
    listed = "calf-hamstring "
    assert listed not in run("routines").stdout
    assert listed not in run("routines", CRAMP_TIMER_PREGNANT="true").stdout
    assert listed in run("routines", CRAMP_TIMER_PREGNANT="false").stdout
    assert '"calf-hamstring"' in run("routines", "--json").stdout  # programs are told all


def test_a_routine_to_avoid_in_pregnancy_is_neither_started_nor_exported_then(
    tmp_path: Path,
) -> None:
    for words in (
        ("start", "calf-hamstring"),
        ("export", "calf-hamstring", str(tmp_path / "a.html")),
    ):
        result = run(*words, "--pregnant")
        assert result.returncode == 1
        assert result.stderr == (
            "cramp-timer: calf-hamstring: is not offered in pregnancy; try seated\n"
        )


@pytest.mark.parametrize(
    ("flag", "told"),
    [
        ((), ["This routine is not for pregnancy or the year after a birth"]),
        (("--no-pregnant",), []),
        (("--no-pregnant", "--falls"), ["After a fall, the seated routines are meant for you"]),
    ],
)
def test_a_routine_named_by_a_person_whom_it_may_not_suit_comes_with_a_caution(
    flag: tuple[str, ...], told: list[str], tmp_path: Path
) -> None:
    result = run("export", "calf-hamstring", str(tmp_path / "a.wav"), *flag)
    assert result.returncode == 0
    assert result.stderr.splitlines() == [f"cramp-timer: {each}" for each in told]


def test_a_new_routine_with_a_title_that_is_too_long_leaves_no_file() -> None:
    wrong = run("new", "long " * 20)
    assert wrong.returncode == 1
    assert "title: must have at most 60 characters" in wrong.stderr
    assert not (config_folder() / "routines").exists()
