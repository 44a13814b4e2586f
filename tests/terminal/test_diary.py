"""Tests of the diary commands, run from a shell."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from support.shell import run

pytestmark = pytest.mark.terminal


def yesterday() -> str:
    return (datetime.now().astimezone() - timedelta(days=1)).date().isoformat()


def test_diary_commands_log_show_correct_delete_and_restore_a_night() -> None:
    logged = run(
        "diary", "log", "--night", "yesterday", "--count", "2", "--side", "left", "--worst", "7"
    )
    assert logged.stdout.splitlines()[0].endswith(": 2 cramps, left, worst 7.")
    run("diary", "log", "--cramp", "2", "--worst", "9", "--minutes", "4")
    night = json.loads(run("diary", "show", "--json").stdout)["nights"][-1]
    assert night["night"] == yesterday()
    assert [(each["worst"], each["minutes"]) for each in night["cramps"]] == [(7, None), (9, 4.0)]
    assert run("diary", "delete", "yesterday").stdout.splitlines()[0].endswith("not logged.")
    assert ": 2 cramps" in run("diary", "undo").stdout
    assert run("diary", "undo").stderr == "cramp-timer: nothing was deleted\n"


def test_diary_log_stores_a_night_without_cramps_and_null_for_missing_answers() -> None:
    run("diary", "log", "--none", "--sleep", "0", "--sore", "no")
    nights = json.loads(run("diary", "show", "--json", "--nights", "3").stdout)["nights"]
    assert [night["count"] for night in nights] == [None, None, 0]
    assert nights[-1]["sleep"] == 0
    assert nights[-1]["stretched"] is None


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--night", "2999-01-01"], "--night 2999-01-01: is still to come"),
        (["--night", "monday"], "--night monday: is no date such as"),
        (["--worst", "11"], "11 is not a whole number from 0 to 10"),
        (["--worst", "7"], "say which of the 0 cramps it was"),
        (["--count", "2", "--none"], "not allowed with argument"),
        (["--cramp", "1", "--worst", "2"], "has 0 cramps, and no number 1"),
    ],
)
def test_diary_log_refuses_invalid_arguments_in_one_sentence(
    arguments: list[str], sentence: str
) -> None:
    result = run("diary", "log", *arguments)
    assert result.returncode in (1, 2)
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


def test_diary_tables_are_exported_and_imported_without_loss(tmp_path: Path) -> None:
    run("diary", "log", "--count", "3")
    folder = tmp_path / "out"
    assert len(run("diary", "csv", str(folder)).stdout.splitlines()) == 5
    again = run("diary", "csv", str(folder))
    assert again.returncode == 1
    assert "exists already; --force overwrites it" in again.stderr
    assert run("diary", "csv", str(folder), "--force").returncode == 0
    assert "0 were new" in run("diary", "import", str(folder)).stdout
    elsewhere = {"HOME": str(tmp_path / "other")}
    assert "4 were new" in run("diary", "import", str(folder), **elsewhere).stdout
    both = [run("diary", "csv", "--json"), run("diary", "csv", "--json", **elsewhere)]
    assert both[0].stdout == both[1].stdout


def test_diary_report_contains_no_external_address_and_is_not_overwritten(tmp_path: Path) -> None:
    run("diary", "log", "--count", "3", "--side", "left")
    file = tmp_path / "for the midwife.html"
    assert run("diary", "report", str(file)).stdout.strip() == str(file)
    text = file.read_text()
    assert "3 cramps, on 1 night" in text
    assert "http" not in text.replace("http-equiv", "")
    assert "exists already" in run("diary", "report", str(file)).stderr


def test_diary_restore_brings_back_a_deleted_night_from_a_backup(tmp_path: Path) -> None:
    run("diary", "log", "--count", "1")
    copy = str(tmp_path / "copy.sqlite")
    assert run("diary", "backup", copy).returncode == 0
    run("diary", "delete", "yesterday")
    assert "kept as" in run("diary", "restore", copy).stdout
    assert ": 1 cramp." in run("diary", "show", "--night", "yesterday").stdout


def test_diary_command_reports_a_home_folder_that_cannot_be_used() -> None:
    result = run("diary", HOME="/dev/null")
    assert result.returncode == 1
    assert "the diary cannot be used" in result.stderr
