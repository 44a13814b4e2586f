"""Commands obey the settings, the saved overrides and the files that a person names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.shell import run

from cramp_timer.audio.voice.pack import built_in_folder
from cramp_timer.core.routine import RoutineOverrides
from cramp_timer.diary.storage.database import FILE
from cramp_timer.library import catalog, toml_edit
from cramp_timer.library.overrides import save_override
from cramp_timer.settings import write_setting
from cramp_timer.system.paths import data_folder

pytestmark = pytest.mark.terminal


def cues(*arguments: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("show", *arguments, "--json").stdout)["cues"]
    return found


def test_show_obeys_pre_roll_countdown_and_half_way() -> None:
    write_setting("soft_ticks", False)
    before = cues("wall-stretch")
    write_setting("pre_roll", 3.0)
    write_setting("countdown", "none")
    after = cues("wall-stretch")
    assert after[0]["at"] == 3.0
    assert len(after) == len(before) - 9  # three holds count three seconds each
    long = ("wall-stretch", "--hold", "30")
    assert "Half way." in [cue["text"] for cue in cues(*long)]
    write_setting("half_way", False)
    assert "Half way." not in [cue["text"] for cue in cues(*long)]


def test_show_obeys_the_pack_of_the_settings(tmp_path: Path) -> None:
    manifest = json.loads((built_in_folder() / "manifest.json").read_text())
    silent = tmp_path / "pack"
    silent.mkdir()
    (silent / "manifest.json").write_text(json.dumps({**manifest, "voice": {}}))
    for name in manifest["chimes"].values():
        (silent / name).write_bytes((built_in_folder() / name).read_bytes())
    write_setting("pack", str(silent))
    assert {cue["kind"] for cue in cues("wall-stretch")} == {"chime"}


def test_show_and_export_apply_what_was_saved_for_a_routine(tmp_path: Path) -> None:
    save_override("wall-stretch", RoutineOverrides(reps=5))
    shown = json.loads(run("show", "wall-stretch", "--json").stdout)
    assert max(segment["reps"] for segment in shown["segments"]) == 5
    page = tmp_path / "x.html"
    assert run("export", "wall-stretch", str(page)).returncode == 0
    assert '"reps":5' in page.read_text()
    typed = json.loads(run("show", "wall-stretch", "--reps", "2", "--json").stdout)
    assert max(segment["reps"] for segment in typed["segments"]) == 2


@pytest.mark.parametrize("option", [("--reps", "3"), ("--side", "left"), ("--hold", "9")])
def test_export_of_a_cramp_refuses_options_that_it_cannot_obey(
    tmp_path: Path, option: tuple[str, str]
) -> None:
    result = run("export", "now", str(tmp_path / "now.html"), *option)
    assert result.returncode == 1
    assert result.stderr.startswith(f"cramp-timer: {option[0]}: a cramp has no reps")
    assert not (tmp_path / "now.html").exists()


@pytest.mark.parametrize("name", ["pt.toml", "short.TOML", "plain", "notes.txt"])
def test_a_file_that_exists_is_checked_as_a_file_whatever_its_name(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text('{"title": 1}')
    wrong = run("check", name)
    assert wrong.returncode == 1
    assert wrong.stdout.startswith(f"{name}:1: is not valid TOML")
    Path(name).write_text(toml_edit.routine_text(catalog.load("seated")))
    right = run("check", name)
    assert right.stdout.startswith(f"{name}: right")


@pytest.mark.parametrize("command", [("day", "glass"), ("day", "list"), ("diary", "show")])
def test_damaged_diary_is_reported_by_every_command_that_opens_it(
    command: tuple[str, ...],
) -> None:
    data_folder().mkdir(parents=True)
    (data_folder() / FILE).write_bytes(b"no diary at all " * 1000)
    result = run(*command)
    assert "the diary was damaged; it is kept as" in result.stderr


def test_keep_awake_setting_is_obeyed_by_every_mode_in_lines() -> None:
    from cramp_timer.cli.guided import keeping_awake
    from cramp_timer.sessions.services import Services

    write_setting("keep_awake", False)
    assert type(keeping_awake(Services())).__name__ == "nullcontext"
    write_setting("keep_awake", True)
    assert type(keeping_awake(Services())).__name__ != "nullcontext"
