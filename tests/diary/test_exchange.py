"""Tests that export and import of the diary lose nothing, double nothing, form no formula."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.years import many_nights

from cramp_timer.core.summary import HeldExercise
from cramp_timer.diary.checklist import ChecklistItem
from cramp_timer.diary.entries import Cramp, RoutineRun
from cramp_timer.diary.storage.rows import TABLES
from cramp_timer.diary.storage.store import Store
from cramp_timer.diary.storage.transfer import as_csv, as_json, import_tables, tables_of
from cramp_timer.errors import DiaryError

LAST = date(2026, 11, 22)


def full(folder: Path) -> Store:
    store = Store(folder)
    store.save(*many_nights(LAST, 40))
    store.count(LAST, ChecklistItem.GLASS, 3)
    return store


def written(store: Store, folder: Path) -> Path:
    folder.mkdir()
    for table, rows in tables_of(store).items():
        (folder / f"{table}.csv").write_bytes(as_csv(table, rows))
    return folder


def everything(store: Store) -> list[object]:
    return [store.rows(table) for table in TABLES]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_export_is_imported_completely_and_a_second_import_changes_nothing(
    tmp_path: Path, form: str
) -> None:
    store = full(tmp_path / "one")
    path = tmp_path / "out.json"
    if form == "csv":
        path = written(store, tmp_path / "out")
    else:
        path.write_text(as_json(tables_of(store)))
    other = Store(tmp_path / "two")
    read, taken, _ = import_tables(other, path)
    assert read == taken > 100
    assert everything(other) == everything(store)
    assert other.nights() == store.nights()
    assert import_tables(other, path)[:2] == (read, 0)
    assert everything(other) == everything(store)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(
    lambda text: "".join(c for c in text if c.isprintable()).strip()
)


@given(words.filter(bool), words, words.filter(bool))
@settings(max_examples=60)
def test_arbitrary_titles_survive_export_and_import_and_never_form_a_formula(
    tmp_path_factory: pytest.TempPathFactory, title: str, routine: str, exercise: str
) -> None:
    folder = tmp_path_factory.mktemp("words")
    store = Store(folder / "one")
    run = RoutineRun(
        "a", LAST, datetime(2026, 11, 22, 22, tzinfo=UTC), title, routine, 9.0,
        held=(HeldExercise(exercise, 1, 9.0),),
    )  # fmt: skip
    store.save(run)
    other = Store(folder / "two")
    out = written(store, folder / "out")
    import_tables(other, out)
    assert other.night(LAST).runs == (run,)
    for file in out.iterdir():
        for row in csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


@pytest.mark.parametrize("text", ["=1+1", "'=1", "-2", "+x", "@SUM(A1)", "''", 'a "b", c;'])
def test_a_title_that_looks_like_a_formula_is_imported_as_the_same_text(
    tmp_path: Path, text: str
) -> None:
    store = Store(tmp_path / "one")
    store.save(RoutineRun("a", LAST, datetime(2026, 11, 22, 22, tzinfo=UTC), text, text))
    other = Store(tmp_path / "two")
    import_tables(other, written(store, tmp_path / "out"))
    assert other.night(LAST).runs[0].title == text


def test_an_import_does_not_overwrite_newer_entries_of_the_diary(tmp_path: Path) -> None:
    store = full(tmp_path / "one")
    out = written(store, tmp_path / "out")
    night = next(night for night, page in store.nights().items() if page.count == 1)
    page = store.night(night)
    store.save_night(page.with_count(None, worst=10))
    gone = store.night(LAST)
    store.save_night(type(gone)(LAST))
    import_tables(store, out)
    assert store.night(night).worst == 10
    assert not store.night(LAST).cramps


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("a,22.13.2026,,,,,,,,later,2026-11-22T00:00:00Z", "line 2: .22.13.2026. is no date"),
        ("a,2026-11-22,,,,,11,,,later,2026-11-22T00:00:00Z", "line 2: worst: "),
        ("a,2026-11-22,,,middle,,,,,later,2026-11-22T00:00:00Z", "line 2: side: "),
        ("../../x,2026-11-22,,,,,,,,later,2026-11-22T00:00:00Z", "line 2: id: "),
        ("a,2026-11-22,,,,,,,,later,2026-11-22T00:00:00", "line 2: changed: "),
        ("a,2026-11-22", "line 2: changed: "),
    ],
)
def test_an_import_with_an_invalid_row_is_refused_with_its_line_and_stores_nothing(
    tmp_path: Path, row: str, sentence: str
) -> None:
    header = "id,night,started,ended,side,muscle,worst,eased,minutes,source,changed\n"
    good = "b,2026-11-21,,,,,,,,later,2026-11-22T00:00:00Z\n"
    file = tmp_path / "cramps.csv"
    file.write_text(header + row + "\n" + good)
    store = Store(tmp_path / "data")
    with pytest.raises(DiaryError, match=sentence):
        import_tables(store, file)
    assert store.cramps() == []


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"cramp_timer_diary": 2}', "[" * 100_000, "\0", "\xff\xfe"]
)
def test_importing_a_file_that_is_no_diary_fails_with_one_sentence(
    tmp_path: Path, content: str
) -> None:
    for name in ("x.json", "x.csv"):
        (tmp_path / name).write_bytes(content.encode("latin-1"))
        with pytest.raises(DiaryError, match=r"x\.(json|csv): "):
            import_tables(Store(tmp_path / "data"), tmp_path / name)
    with pytest.raises(DiaryError, match=r"holds none of cramps\.csv"):
        import_tables(Store(tmp_path / "data"), tmp_path / "data")


def test_importing_exercises_of_an_unknown_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "held.csv").write_text("run,place,title,holds,seconds\nnobody,0,x,1,5\n")
    store = Store(tmp_path / "data")
    with pytest.raises(DiaryError, match="cannot be used"):
        import_tables(store, tmp_path / "held.csv")
    assert store.rows("held") == []


def test_exported_times_carry_the_utc_offset_of_their_place(tmp_path: Path) -> None:
    store = Store(tmp_path)
    moment = datetime.fromisoformat("2026-03-29T02:30:00+05:45")
    store.save(Cramp.beginning(moment))
    read = json.loads(as_json(tables_of(store)))
    assert read["cramps"][0]["started"] == "2026-03-29T02:30:00+05:45"
    assert set(TABLES) == set(read) - {"cramp_timer_diary"}
