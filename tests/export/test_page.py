"""Tests of the exported web page in a real browser: display, controls, privacy, accessibility."""

from __future__ import annotations

import time
from html import escape
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cramp_timer.audio.voice.pack import Pack
from cramp_timer.core.compiler import Style, compile_timeline
from cramp_timer.core.engine import EngineSnapshot, State
from cramp_timer.core.routine import RoutineOverrides
from cramp_timer.core.timeline import Kind, Timeline
from cramp_timer.export.web_page import cramp_page, phone_page, routine_page
from cramp_timer.guide.lines import signs_of
from cramp_timer.guide.texts import warning_signs
from cramp_timer.library import catalog
from cramp_timer.presentation.figure_svg import FRAMES
from cramp_timer.presentation.routine_view import routine_view
from cramp_timer.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PHONE, SMALL, SIDEWAYS, DESK = (390, 844), (320, 568), (568, 320), (1280, 800)
ZOOMED = (320, 256)
"""A desk at 400 % zoom: there the page scrolls."""
MINE = Settings(pregnant=False, falls=False, numb_feet=False, medicines=False)
HOSTILE = "</script><script>alert(1)</script> \"'&{{data}}<img src=x onerror=alert(1)>"[:60]


class Services:
    """A page opened from a file, with its console messages and its requests."""

    def __init__(self, browser: Browser, file: Path, size: tuple[int, int]) -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page: Page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.clock.install()
        self.page.goto(file.as_uri())
        self.page.wait_for_selector("body[data-view]")

    def text(self, name: str) -> str:
        text: str = self.page.locator(f"#{name}").inner_text()
        return text

    def until(self, condition: str) -> None:
        """Wait until a condition holds; the policy of the page blocks wait_for_function."""
        end = time.monotonic() + 30
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, condition
            self.page.wait_for_timeout(20)

    def stop_time(self) -> None:
        """From now on the clock and the timers of the page move by `passes` alone."""
        self.page.clock.pause_at(self.page.evaluate("Date.now() / 1000 + 60"))

    def passes(self, seconds: float) -> None:
        """Let time pass in the page, with every timer and frame that falls into it."""
        self.page.clock.run_for(round(seconds * 1000))

    def at(self, seconds: float) -> dict[str, object]:
        """What the page shows at a second of the routine."""
        self.page.evaluate("s => { clock.pause(); clock.seek(s); draw(); }", seconds)
        shown: dict[str, object] = self.page.evaluate(
            "() => ({now: clock.position, phase: phase.textContent, say: say.textContent,"
            " digits: digits.textContent, place: document.getElementById('place').textContent,"
            " pose: document.querySelector('.pose.shown')?.dataset.pose})"
        )
        return shown


@pytest.fixture
def timeline(pack: Pack) -> Timeline:
    return compile_timeline(catalog.load("bedtime"), pack, Style(keys=False))


@pytest.fixture
def file(timeline: Timeline, pack: Pack, tmp_path: Path) -> Path:
    made = tmp_path / "bedtime.html"
    made.write_text(
        routine_page("bedtime", catalog.load("bedtime"), pack, 0.5, Settings()), encoding="utf-8"
    )
    return made


def expected(timeline: Timeline, seconds: float) -> tuple[str, str]:
    place = timeline.index_at(seconds)
    segment = timeline.segments[place]
    after = timeline.segments[place + 1 : place + 2]
    upcoming = after[0] if after else None
    moment = EngineSnapshot(State.RUNNING, seconds, place, segment, upcoming, segment.end - seconds)
    face = routine_view(moment, timeline, keys=False)
    return face.phase, face.digits


def test_page_shows_phase_digits_and_pose_of_the_timeline_in_every_segment(
    browser: Browser, file: Path, timeline: Timeline
) -> None:
    opened = Services(browser, file, PHONE)
    for segment in timeline.segments:
        for seconds in (segment.start + 0.1, (segment.start + segment.end) / 2, segment.end - 0.1):
            shown = opened.at(seconds)
            assert shown["now"] == pytest.approx(seconds, abs=0.001)
            assert (shown["phase"], shown["digits"]) == expected(timeline, seconds)
            if segment.pose:
                moved = seconds - segment.start if segment.kind is Kind.HOLD else 0
                frame = ceil(min(1, moved) * (FRAMES - 1))
                assert shown["pose"] == f"{segment.pose} {frame}"
    assert opened.said == []


def test_paused_page_goes_one_step_on_with_every_press_of_skip(
    browser: Browser, file: Path, timeline: Timeline
) -> None:
    opened = Services(browser, file, PHONE)
    opened.stop_time()
    page = opened.page
    page.click("#start")
    opened.passes(0.1)
    page.click("#start")
    for segment in timeline.segments[1:4]:
        page.click("#skip")
        assert page.evaluate("clock.position") == pytest.approx(segment.start, abs=0.01)
        assert opened.text("phase") == expected(timeline, segment.start)[0]
    hold = timeline.segments[3]
    assert hold.kind is Kind.HOLD
    page.click("#start")
    assert page.evaluate("clock.position") < hold.start - 0.5  # it begins with its words


