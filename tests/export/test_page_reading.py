"""Tests that the page is readable with large text, other colours, less motion, right to left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cramp_timer.audio.voice.pack import Pack
from cramp_timer.export.web_page import phone_page
from cramp_timer.library import catalog
from cramp_timer.presentation.figure_svg import FRAMES
from cramp_timer.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
SIZES = [(390, 844), (320, 568), (568, 320), (1280, 800), (320, 256)]
RIGHT_TO_LEFT = "تمرين الساق"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, pack: Pack) -> Path:
    made = tmp_path_factory.mktemp("page") / "phone.html"
    routines = catalog.load_all()[0]
    routines["bedtime"] = routines["bedtime"].model_copy(update={"title": RIGHT_TO_LEFT})
    made.write_text(phone_page(routines, pack, 0.5, Settings()), encoding="utf-8")
    return made


@pytest.fixture
def opened(request: pytest.FixtureRequest, browser: Browser, file: Path) -> Iterator[Page]:
    """Open the page at a size, as set for this reader, in a routine."""
    (width, height), options = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-view]")
    yield page
    context.close()


def with_options(**options: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("opened", [(size, options) for size in SIZES], indirect=True)


def overlapping(page: Page) -> list[str]:
    """Return the parts that lie on one another when the page is scrolled to its beginning."""
    found: list[str] = page.evaluate(
        """() => {
          scrollTo(0, 0);
          const boxes = ["phase", "digits", "place", "say", "times"]
            .map((name) => [name, document.getElementById(name).getBoundingClientRect()])
            .filter(([, box]) => box.width && box.height);
          const on = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 &&
            a.top < b.bottom - 1 && b.top < a.bottom - 1;
          return boxes.flatMap(([one, a], n) => boxes.slice(n + 1)
            .filter(([, b]) => on(a, b)).map(([two]) => `${one} on ${two}`));
        }"""
    )
    return found


def assert_readable(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("[data-routine]").first.click()
    page.wait_for_selector("#routine-keys:not([hidden])")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert overlapping(page) == []
    # Keys that stay in view leave most of it to the words.
    covered = page.evaluate(
        "() => { const keys = document.getElementById('routine-keys');"
        " const stays = getComputedStyle(keys).position === 'sticky';"
        " return stays ? keys.offsetHeight / innerHeight : 0; }"
    )
    assert covered <= 0.4


@with_options()
def test_page_with_text_of_twice_the_size_overlaps_nowhere_and_scrolls_one_way(
    opened: Page,
) -> None:
    opened.evaluate("document.documentElement.style.fontSize = '200%'")
    assert_readable(opened)


@with_options(forced_colors="active")
def test_page_in_forced_colours_shows_the_edges_of_its_keys_and_bars(opened: Page) -> None:
    assert_readable(opened)
    for name in ("bar", "start"):
        width = opened.evaluate(
            "name => parseFloat(getComputedStyle(document.getElementById(name)).borderTopWidth)",
            name,
        )
        assert width >= 1


@with_options(reduced_motion="reduce")
def test_page_with_less_motion_shows_the_hold_and_not_the_way_to_it(opened: Page) -> None:
    assert_readable(opened)
    shown = opened.evaluate(
        """() => {
          const hold = timeline.segments.find((each) => each.kind === "hold");
          clock.seek(hold.start + 0.05);
          draw();
          return document.querySelector(".pose.shown").dataset.pose;
        }"""
    )
    assert shown.endswith(f" {FRAMES - 1}")


@with_options()
def test_a_title_from_right_to_left_is_whole_and_begins_at_its_own_side(opened: Page) -> None:
    assert_readable(opened)
    title = opened.locator("h1")
    assert title.inner_text() == RIGHT_TO_LEFT
    assert title.evaluate("each => each.scrollWidth <= each.clientWidth")
