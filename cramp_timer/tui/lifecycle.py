"""How an app ends and goes on: signals, a terminal that is gone, SIGSTOP."""

from __future__ import annotations

import asyncio
import select
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.driver import Driver
from textual.screen import Screen

from cramp_timer.system.interrupt import was_interrupted
from cramp_timer.system.threads import begin

if TYPE_CHECKING:
    from rich.console import RenderableType

GRACE_SECONDS = 1.5
MOUNTED_SECONDS = 0.05
"""How long until a request for an end that came while a screen was opening is looked at again."""


class LeavableApp(App[None]):
    """An app that may be left at any moment, also while a screen is just opening.

    Once an app is ending, Textual 8.2.8 mounts widgets without their children; they look for them,
    and the app ends in a traceback.
    """

    _is_left = False

    def exit(
        self,
        result: None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Leave once no screen is just opening, and open none meanwhile."""
        self._is_left = True
        self.when_mounted(partial(super().exit, result, return_code, message))

    def push_screen(self, *args: Any, **kwargs: Any) -> Any:
        """Open a screen over the current one, as long as nobody leaves."""
        return AwaitComplete() if self._is_left else super().push_screen(*args, **kwargs)

    def switch_screen(self, screen: Screen[Any] | str) -> AwaitComplete:
        """Open a screen in place of the current one, as long as nobody leaves."""
        return AwaitComplete() if self._is_left else super().switch_screen(screen)

    def when_mounted(self, act: Callable[[], None]) -> None:
        """Act once every screen is mounted."""
        if self.screen_stack and all(screen.is_mounted for screen in self.screen_stack):
            act()
        else:
            self.set_timer(MOUNTED_SECONDS, partial(self.when_mounted, act))


def survive_sigstop(driver: Driver) -> None:
    """Have the running loop close the terminal at each SIGCONT before it is opened again.

    Textual 8.2.8 opens it a second time. Two input threads then wait for the same key; the one
    that does not get it remains blocked, and leaving waits for that thread. It also does so in the
    middle of whatever runs: of a write to the terminal, which then waits for itself forever.
    """
    if driver.is_headless or not hasattr(signal, "SIGCONT"):
        return

    def resume() -> None:
        if not driver._auto_restart:  # another program has the terminal
            return
        # After Ctrl-Z, which Textual handles itself, the terminal is closed already.
        if not getattr(driver, "_must_signal_resume", False):
            driver.suspend_application_mode()
        driver.resume_application_mode()

    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGCONT, resume)
    stop = signal.getsignal(signal.SIGTSTP)
    if callable(stop):
        loop.add_signal_handler(signal.SIGTSTP, lambda: stop(signal.SIGTSTP, None))


def when_asked_to_end(end: Callable[[], None]) -> None:
    """Call `end` in the running loop at each signal that asks for it and is not ignored."""
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)  # each system lacks some
        if number is None or signal.getsignal(number) is signal.SIG_IGN:  # as under nohup
            continue
        if sys.platform == "win32":  # its loop takes no signals, but is woken by each
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(end))
        else:
            loop.add_signal_handler(number, end)
    if was_interrupted():  # while nothing could listen
        loop.call_soon(end)


def when_terminal_is_gone(driver: Driver, end: Callable[[], None]) -> None:
    """Call `end` from a thread when the terminal is gone and the app has not ended by itself.

    Textual 8.2.8 writes from a thread that ends with the terminal. The app then waits for room in
    that thread's queue forever: it handles no more signals, and its input thread spins.
    """
    if driver.is_headless or not hasattr(select, "poll") or sys.__stdin__ is None:
        return
    hung_up = select.poll()
    hung_up.register(sys.__stdin__.fileno(), select.POLLHUP)  # by name: macOS wants one

    def watch() -> None:
        while not hung_up.poll():
            pass
        time.sleep(GRACE_SECONDS)  # the app may end by itself, and better
        end()

    begin(watch, name="terminal watch")
