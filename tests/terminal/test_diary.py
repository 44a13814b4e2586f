"""Tests of the diary commands, run from a shell."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from support.shell import PROGRAM, run

from cramp_timer.diary.entries import RoutineRun
from cramp_timer.diary.storage.store import Store
from cramp_timer.system.paths import data_folder

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
        (["--worst", "7"], "say how many there were"),
        (["--count", "2", "--none"], "--none: not together with --count"),
        (["--cramp", "1", "--worst", "2"], "0 logged, and no number 1"),
    ],
)
def test_diary_log_refuses_invalid_arguments_in_one_sentence(
    arguments: list[str], sentence: str
) -> None:
    result = run("diary", "log", *arguments)
    assert result.returncode in (1, 2)
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


def test_a_mark_notes_and_what_was_tried_are_kept_shown_and_exported(tmp_path: Path) -> None:
    run("diary", "log", "--count", "1", "--woke", "yes", "--tried", "pickle juice",
        "--helped", "no", "--by-day", "2", "--note", "long walk")  # fmt: skip
    run("diary", "log", "--cramp", "1", "--note", "=after football")
    shown = run("diary", "mark", "stopped statin", "--night", "yesterday").stdout
    for text in (
        "— stopped statin", "woke you", "tried pickle juice, which did not help", "2 cramps by day",
        "long walk", "=after football",
    ):  # fmt: skip
        assert text in shown
    night = json.loads(run("diary", "show", "--json").stdout)["nights"][-1]
    assert (night["note"], night["by_day"], night["marks"]) == ("long walk", 2, ["stopped statin"])
    folder = tmp_path / "out"
    run("diary", "csv", str(folder))
    assert "'=after football" in (folder / "cramps.csv").read_text(encoding="utf-8-sig")
    elsewhere = {"HOME": str(tmp_path / "other")}
    run("diary", "import", str(folder), **elsewhere)
    assert run("diary", "show", "--night", "yesterday", **elsewhere).stdout == shown
    run("diary", "delete", "yesterday")
    assert "statin" not in run("diary", "show", "--night", "yesterday").stdout
    assert run("diary", "undo").stdout == shown


def test_a_text_that_would_steer_a_terminal_is_refused_in_one_sentence() -> None:
    for words in (("mark", "\x1b[2J"), ("log", "--count", "1", "--note", "\x07"), ("mark", "")):
        result = run("diary", *words)
        assert result.returncode == 1
        assert result.stderr.startswith("cramp-timer: the diary: ")
        assert len(result.stderr.splitlines()) == 1


def test_tables_that_an_older_version_wrote_are_still_imported(tmp_path: Path) -> None:
    old = tmp_path / "cramps.csv"
    old.write_text(
        "id,night,started,ended,side,muscle,worst,eased,minutes,source,changed\n"
        "a1,2026-11-20,,,left,,7,,4.0,later,2026-11-21T07:00:00Z\n"
    )
    assert "1 were new" in run("diary", "import", str(old)).stdout
    assert "left, 4:00 long, 7 of 10" in run("diary", "show", "--night", "2026-11-20").stdout


def test_the_report_holds_what_was_typed_once_and_asks_no_doctor_to_ask_a_doctor(
    tmp_path: Path,
) -> None:
    run("diary", "log", "--count", "1", "--worst", "9", "--minutes", "25")
    run("diary", "mark", "new shoes", "--night", "yesterday")
    file = tmp_path / "page.html"
    typed = {
        "CRAMP_TIMER_MEDICINE_LIST": "atorvastatin <20 mg>",
        "CRAMP_TIMER_TRIED_LIST": "magnesium",
        "CRAMP_TIMER_MEDICINES": "true",
    }
    run("diary", "report", str(file), **typed)
    page = file.read_text()
    for text in (
        "atorvastatin &lt;20 mg&gt;", "magnesium", "Date of birth", "Red flags met",
        "A cramp rated 8 or more: ", "A cramp of 10 minutes or more: ", "new shoes</dd>",
        "<dt>Water tablets or a statin</dt><dd>yes</dd>",
    ):  # fmt: skip
        assert text in page
    assert page.count("<li>") == 3
    for never in ("ask your doctor", "Make an appointment", "see a doctor"):
        assert never not in page


def test_the_report_draws_the_exercises_of_the_routine_that_was_done_most() -> None:
    store = Store(data_folder())
    for routine in ("seated", "bedtime", "bedtime", "gone", "gone", "gone"):
        started = datetime.now().astimezone()
        store.save(replace(RoutineRun.beginning(started, routine, routine), finished=True))
    store.close()
    page = run("diary", "report", "-").stdout
    assert re.findall(r"<figcaption>(.*?)</figcaption>", page) == ["Wall stretch", "Ankle flex"]


def piped_in(text: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, "diary", "import", "-"],
        input=text, capture_output=True, encoding="utf-8", timeout=120, env=dict(os.environ),
    )  # fmt: skip


def test_codes_that_were_scanned_one_after_the_other_are_piped_in() -> None:
    night = {"night": "2026-11-24", "changed": "2026-11-25T07:00:00Z"}
    codes = [
        json.dumps({"cramp_timer_diary": 1, "nights": [{**night, "none": True}]}),
        json.dumps({"cramp_timer_diary": 1, "nights": [{**night, "night": "2026-11-23"}]}),
    ]
    for broken in ("", codes[0][:-1], f"{codes[0]}\nhttps://example.org", f"{codes[0]} 1"):
        refused = piped_in(broken)
        assert refused.returncode == 1
        assert refused.stderr.startswith("cramp-timer: -: is ")
        assert refused.stderr.count("\n") == 1
    assert piped_in("\ufeff" + "\n".join(codes) + "\n").stdout == (
        "2 rows read; 2 were new or newer than what was here.\n"
    )
    assert "0 were new" in piped_in("".join(codes)).stdout


def test_diary_tables_are_exported_and_imported_without_loss(tmp_path: Path) -> None:
    run("diary", "log", "--count", "3")
    folder = tmp_path / "out"
    assert len(run("diary", "csv", str(folder)).stdout.splitlines()) == 6
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
