"""Tests that the page leads on through whatever happens to its sound, its clock and its storage."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cramp_timer.audio.voice.pack import Pack
from cramp_timer.export.web_page import cramp_page, phone_page
from cramp_timer.library import catalog
from cramp_timer.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
MINE = Settings(pregnant=False, falls=False, numb_feet=False, medicines=False)
IN_STEP = "!sound.track.paused && Math.abs(sound.track.currentTime - clock.position) < 0.3"
SILENT = "There is no sound just now. The words and the clock go on."


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from cramp_timer.audio.voice.pack import built_in_folder

    file = tmp_path_factory.mktemp("page") / "phone.html"
    page = phone_page(catalog.load_all()[0], Pack(built_in_folder()), 0.5, MINE)
    file.write_text(page, encoding="utf-8")
    return file


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, accept_downloads=True)
    opened = context.new_page()
    yield opened
    context.close()


def until(page: Page, condition: str, seconds: float = 30.0) -> None:
    """Wait until a condition holds; the policy of the page blocks wait_for_function."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(20)


def leads(page: Page) -> None:
    """Check that the clock and the words go on by themselves."""
    before = page.evaluate("[clock.position, digits.textContent]")
    until(page, f"clock.position > {before[0]} + 1.2")
    assert page.evaluate("digits.textContent") != before[1]


def begin(page: Page, file: Path, before: str = "") -> None:
    """Open the page, with a script that runs before its own, and start a routine."""
    if before:
        page.add_init_script(before)
    page.goto(file.as_uri())
    page.click("[data-routine='1']")
    page.click("#start")


def test_an_element_that_reports_an_error_costs_no_second_and_is_tried_again(
    page: Page, phone: Path
) -> None:
    begin(page, phone)
    until(page, "sound.trackUrl && !sound.track.paused")
    page.evaluate(
        "window.real = sound.trackUrl; sound.track.src = sound.trackUrl = 'blob:null/gone'"
    )
    until(page, f"sound.failed && trouble.textContent === {json.dumps(SILENT)}")
    leads(page)
    page.evaluate("sound.trackUrl = window.real")
    until(page, "!sound.failed && !sound.track.paused")  # by itself
    assert page.locator("#trouble").inner_text() == ""
    until(page, IN_STEP)  # the element seeks in its own time; the clock never waited for it


def test_sound_that_the_browser_refuses_leaves_the_words(page: Page, phone: Path) -> None:
    begin(
        page, phone,
        "HTMLMediaElement.prototype.play = () =>"
        " Promise.reject(new DOMException('no', 'NotAllowedError'));",
    )  # fmt: skip
    until(page, f"document.getElementById('trouble').textContent === {json.dumps(SILENT)}")
    leads(page)


def test_a_call_that_pauses_the_sound_pauses_nothing_else(page: Page, phone: Path) -> None:
    begin(page, phone)
    until(page, "sound.trackUrl && !sound.track.paused")
    page.evaluate("sound.track.pause()")
    leads(page)
    until(page, IN_STEP)


def test_without_web_audio_it_is_heard_clip_by_clip(page: Page, phone: Path) -> None:
    begin(page, phone, "delete window.OfflineAudioContext; delete window.AudioContext;")
    until(page, "sound.slots.some(slot => slot.cue && slot.element.currentTime > 0)")
    leads(page)
    assert page.evaluate("sound.trackUrl") == ""


def test_the_words_can_be_read_without_a_script(browser: Browser, phone: Path) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(phone.as_uri())
    text = page.locator("#plain").inner_text()
    assert "Straighten your leg. Slowly pull your foot and toes up" in text
    for routine in catalog.load_all()[0].values():
        assert routine.title in text
        assert routine.exercises[0].instruction in text
    assert page.locator("#signs").count() == 1
    assert not page.locator("#lead").is_visible()
    context.close()


@pytest.mark.parametrize("seconds", [6, pytest.param(60, marks=pytest.mark.long)])
def test_a_page_that_was_frozen_is_where_the_clock_is(
    page: Page, phone: Path, seconds: int
) -> None:
    begin(page, phone)
    until(page, "clock.running")
    started = "Date.now() / 1000 - clock.position"
    before = page.evaluate(started)
    control: CDPSession = page.context.new_cdp_session(page)
    control.send("Page.setWebLifecycleState", {"state": "frozen"})
    time.sleep(seconds)  # the page's own time, which nothing can hasten
    control.send("Page.setWebLifecycleState", {"state": "active"})
    until(page, f"clock.position > {seconds}")
    assert page.evaluate(started) == pytest.approx(before, abs=0.5)
    leads(page)


def test_on_a_slow_phone_the_button_of_a_cramp_works_at_once(
    page: Page, pack: Pack, tmp_path: Path
) -> None:
    file = tmp_path / "now.html"
    file.write_text(cramp_page(pack, 0.5, MINE), encoding="utf-8")
    control: CDPSession = page.context.new_cdp_session(page)
    control.send("Emulation.setCPUThrottlingRate", {"rate": 20})
    page.goto(file.as_uri(), wait_until="commit")
    page.wait_for_selector("body[data-view='now']", timeout=30_000)
    assert page.locator("#say").inner_text().startswith("Straighten your leg")
    assert page.locator("#now-start").is_enabled()
    page.evaluate("document.getElementById('now-start').click()")
    until(page, "stage === 'coaching' && clock.running", 30.0)


