"""Tests that ctrl+c ends the program also where Python drops what the signal raises."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from support.terminal import Program
from support.tried import tried

pytestmark = pytest.mark.terminal

DROPPED = """
import signal, sys, weakref

class Finder:
    def find_spec(self, name, *_):
        if name == {module!r}:
            thing = set()
            called = weakref.ref(thing, lambda _: signal.raise_signal(signal.{signal}))
            del thing

sys.meta_path.insert(0, Finder())
sys.argv[1:] = {words!r}
from cramp_timer.__main__ import main
main()
"""
"""Python drops an exception in the callback of a weak reference, as imports have one."""


@tried("SIGINT or SIGTERM in the middle of an import", "it ends")
@pytest.mark.parametrize("signal", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize(
    ("words", "module"),
    [
        (["now"], "cramp_timer.tui.app"),
        ([], "cramp_timer.tui.screens.home"),
        (["start", "wall-stretch"], "textual.app"),
        (["now", "--plain"], "cramp_timer.line_mode.cramp"),
        (["start", "wall-stretch", "--plain"], "cramp_timer.line_mode.routine"),
    ],
)
def test_a_signal_in_the_middle_of_an_import_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], module: str, signal: str
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nowhere'}")
    program = Program(
        [sys.executable, "-c", DROPPED.format(module=module, words=words, signal=signal)]
    )
    assert program.end()[0] == 130
