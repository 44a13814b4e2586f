"""Tests of the notification of Windows that a reminder shows."""

from __future__ import annotations

import ctypes
import os
import sys
from threading import Thread

import pytest

from cramp_timer.system.clock import monotonic
from cramp_timer.system.windows_notification import (
    CALLBACK,
    CLICKED,
    ICON_CLICKED,
    class_name,
)

pytestmark = pytest.mark.skipif(os.name != "nt", reason="of Windows")


def click(name: str, what: int) -> None:
    """Do what the system does when somebody clicks: send the window its message."""
    if sys.platform == "win32":
        user = ctypes.WinDLL("user32")
        end = monotonic() + 30
        while monotonic() < end:
            if window := user.FindWindowExW(ctypes.c_void_p(-3), None, name, None):
                user.PostMessageW(window, CALLBACK, 0, what)
                return


@pytest.mark.parametrize("what", [CLICKED, ICON_CLICKED])
def test_a_click_on_a_reminder_says_yes(what: int) -> None:
    if sys.platform == "win32":
        from cramp_timer.system.windows_notification import is_clicked

        person = Thread(target=click, args=(class_name(), what))
        person.start()
        assert is_clicked("Time to stretch before bed.", 60)
        person.join()


def test_a_reminder_that_nobody_clicks_goes_away() -> None:
    if sys.platform == "win32":
        from cramp_timer.system.windows_notification import is_clicked

        assert not is_clicked("Time to stretch before bed.", 0.2)


def test_several_at_once_each_go_away_by_themselves() -> None:
    if sys.platform == "win32":
        from cramp_timer.system.windows_notification import is_clicked

        answers: list[bool] = []
        shown = [
            Thread(target=lambda number=number: answers.append(is_clicked("Stretch.", number / 20)))
            for number in range(1, 20)
        ]
        for each in shown:
            each.start()
        for each in shown:
            each.join()
        assert answers == [False] * len(shown)