def test_page_plays_pauses_skips_and_goes_back(
    browser: Browser, file: Path, timeline: Timeline
) -> None:
    opened = Services(browser, file, PHONE)
    opened.stop_time()
    page = opened.page
    page.click("#start")
    opened.passes(0.4)
    assert page.evaluate("clock.position") == pytest.approx(0.4, abs=0.001)
    assert opened.text("start") == "Pause"
    assert opened.text("phase") == expected(timeline, 0.4)[0]
    first = next(segment for segment in timeline.segments if segment.kind is Kind.HOLD)
    page.click("#skip")
    assert page.evaluate("clock.position") == pytest.approx(first.entry, abs=0.001)
    page.click("#skip")  # past the words before it
    opened.passes(0.1)
    assert opened.text("phase") == "HOLD"
    page.click("#start")
    stopped = page.evaluate("clock.position")
    opened.passes(60)  # paused, nothing moves
    assert page.evaluate("clock.position") == stopped
    assert opened.text("start") == "Go on"
    assert opened.text("status") == "Paused."
    opened.at(first.start + 2)
    page.click("#start")  # the interrupted hold begins again
    assert page.evaluate("[clock.running, clock.position]") == [
        True, pytest.approx(first.entry, abs=0.001),
    ]  # fmt: skip
    page.click("#back")
    assert page.evaluate("clock.position") < first.entry
    assert opened.said == []


def test_page_shows_a_hold_within_a_tenth_of_a_second_of_its_sound(
    browser: Browser, file: Path, timeline: Timeline
) -> None:
    opened = Services(browser, file, PHONE)
    opened.stop_time()
    hold = next(segment for segment in timeline.segments if segment.kind is Kind.HOLD)
    opened.at(hold.start - 1.2)
    opened.page.evaluate(
        "window.changed = []; new MutationObserver(() => changed.push(clock.position))"
        ".observe(phase, {childList: true}); clock.start()"
    )
    opened.passes(2)
    assert opened.page.evaluate("changed") == [pytest.approx(hold.start, abs=0.1)]


def test_page_reports_the_end_of_the_routine_and_plays_again(browser: Browser, file: Path) -> None:
    opened = Services(browser, file, PHONE)
    opened.stop_time()
    opened.page.click("#start")
    opened.page.evaluate("jump(timeline.seconds - 0.3)")
    opened.passes(0.5)
    assert opened.page.evaluate("finished")
    assert opened.text("status") == "Done."
    assert opened.text("start") == "Again"
    opened.page.click("#start")
    assert opened.page.evaluate("[clock.running, clock.position]") == [True, 0]


def test_page_is_controlled_by_the_keyboard(browser: Browser, file: Path) -> None:
    opened = Services(browser, file, DESK)
    page = opened.page
    page.keyboard.press("Space")
    opened.until("clock.running")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("clock.position") > 5
    page.keyboard.press("Space")
    opened.until("!clock.running")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "back"


def test_page_requests_no_other_address_and_its_policy_refuses_a_request(
    browser: Browser, file: Path
) -> None:
    opened = Services(browser, file, PHONE)
    opened.page.click("#start")
    opened.until("clock.position > 0.2")
    others = [url for url in opened.asked if not url.startswith(("blob:", file.as_uri()))]
    assert others == []
    refused = opened.page.evaluate(
        "() => fetch('http://127.0.0.1:9/').then(() => 'sent', error => error.name)"
    )
    assert refused == "TypeError"
    assert any("Content Security Policy" in said for said in opened.said)


def test_page_shows_hostile_titles_as_plain_text(
    browser: Browser, pack: Pack, tmp_path: Path
) -> None:
    loaded = catalog.load("wall-stretch")
    exercise = loaded.exercises[0].model_copy(update={"title": HOSTILE, "instruction": HOSTILE})
    made = loaded.model_copy(update={"title": HOSTILE, "exercises": (exercise,)})
    file = tmp_path / "hostile.html"
    file.write_text(routine_page("hostile", made, pack, 0.5, Settings()), encoding="utf-8")
    opened = Services(browser, file, PHONE)
    assert opened.page.title() == HOSTILE
    assert opened.page.locator("h1").inner_text() == HOSTILE
    assert HOSTILE[:20] in opened.text("say")
    assert opened.page.locator("img").count() == 0
    assert opened.said == []


