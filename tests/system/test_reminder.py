"""Tests that a reminder is set, read back and removed with each scheduler."""

from __future__ import annotations

import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.shell import run
from support.systems import unix

from cramp_timer.errors import CrampTimerError
from cramp_timer.system import schedulers
from cramp_timer.system.reminder import (
    calendar,
    current_reminder,
    reminder_of,
    remove_reminder,
    set_reminder,
)
from cramp_timer.system.schedulers import Cron, Launchd, Reminder, Systemd

EVENING = Reminder(22, 30, "wall-stretch")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for stand-ins of the system's programs, which is all of PATH; each call is noted."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def stand_in(folder: Path, name: str, script: str) -> None:
    file = folder / name
    calls = str(folder / "calls")
    noted = f"print({name!r}, *sys.argv[1:], file=open({calls!r}, 'a'))"
    file.write_text(f"#!{sys.executable}\nimport sys, pathlib\n{noted}\n{script}\n")
    file.chmod(0o700)


def cron(folder: Path) -> None:
    table = folder / "table"
    stand_in(
        folder, "crontab",
        f"table = pathlib.Path({str(table)!r})\n"
        "if sys.argv[1] == '-': table.write_text(sys.stdin.read())\n"
        "elif table.exists(): print(table.read_text(), end='')\n"
        "else: sys.exit(1)",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "time"),
    [("22:30", (22, 30)), ("7.05", (7, 5)), ("0:00", (0, 0)), ("23h59", (23, 59))],
)
def test_a_time_of_the_day_is_understood(typed: str, time: tuple[int, int]) -> None:
    assert reminder_of(typed, "")[:2] == time


@pytest.mark.parametrize("typed", ["24:00", "22:60", "ten", "", "22", "-1:00", "22:30:00"])
def test_what_is_no_time_of_the_day_is_refused_with_one_sentence(typed: str) -> None:
    with pytest.raises(CrampTimerError, match="must be a time of the day"):
        reminder_of(typed, "")


@unix
def test_systemd_takes_it_and_it_is_read_back_and_removed(programs: Path) -> None:
    stand_in(programs, "systemctl", "")
    assert set_reminder(EVENING) == "systemd"
    assert current_reminder() == (EVENING, "systemd")
    assert set_reminder(Reminder(6, 5)) == "systemd"
    assert current_reminder() == (Reminder(6, 5), "systemd")
    assert remove_reminder()
    assert current_reminder() is None
    assert not remove_reminder()
    assert list(Systemd().folder.glob("*cramp*")) == []
    assert "enable --now cramp-timer-reminder.timer" in (programs / "calls").read_text()


@unix
def test_where_systemd_does_not_answer_cron_takes_it_and_keeps_its_other_lines(
    programs: Path,
) -> None:
    stand_in(programs, "systemctl", "sys.exit('Failed to connect to bus')")
    cron(programs)
    (programs / "table").write_text("0 4 * * * backup 100%\n")
    assert set_reminder(EVENING) == "cron"
    assert current_reminder() == (EVENING, "cron")
    set_reminder(Reminder(21, 0))
    assert len(Cron()._lines()) == 2
    assert remove_reminder()
    assert (programs / "table").read_text() == "0 4 * * * backup 100%\n"
    assert not list(Systemd().folder.glob("*"))


@pytest.mark.usefixtures("programs")
def test_where_there_is_no_scheduler_one_sentence_names_the_way_out() -> None:
    with pytest.raises(CrampTimerError, match=r"--ics FILE"):
        set_reminder(EVENING)


def test_systemd_itself_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("needs systemd-analyze")
    for ending, content in Systemd().units(EVENING).items():
        (tmp_path / f"x.{ending}").write_text(content)
    files = [str(tmp_path / f"x.{ending}") for ending in ("timer", "service")]
    checked = subprocess.run(
        [tool, "--user", "verify", *files], capture_output=True, encoding="utf-8"
    )
    complaints = [line for line in checked.stderr.splitlines() if str(tmp_path) in line]
    assert complaints == []
    times = subprocess.run(
        [tool, "calendar", "*-*-* 22:30:00"], capture_output=True, encoding="utf-8"
    )
    assert "Next elapse" in times.stdout


@unix
def test_the_agent_of_macos_reads_back_as_it_was_meant(programs: Path) -> None:
    stand_in(programs, "launchctl", "")
    agent = Launchd()
    agent.set(EVENING)
    read = plistlib.loads(agent.file.read_bytes())
    assert read["StartCalendarInterval"] == {"Hour": 22, "Minute": 30}
    assert agent.current() == EVENING
    agent.remove()
    assert agent.current() is None


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_calendar_file_repeats_every_day_at_the_time_on_the_wall(hour: int, minute: int) -> None:
    text = calendar(Reminder(hour, minute), "20261125", "20261125T210000Z")
    lines = text.split("\r\n")
    assert (lines[0], lines[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert f"DTSTART:20261125T{hour:02d}{minute:02d}00" in lines  # no zone: that of the phone
    assert "RRULE:FREQ=DAILY" in lines
    assert all(len(line) <= 75 for line in lines)


@pytest.mark.parametrize("word", ['a "b"', "100%", "$HOME", "back\\slash", "with space"])
def test_a_strange_folder_is_no_command_to_systemd(
    monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    monkeypatch.setattr(schedulers, "own_command", lambda: [word])
    line = re.search(r"ExecStart=(.*)", Systemd().units(EVENING)["service"])
    assert line is not None
    quoted = line[1].split('" "')[0].removeprefix('"')
    plain = quoted.replace("$$", "$").replace("%%", "%")
    assert plain.replace('\\"', '"').replace("\\\\", "\\") == word


def test_the_command_tells_what_is_set_and_writes_a_calendar_file(tmp_path: Path) -> None:
    file = tmp_path / "bed.ics"
    assert "No reminder is set" in run("remind", PATH=str(tmp_path)).stdout
    written = run("remind", "22:30", "--ics", str(file), PATH=str(tmp_path))
    assert written.returncode == 0, written.stderr
    assert "VEVENT" in file.read_text()
    again = run("remind", "22:30", "--ics", str(file), PATH=str(tmp_path))
    assert "exists already" in again.stderr
    assert "nosuch" in run("remind", "22:30", "nosuch").stderr
