"""Tests that what waits on the phone is shown as codes that a camera reads into the diary."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cramp_timer.audio.voice.pack import Pack, built_in_folder
from cramp_timer.diary.storage.queries import trend_of
from cramp_timer.diary.storage.store import Store
from cramp_timer.diary.storage.transfer import import_tables
from cramp_timer.diary.trend import Word
from cramp_timer.export import web
from cramp_timer.export.web_page import phone_page
from cramp_timer.library import catalog
from cramp_timer.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
zxing = pytest.importorskip("zxingcpp", reason="needs the extra browser")
image = pytest.importorskip("PIL.Image", reason="needs the extra browser")
QR_MODULE = Path(web.__file__).parent / "qr.js"
FULL_VERSIONS = [17, 32, 78, 106, 134, 154, 230, 321, 718, 858, 1367, 2953]
"""Bytes that fill versions 1, 2, 4, 5, 6, 7, 9, 11, 18, 20, 26 and 40."""


def read_back(picture: Any) -> str:
    (found,) = zxing.read_barcodes(picture)
    assert found.format == zxing.BarcodeFormat.QRCode
    return str(found.text)


def picture_of(rows: list[str]) -> Any:
    """Draw a code with its quiet zone, four points to a module."""
    across = len(rows) + 8
    drawn = image.new("L", (across, across), 255)
    for y, row in enumerate(rows, 4):
        for x, module in enumerate(row, 4):
            drawn.putpixel((x, y), 0 if module == "1" else 255)
    return drawn.resize((across * 4, across * 4), image.Resampling.NEAREST)


def test_a_text_of_any_length_becomes_a_code_that_is_read_back() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node")
    lengths = [each + more for each in FULL_VERSIONS for more in (0, 1) if each + more <= 2953]
    texts = ["Wade 🦵 é"] + [("{" + "left:1," * 500)[:length] for length in lengths]
    script = (
        f"import {{ qrCode }} from {json.dumps(QR_MODULE.as_uri())};"
        f"console.log(JSON.stringify({json.dumps(texts)}.map((text) =>"
        " qrCode(text).map((row) => row.map(Number).join('')))))"
    )
    made = subprocess.run(
        [node, "--input-type=module", "-e", script],
        capture_output=True, encoding="utf-8", timeout=100, check=True,
    )  # fmt: skip
    codes = json.loads(made.stdout)
    assert [read_back(picture_of(rows)) for rows in codes] == texts
    sizes = [len(rows) for rows in codes[1:]]
    assert sizes[:4] == [21, 25, 25, 29]  # the smallest version that holds it


def opened(browser: Browser, tmp_path: Path, look: str, width: int) -> Page:
    file = tmp_path / "phone.html"
    routines = {"ankle-flex": catalog.load("ankle-flex")}
    content = phone_page(
        routines, Pack(built_in_folder()), 0.5, Settings.model_validate({"theme": look})
    )
    file.write_text(content, encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 640})
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-view]")
    return page


def keep_nights(page: Page) -> None:
    """Keep two nights, the second with three cramps and a routine in part."""
    page.evaluate(
        """() => {
          diary.keep("nights", { night: "2026-11-23", none: true, skipped: false });
          for (const [number, note] of ["after a long walk", "", "ä".repeat(400)].entries()) {
            diary.keep("cramps", {
              id: newId(), night: "2026-11-24", source: "now", eased: true,
              started: `2026-11-25T0${number + 1}:10:00.000+01:00`,
              ended: `2026-11-25T0${number + 1}:12:00.000+01:00`,
              side: "left", worst: number === 1 ? null : 7, note,
            });
          }
          diary.keepRun(
            { id: newId(), night: "2026-11-24", started: "2026-11-24T22:30:00.000+01:00",
              routine: "ankle-flex", title: "Ankle flex", seconds: 61.5, finished: false },
            [{ title: "Ankle flex", holds: 5, seconds: 50 }],
          );
          home();
        }"""
    )


@pytest.mark.parametrize(
    ("look", "width"), [("night", 390), ("day", 390), ("contrast", 320), ("night", 320)]
)
def test_all_that_waits_is_read_from_the_screen_of_a_phone_into_the_diary(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, look: str, width: int
) -> None:
    page = opened(browser, tmp_path, look, width)
    keep_nights(page)
    page.click("#codes")
    count = page.evaluate("codes.length")
    assert count > 1
    texts = []
    for number in range(1, count + 1):
        assert page.text_content("#code-says").startswith(f"Code {number} of {count}.")
        shown = page.locator("#code svg").screenshot()
        texts.append(read_back(image.open(io.BytesIO(shown))))
        if number < count:
            assert not page.is_visible("#clear")  # not before all of it was shown
            page.click("#next-code")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    document = json.loads(page.evaluate("diary.document()"))
    page.click("#clear")
    assert page.evaluate("diary.count") == 0
    page.close()

    scanned = io.TextIOWrapper(io.BytesIO("\n".join(texts).encode()))
    monkeypatch.setattr("sys.stdin", scanned)
    store = Store(tmp_path / "diary")
    rows, taken, _ = import_tables(store, Path("-"))
    assert (
        rows == taken == sum(len(document[table]) for table in ("nights", "cramps", "runs", "held"))
    )
    notes = {row["note"] for row in store.rows("cramps")}
    assert notes == {"after a long walk", "", "ä" * 400}
    store.close()


def test_eight_weeks_of_mornings_on_the_phone_are_judged_as_if_typed_into_the_diary(
    browser: Browser, tmp_path: Path
) -> None:
    page = opened(browser, tmp_path, "night", 390)
    first = datetime.fromisoformat("2026-09-01T07:30")
    for day in range(8 * 7):
        page.clock.set_fixed_time(first + timedelta(days=day))
        page.click("[data-cramps='2']" if day < 4 * 7 else "[data-cramps='0']")
    document = page.evaluate("diary.document()")
    page.close()

    file = tmp_path / "phone.json"
    file.write_text(document, encoding="utf-8")
    store = Store(tmp_path / "diary")
    import_tables(store, file)
    last = (first + timedelta(days=8 * 7 - 2)).date()
    judged = trend_of(store, last)
    assert judged.baseline is not None
    assert (judged.baseline.cramps, judged.recent.cramps) == (2 * 4 * 7, 0)
    assert judged.word is Word.FEWER_ONCE
    store.close()