@pytest.mark.parametrize("size", [PHONE, SMALL, SIDEWAYS, DESK, ZOOMED])
@pytest.mark.parametrize("kind", ["routine", "now", "home"])
def test_page_fits_the_screen_and_has_no_accessibility_violation(
    browser: Browser, file: Path, pack: Pack, tmp_path: Path, size: tuple[int, int], kind: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    if kind == "now":
        file = tmp_path / "now.html"
        file.write_text(cramp_page(pack, 0.5, MINE), encoding="utf-8")
    if kind == "home":
        file = tmp_path / "phone.html"
        file.write_text(phone_page(catalog.load_all()[0], pack, 0.5, MINE), encoding="utf-8")
    opened = Services(browser, file, size)
    if kind == "routine":
        opened.at(40.0)
    wide = opened.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= size[0]
    name = "#start" if kind == "routine" else "#now-start" if kind == "now" else "#cramp"
    button = opened.page.locator(name).bounding_box()
    assert button is not None
    assert size == ZOOMED or button["y"] + button["height"] <= size[1]
    # The content policy of the page blocks injected scripts, so axe bypasses the policy.
    context = browser.new_context(bypass_csp=True, viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-view]")
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()


def test_cramp_page_follows_a_cramp_that_eases_returns_and_does_not_ease(
    browser: Browser, pack: Pack, tmp_path: Path
) -> None:
    file = tmp_path / "now.html"
    file.write_text(cramp_page(pack, 0.5, MINE), encoding="utf-8")
    opened = Services(browser, file, PHONE)
    opened.stop_time()
    page = opened.page
    page.click("#now-start")
    opened.passes(3.5)
    assert opened.text("say").startswith("Straighten your leg")
    assert opened.text("now-start") == "It has eased"
    page.click("#now-start")
    assert page.evaluate("stage") == "eased"
    assert opened.text("status").startswith("Eased after 0:03")
    page.click("#now-start")
    assert page.evaluate("[stage, clock.position]") == ["coaching", 0]
    page.click("#worse")
    assert page.evaluate("stage") == "check"
    opened.passes(page.evaluate("data.tracks.check.seconds") + 0.5)
    assert page.evaluate("stage") == "coaching"  # the coaching goes on
    page.click("#worse")
    assert page.evaluate("stage") == "worse"
    page.click("#now-start")  # after a cramp that did not ease, no relief is offered
    assert page.evaluate("stage") == "easedAfterAll"
    relief = "data.tracks.easedAfterAll.steps.some(s => /warm on it/.test(s.text))"
    assert not opened.page.evaluate(relief)
    assert opened.said == []


def test_cramp_page_offers_no_relief_advice_after_ten_minutes(
    browser: Browser, pack: Pack, tmp_path: Path
) -> None:
    file = tmp_path / "now.html"
    file.write_text(cramp_page(pack, 0.5, MINE), encoding="utf-8")
    opened = Services(browser, file, PHONE)
    opened.stop_time()
    opened.page.click("#now-start")
    opened.page.evaluate("clock.seek(data.lateSeconds + 1)")
    opened.passes(0.2)
    assert "Ten minutes" in opened.text("say")
    opened.page.click("#now-start")
    assert opened.page.evaluate("stage") == "late"


@pytest.mark.parametrize("pregnant", [True, None])
def test_cramp_page_offers_no_massage_in_pregnancy_or_unanswered(
    pack: Pack, pregnant: bool | None
) -> None:
    assert "may rub it" in cramp_page(pack, 0.5, MINE)
    assert "may rub it" not in cramp_page(pack, 0.5, Settings(pregnant=pregnant))


def test_pages_carry_every_warning_sign_and_a_link_to_call_each_number(pack: Pack) -> None:
    mine = Settings(emergency_number="112", help_number="+44 (0)800 123")
    for page in (
        cramp_page(pack, 0.5, mine),
        routine_page("seated", catalog.load("seated"), pack, 0.5, mine),
    ):
        for group in warning_signs():
            assert all(escape(sign.text) in page for _, sign in signs_of(group, mine.profile))
        assert 'href="tel:112"' in page
        assert 'href="tel:+440800123"' in page


def test_page_offers_a_button_to_go_on_during_a_set_up_that_may_end_early(
    browser: Browser, file: Path, timeline: Timeline
) -> None:
    opened = Services(browser, file, PHONE)
    opened.page.click("#start")
    opened.page.click("#there")
    opened.until(f"clock.position >= {timeline.gates[0]}")
    opened.until("there.hidden")
    assert opened.said == []


def test_page_of_every_built_in_routine_is_smaller_than_three_megabytes(pack: Pack) -> None:
    for name in catalog.BUILT_IN:
        made = RoutineOverrides().apply_to(catalog.load(name))
        page = routine_page(name, made, pack, 0.5, Settings())
        assert len(page.encode()) < 3_000_000, name


@pytest.mark.parametrize(("with_extra", "largest"), [(True, 3_000_000), (False, 7_000_000)])
def test_one_page_with_everything_is_small_enough_to_send(
    pack: Pack, monkeypatch: pytest.MonkeyPatch, with_extra: bool, largest: int
) -> None:
    if with_extra:
        pytest.importorskip("soundfile", reason="needs the extra export")
    else:
        monkeypatch.setattr("cramp_timer.export.web_page.smaller", lambda content: content)
    page = phone_page(catalog.load_all()[0], pack, 0.5, MINE)
    assert len(page.encode()) < largest
