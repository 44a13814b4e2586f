"""Tests of the place where lines are typed and printed."""

from __future__ import annotations

import io

from cramp_timer.line_mode.terminal import LineTerminal


def test_who_has_ended_typing_is_waited_for_no_longer() -> None:
    terminal = LineTerminal(io.StringIO("one\n"), io.StringIO())
    assert terminal.wait() == "one"
    assert terminal.wait() is None


def test_where_nobody_can_type_nothing_is_waited_for() -> None:
    assert LineTerminal(None, io.StringIO()).wait() is None
