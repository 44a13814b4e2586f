"""Tests that the page leads in WebKit too, the engine of every browser on an iPhone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import pulse
from support.pulse import Pulse
from support.webkit import WebKit, missing, use_webkit

from cramp_timer.audio.voice.pack import Pack
from cramp_timer.export.web_page import phone_page
from cramp_timer.library import catalog
from cramp_timer.settings import Settings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.quiet,  # without a graphics card a window takes a processor for itself
    pytest.mark.skipif(missing() is not None, reason=missing() or ""),
]


@pytest.fixture
def file(pack: Pack, tmp_path: Path) -> Path:
    made = tmp_path / "phone.html"
    made.write_text(phone_page(catalog.load_all()[0], pack, 0.5, Settings()), encoding="utf-8")
    return made


def begin_routine(page: WebKit) -> None:
    page.until("document.body.dataset.view === 'home'")
    page.press("[data-routine]")
    page.click("#start")
    page.until("clock.running && clock.position > 0.5")


@pytest.mark.parametrize("size", [(390, 844), (320, 568)])
def test_webkit_without_a_sound_server_is_led_by_words_and_keeps_what_was_done(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "/nowhere")

    def use(page: WebKit) -> None:
        page.open(file, *size)
        begin_routine(page)
        assert page.run("return document.documentElement.scrollWidth <= innerWidth")
        page.press("#skip")
        page.until("document.getElementById('phase').textContent === 'HOLD'")
        for name in ("#home-key", "#cramp", "#now-start"):
            page.press(name)
        page.until("document.getElementById('say').textContent.startsWith('Straighten')")
        page.press("#now-start")
        page.until("document.getElementById('say').textContent.startsWith('Good')")
        kept = json.loads(page.run("return localStorage['cramp-timer diary']"))
        assert [cramp["eased"] for cramp in kept["cramps"]] == [True]
        assert len(kept["runs"]) == 1

    use_webkit(tmp_path, use)


@pytest.mark.skipif(pulse.missing() is not None, reason=pulse.missing() or "")
def test_webkit_plays_the_voice_of_a_routine(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Pulse(tmp_path / "pulse")
    server.start()
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)

    def use(page: WebKit) -> None:
        page.open(file, 390, 844)
        begin_routine(page)
        recording.wait_for_sound()
        assert page.run("return document.getElementById('trouble').textContent") == ""

    with server.recording() as recording:
        use_webkit(tmp_path, use)
    server.stop()
