"""WebKit, the engine of every browser on an iPhone, as Debian packages it, over plain WebDriver."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BROWSER = Path("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser")
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PATIENCE = 30.0
_WINDOWS = 4


def missing() -> str | None:
    """Why there can be no WebKit here."""
    wanted = [name for name in ("WebKitWebDriver", "Xvfb") if shutil.which(name) is None]
    wanted += [] if BROWSER.exists() else [BROWSER.name]
    return f"needs {', '.join(wanted)}" if wanted else None


class EngineHungError(Exception):
    """The page's process does not answer any more."""


class WebKit:
    """A window of the browser."""

    def __init__(self, port: int) -> None:
        self._root = f"http://127.0.0.1:{port}"
        options = {"binary": str(BROWSER), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._session = f"/session/{self._ask('POST', '/session', wanted)['sessionId']}"

    def _ask(self, method: str, path: str, content: object = None) -> Any:
        data = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(self._root + path, data, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except TimeoutError as error:
            raise EngineHungError from error

    def open(self, file: Path, width: int, height: int) -> None:
        size = {"width": width, "height": height}
        self._ask("POST", f"{self._session}/window/rect", size)
        self._ask("POST", f"{self._session}/url", {"url": file.as_uri()})

    def run(self, script: str) -> Any:
        """Return what a script returns."""
        return self._ask("POST", f"{self._session}/execute/sync", {"script": script, "args": []})

    def press(self, selector: str) -> None:
        """Press a button by script, which sound does not count as a person's press."""
        self.run(f"document.querySelector({selector!r}).click()")

    def click(self, selector: str) -> None:
        """Click a button as a person does."""
        found = {"using": "css selector", "value": selector}
        element = self._ask("POST", f"{self._session}/element", found)[_ELEMENT]
        self._ask("POST", f"{self._session}/element/{element}/click", {})

    def until(self, condition: str) -> None:
        """Wait until a condition of the page holds; TimeoutError with the condition."""
        end = time.monotonic() + PATIENCE
        while not self.run(f"return Boolean({condition})"):
            if time.monotonic() > end:
                raise TimeoutError(condition)
            time.sleep(0.05)

    def close(self) -> None:
        self._ask("DELETE", self._session)


def use_webkit(home: Path, use: Callable[[WebKit], None]) -> None:
    """Use a window, and another one from the beginning where the engine hangs.

    On Linux the engine plays by GStreamer, and where a clip is replaced while it is still
    being opened, its main thread and the player's at times wait for each other for ever.
    """
    for number in range(1, _WINDOWS + 1):
        try:
            with _window(home / f"window-{number}") as page:
                use(page)
                return
        except EngineHungError:
            if number == _WINDOWS:
                raise


@contextmanager
def _window(home: Path) -> Iterator[WebKit]:
    """Open a window on a screen that nobody sees; what it keeps is in `home`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "800x1000x24"],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as told:
        display = told.readline().strip()
    folders = {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "DATA", "CACHE")}
    driver = subprocess.Popen(
        ["WebKitWebDriver", f"--port={port}"],
        env={
            **os.environ, **folders, "HOME": str(home), "DISPLAY": f":{display}",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "LIBGL_ALWAYS_SOFTWARE": "1",
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
        },
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        _wait_for(port)
        window = WebKit(port)
        yield window
        window.close()
    finally:
        os.killpg(driver.pid, signal.SIGKILL)  # with the engine, which may hang
        screen.kill()
        for process in (driver, screen):
            process.wait()


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError("the driver does not start")
