"""Every test has a home of its own, and no sound but what it asks for."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import platformdirs
import pytest
from hypothesis import settings
from support.clock import FakeClock
from support.sound import RecordingSpeaker

from cramp_timer.audio.voice.pack import Pack, built_in_folder
from cramp_timer.diary.storage.database import Database

# Every run tries the same examples, and a busy machine is no failure.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")

HOME_VARIABLES = (
    "HOME",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    # These go before what Windows itself knows of its folders, for platformdirs.
    "WIN_PD_OVERRIDE_APPDATA",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA",
)

collect_ignore = [] if os.environ.get("CRAMP_TIMER_ONE_FILE") else ["packaging/test_one_file.py"]
if os.name != "posix":  # these run the program in a pseudo-terminal, or stop it by signals
    collect_ignore += ["terminal", "faults", "audio/test_now.py", "security/test_escapes.py"]


def files_of_the_person() -> dict[Path, int]:
    """Return when each file of the program was changed in the folders of who runs the tests."""
    own = ("user_data_path", "user_config_path", "user_cache_path")
    folders = [getattr(platformdirs, name)("cramp-timer", appauthor=False) for name in own]
    found = [*folders, *(file for folder in folders for file in folder.rglob("*"))]
    return {file: file.lstat().st_mtime_ns for file in found if file.exists()}


BEFORE = files_of_the_person()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that touched the person's own files, and where nothing may be skipped, a skip."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and (after := files_of_the_person()) != BEFORE:
        reporter.write_line(f"Changed outside of the tests: {BEFORE.items() ^ after.items()}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    if os.environ.get("CRAMP_TIMER_SKIP_NOTHING") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file of the person who runs the tests is read or written, on any system."""
    for name in HOME_VARIABLES:
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in [name for name in os.environ if name.startswith(("XDG_", "CRAMP_TIMER_"))]:
        monkeypatch.delenv(name)
    # The last two would hide the size of a terminal that a test opens.
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")  # whatever the person who runs the tests speaks


@pytest.fixture(autouse=True)
def closed_diaries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every diary that a test opens is closed after it."""
    opened: list[sqlite3.Connection] = []
    whole = Database._open

    def noted(database: Database) -> sqlite3.Connection:
        opened.append(whole(database))
        return opened[-1]

    monkeypatch.setattr(Database, "_open", noted)
    yield
    for connection in opened:
        with suppress(sqlite3.ProgrammingError):  # of another thread, which has closed it
            connection.close()


@pytest.fixture
def no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """HOME is empty. The system would tell the real one; these names go before it."""
    monkeypatch.setenv("HOME", "")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still."""
    return FakeClock()


@pytest.fixture
def sound() -> RecordingSpeaker:
    """Sound that is written down."""
    return RecordingSpeaker()


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The built-in voice and chimes."""
    return Pack(built_in_folder())
