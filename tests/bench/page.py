"""The pages for a phone: how large they are, and how soon their first button works."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figure import Figure, against

from cramp_timer.audio.voice.pack import Pack, built_in_folder
from cramp_timer.export.web_page import cramp_page, phone_page, routine_page
from cramp_timer.library import catalog
from cramp_timer.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLOOR = "<!doctype html><title>floor</title><body data-view='now'><button id='now-start'>now"
GAIN = 0.5
ROUNDS = 5


def page_figures(folder: Path) -> Iterator[Figure]:
    """Sizes, and the time to the first button against a page that is one button."""
    pack, settings = Pack(built_in_folder()), Settings()
    routines = catalog.load_all()[0]
    pages = {
        "everything": phone_page(routines, pack, GAIN, settings),
        "a cramp": cramp_page(pack, GAIN, settings),
        "bedtime": routine_page("bedtime", routines["bedtime"], pack, GAIN, settings),
    }
    for name, text in pages.items():
        goal = "< 7 MB" if name == "everything" else "< 3 MB"
        yield Figure(f"page, {name}: size", f"{len(text.encode()) / 1e6:.1f} MB", goal=goal)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return
    ours, floor = folder / "cramp.html", folder / "floor.html"
    ours.write_text(pages["a cramp"], encoding="utf-8")
    floor.write_text(FLOOR, encoding="utf-8")
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=options)
        for rate in (1, 6, 20):
            least = min(_milliseconds(browser, floor, rate) for _ in range(ROUNDS))
            most = sorted(_milliseconds(browser, ours, rate) for _ in range(ROUNDS))[ROUNDS // 2]
            yield against(f"page, a cramp: first button, CPU slowed {rate} ×", most, least, 5)
        browser.close()


def _milliseconds(browser: Browser, file: Path, rate: int) -> float:
    """How long it takes from opening a page until its button can be pressed."""
    page = browser.new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
    begun = time.perf_counter()
    page.goto(file.as_uri(), wait_until="commit")
    page.wait_for_selector("body[data-view='now'] #now-start")
    taken = (time.perf_counter() - begun) * 1000
    page.close()
    return taken
