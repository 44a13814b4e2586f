"""Tests of the diary report in a real browser: its printed size, labels and requests."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.years import many_nights

from cramp_timer.diary.report.facts import About
from cramp_timer.diary.report.page import report_page
from cramp_timer.diary.storage.queries import trend_of
from cramp_timer.diary.storage.store import Store
from cramp_timer.guide.texts import appointment_questions, guide
from cramp_timer.library import catalog

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
LAST = date(2026, 11, 22)
MUCH = "magnesium, quinine until March, a bar of soap, longer walks, a towel at the foot of the bed"


def about(routine: str) -> About:
    """Return everything that the page can tell of a person."""
    answers = tuple((each.text, "yes") for each in guide().questions)
    questions = tuple(each.text for each in appointment_questions())
    return About(answers, MUCH, MUCH, questions, catalog.load(routine))


def written(folder: Path, nights: int, routine: str = "bedtime") -> Path:
    store = Store(folder / "data")
    store.save(*many_nights(LAST, nights, cramps_in_ten=40))
    first = LAST - timedelta(days=nights - 1)
    file = folder / "report.html"
    shown, trend = store.nights(first, LAST), trend_of(store, LAST)
    text = report_page(shown, first, LAST, trend, about(routine))
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("nights", [14, 60, 3650])
def test_printed_report_is_one_page_on_a4_and_letter_paper(
    browser: Browser, tmp_path: Path, paper: str, nights: int
) -> None:
    page = browser.new_page()
    page.goto(written(tmp_path, nights).as_uri())
    printed = page.pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


@pytest.mark.parametrize("routine", catalog.BUILT_IN)
def test_report_shows_the_exercises_that_were_done_beside_the_figures_it_tells(
    browser: Browser, tmp_path: Path, routine: str
) -> None:
    page = browser.new_page()
    page.goto(written(tmp_path, 14, routine).as_uri())
    titles = page.locator(".figures figcaption").all_inner_texts()
    assert set(titles) <= {each.title for each in catalog.load(routine).exercises}
    assert titles
    printed = page.pdf(format="Letter")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.close()


def test_report_labels_every_night_and_requests_no_other_address(
    browser: Browser, tmp_path: Path
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    file = written(tmp_path, 60)
    page = browser.new_context(bypass_csp=True).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert page.locator("main > svg:not(.clock) title").count() == 60
    assert page.locator("svg .bar").count() > 10
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
