"""Tests that guidance goes on where the system has no thread, no process or no memory left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from support.first_lines import first_lines
from support.systems import unix
from support.tried import tried

from cramp_timer.audio.player import fork
from cramp_timer.audio.player.first_words import first_words_file
from cramp_timer.audio.speaker import NO_THREAD, Speaker
from cramp_timer.diary.entries import Cramp
from cramp_timer.diary.storage import recorder as recorder_module
from cramp_timer.diary.storage.recorder import BackgroundRecorder
from cramp_timer.diary.storage.store import Store
from cramp_timer.system.paths import data_folder
from cramp_timer.system.threads import are_left

NOTHING_LEFT = """
import errno, os, subprocess, sys, threading
def refuse(*_words, **_more):
    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
def refuse_thread(_thread):
    raise RuntimeError("can't start new thread")
threading.Thread.start = refuse_thread
os.fork = os.posix_spawn = subprocess.Popen.__init__ = refuse
from cramp_timer.__main__ import main
main(sys.argv[1:])
"""
SLOW_DISK = """
import signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it is ignored
from cramp_timer.diary.storage.store import Store
save = Store.save
def slow_save(*words):
    time.sleep(3)
    save(*words)
Store.save = slow_save
from cramp_timer.__main__ import main
main(["now", "--plain"])
"""
NO_MEMORY = """
import sys
from cramp_timer.cli import texts
def full(*_words, **_more):
    raise MemoryError
texts.signs_lines = full
from cramp_timer.__main__ import main
main(["signs"])
"""


@pytest.fixture
def no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)


@unix
@tried("no thread and no process can be started", "it leads in lines, and the diary is kept")
def test_a_cramp_is_led_in_lines_where_nothing_can_be_started() -> None:
    lines = first_lines([sys.executable, "-c", NOTHING_LEFT, "now", "--plain"])
    assert any("Straighten your leg" in line for line in lines)
    with closing(Store(data_folder())) as store:
        assert len(store.cramps()) == 1


@unix
def test_the_first_player_is_missing_where_no_process_can_be_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_words: object, **_more: object) -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    monkeypatch.setattr(os, "posix_spawn", refuse)
    monkeypatch.setattr(fork, "installed_backends", lambda: ("pipe",))
    assert fork.start_player(first_words_file(), 1.0, "auto") is None


@pytest.mark.usefixtures("no_threads")
def test_without_a_thread_the_speaker_says_that_it_is_silent() -> None:
    assert not are_left(1)
    speaker = Speaker(("pipe",))
    speaker.open()
    assert speaker.state == NO_THREAD
    speaker.close()


@pytest.mark.usefixtures("no_threads")
def test_without_a_thread_a_cramp_is_written_at_the_end(tmp_path: Path) -> None:
    recorder = BackgroundRecorder(lambda: tmp_path)
    cramp = Cramp.later(date(2026, 11, 22))
    recorder.save(cramp)
    recorder.close()
    with closing(Store(tmp_path)) as store:
        assert store.cramps() == [cramp]


@tried("the disk takes longer than one can wait", "it says that the cramp is not kept")
def test_what_a_slow_disk_has_not_taken_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder_module, "CLOSING_SECONDS", 0.05)
    disk = threading.Event()

    def slow_folder() -> Path:
        disk.wait()
        return tmp_path

    recorder = BackgroundRecorder(slow_folder)
    recorder.save(Cramp.later(date(2026, 11, 22)))
    recorder.close()
    assert recorder.problem == "the disk takes too long"
    disk.set()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems set no limit to addresses")
@pytest.mark.parametrize("megabytes", [100, 200, 300])
@tried("memory of 100 to 300 MB (ulimit -v)", "it leads in lines and in silence, and says so")
def test_a_cramp_is_led_in_lines_where_memory_is_short(megabytes: int) -> None:
    limited = ["sh", "-c", f'ulimit -v {megabytes * 1000}; exec "$@"', "sh"]
    lines = first_lines([*limited, sys.executable, "-m", "cramp_timer", "now"])
    assert any("Straighten your leg" in line for line in lines)
    assert any("there is little memory" in line for line in lines)
    with closing(Store(data_folder())) as store:
        assert len(store.cramps()) == 1


@tried("there is not enough memory", "one sentence")
def test_too_little_memory_is_told_in_a_sentence() -> None:
    done = subprocess.run(
        [sys.executable, "-c", NO_MEMORY], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (1, "cramp-timer: there is not enough memory\n")


@unix
@tried("the disk takes seconds at the end", "it is said what is waited for, and the cramp is kept")
def test_what_the_end_waits_for_is_said() -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", SLOW_DISK],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    assert program.stdout is not None
    while "Straighten your leg" not in program.stdout.readline():
        assert program.poll() is None
    program.send_signal(signal.SIGINT)
    _, told = program.communicate(timeout=60)
    assert told == "cramp-timer: the disk is slow; still writing the diary\n"
    with closing(Store(data_folder())) as store:
        assert store.cramps()[0].ended is not None