def test_storage_that_is_refused_is_said_and_stops_nothing(page: Page, phone: Path) -> None:
    begin(
        page, phone,
        "Object.defineProperty(window, 'localStorage',"
        " {get() { throw new DOMException('no', 'SecurityError'); }});",
    )  # fmt: skip
    leads(page)
    page.click("#home-key")
    assert "forgets it when the page is closed" in page.locator("#kept").inner_text()


def test_a_held_key_counts_once_and_the_keys_of_the_phone_may_come_twice(
    page: Page, phone: Path
) -> None:
    begin(page, phone)
    until(page, "clock.running")
    first, reached = page.evaluate(
        "() => { for (const repeat of [false, true, true]) document.body.dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true, repeat}));"
        " return [timeline.segments[1].entry, clock.position]; }"
    )
    assert reached == pytest.approx(first, abs=0.1)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Space")
    until(page, "!clock.running")


def test_the_screen_is_kept_awake_again_when_the_page_comes_back(page: Page, phone: Path) -> None:
    begin(
        page, phone,
        "window.asked = 0; Object.defineProperty(navigator, 'wakeLock',"
        " {value: {request: async () =>"
        " { window.asked++; const lock = new EventTarget(); lock.release = async () => {};"
        " window.lock = lock; return lock; }}});",
    )  # fmt: skip
    until(page, "window.asked === 1")
    page.evaluate("window.lock.dispatchEvent(new Event('release'))")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    until(page, "window.asked === 2")


def test_reps_seconds_and_legs_that_were_changed_are_remembered(page: Page, phone: Path) -> None:
    page.goto(phone.as_uri())
    page.click("[data-routine='2']")
    before = page.evaluate("timeline.segments.filter(each => each.kind === 'hold').length")
    page.click("#changes summary")
    page.fill("#change-reps", "2")
    page.select_option("#change-side", "left")
    page.fill("#change-hold", "30")
    page.keyboard.press("Tab")
    holds = "timeline.segments.filter(each => each.kind === 'hold')"
    assert page.evaluate(f"{holds}.map(each => [each.side, each.end - each.start])") == [
        ["left", 30], ["left", 30],
    ]  # fmt: skip
    assert before == 10
    page.reload()
    page.click("[data-routine='2']")
    assert page.evaluate(f"{holds}.length") == 2


def kept(page: Page, tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """Save what is kept for the diary."""
    page.evaluate("navigator.canShare = undefined")
    with page.expect_download() as download:
        page.click("#hand-over")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    return file, json.loads(file.read_text(encoding="utf-8"))


def test_a_night_on_the_phone_comes_back_to_the_diary_once(
    page: Page, phone: Path, tmp_path: Path
) -> None:
    from cramp_timer.diary.storage.store import Store
    from cramp_timer.diary.storage.transfer import import_tables

    begin(page, phone)
    page.evaluate("jump(timeline.segments[1].start - 0.05)")
    page.evaluate("clock.seek(timeline.segments[1].end + 0.2)")
    page.click("#start")
    page.click("#home-key")
    page.click("#cramp")
    page.click("#now-start")
    page.click("#leg-left")
    page.click("#now-start")
    page.select_option("#worst", "7")
    page.fill("#note", "after a long walk")
    page.click("#home-key")
    page.click("[data-cramps='2']")
    file, document = kept(page, tmp_path)
    assert document["cramp_timer_diary"] == 1
    store = Store(tmp_path / "diary")
    rows, taken, _ = import_tables(store, file)
    assert rows == taken
    assert import_tables(store, file)[1] == 0  # nothing twice
    cramp = next(row for row in store.rows("cramps") if row["worst"] == 7)
    assert (cramp["side"], cramp["eased"], cramp["note"]) == ("left", 1, "after a long walk")
    (run,) = store.rows("runs")
    assert run["routine"] == "wall-stretch"
    store.close()


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows["cramps"][0].update(worst=99),
        lambda rows: rows["cramps"][0].update(id="../../x"),
        lambda rows: rows["cramps"][0].update(started="yesterday"),
        lambda rows: rows["cramps"][0].update(note="x" * 5000),
        lambda rows: rows["cramps"][0].update(surprise=1),
        lambda rows: rows.update(cramp_timer_diary=99),
        lambda rows: rows.update(cramps={"a": 1}),
    ],
)
def test_a_file_that_was_tampered_with_is_refused_whole_with_one_sentence(
    tmp_path: Path, change: Any
) -> None:
    from cramp_timer.diary.storage.store import Store
    from cramp_timer.diary.storage.transfer import import_tables
    from cramp_timer.errors import DiaryError

    row = {
        "id": "a-1", "night": "2026-11-24", "started": "2026-11-25T03:10:00+01:00",
        "source": "now", "changed": "2026-11-25T03:12:00Z",
    }  # fmt: skip
    rows = {"cramp_timer_diary": 1, "cramps": [row], "nights": [], "runs": [], "held": []}
    change(rows)
    file = tmp_path / "phone.json"
    file.write_text(json.dumps(rows), encoding="utf-8")
    store = Store(tmp_path / "diary")
    with pytest.raises(DiaryError, match=r"phone\.json"):
        import_tables(store, file)
    assert list(store.rows("cramps")) == []
    store.close()
