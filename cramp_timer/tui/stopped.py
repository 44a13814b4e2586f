"""Makes a Textual app survive SIGSTOP, of which nobody is told before it happens."""

from __future__ import annotations

import signal

from textual.driver import Driver


def survive_sigstop(driver: Driver) -> None:
    """Let SIGCONT close the terminal before it is opened again.

    Textual 8.2.8 opens it a second time. Two input threads then wait for the same key; the one
    that does not get it waits on, and leaving waits for that thread.
    """
    if driver.is_headless or not hasattr(signal, "SIGCONT"):
        return
    reopen = signal.getsignal(signal.SIGCONT)

    def resume(number: int, frame: object) -> None:
        # After a Ctrl-Z, of which Textual is told, the terminal is closed already.
        if not getattr(driver, "_must_signal_resume", False):
            driver.suspend_application_mode()
        if callable(reopen):
            reopen(number, frame)  # type: ignore[arg-type]  # a frame, as it was given

    signal.signal(signal.SIGCONT, resume)
