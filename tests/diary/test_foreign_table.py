"""Tests of taking in an older diary from a table that something else wrote."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.shell import run

from cramp_timer.diary.foreign_table import Reading, guessed_columns, planned
from cramp_timer.diary.night import Night
from cramp_timer.diary.storage.store import Store
from cramp_timer.diary.storage.transfer import as_csv, import_tables, tables_of
from cramp_timer.diary.table_dates import DateOrder, moment_in, order_of
from cramp_timer.errors import DiaryError
from cramp_timer.system.paths import data_folder
from cramp_timer.system.table_file import read_table

TODAY = date(2026, 11, 25)
GERMAN = (
    "Datum;Anzahl;Schmerz;Bein;Bemerkung\r\n"
    "03.11.2026;2;7;links;nach Spaziergang\r\n"
    "04.11.2026;0;;;\r\n"
    "05.11.2026;;;;müde\r\n"
    ";;;;\r\n"
)


def plan_of(
    text: str, columns: dict[str, str], here: dict[date, Night] | None = None
) -> list[Night]:
    reading = Reading(columns, DateOrder.DAY_FIRST)
    return list(planned(read_table(text.encode()), reading, here or {}, TODAY).nights)


def test_an_older_diary_with_german_columns_becomes_nights_and_a_second_import_adds_none(
    tmp_path: Path,
) -> None:
    file = tmp_path / "alt.csv"
    file.write_bytes(GERMAN.encode("cp1252"))
    words = ("--map", "date=Datum,count=Anzahl,worst=Schmerz", "--map", "side=Bein")
    shown = run("diary", "import", str(file), *words, "--map", "note=Bemerkung", "--dry-run")
    assert "Nothing was written" in shown.stdout
    assert "2 cramps" in shown.stdout
    store = Store(data_folder())
    assert store.nights() == {}
    taken = run("diary", "import", str(file), *words, "--map", "note=Bemerkung")
    assert "3 nights taken in" in taken.stdout, taken.stderr
    nights = store.nights()
    third = nights[date(2026, 11, 3)]
    assert [(each.worst, each.side) for each in third.cramps] == [(7, "left"), (None, "left")]
    assert third.answers_or_empty.note == "nach Spaziergang"
    assert [night.count for night in nights.values()] == [2, 0, None]
    again = run("diary", "import", str(file), *words)
    assert "2 nights in the diary already" in again.stdout
    assert store.nights() == nights


def test_columns_are_guessed_by_their_names() -> None:
    assert guessed_columns(["Datum", "Schmerz (0-10)", "Anzahl Krämpfe", "Notiz"]) == {
        "date": "Datum",
        "count": "Anzahl Krämpfe",
        "worst": "Schmerz (0-10)",
        "note": "Notiz",
    }


def test_a_pain_figure_alone_is_a_cramp_and_zero_is_none() -> None:
    one, none = plan_of("d,p\n2026-11-03,4/10\n2026-11-04,0", {"date": "d", "worst": "p"})
    assert (one.count, one.worst, none.count) == (1, 4, 0)


def test_rows_of_one_night_are_added_up_and_a_time_says_which_night_it_was() -> None:
    text = "when,p\n04.11.2026 03:10,4\n03.11.2026 23:40,6\n04.11.2026 23:00,2"
    nights = plan_of(text, {"date": "when", "worst": "p"})
    assert {night.night.day: night.count for night in nights} == {3: 2, 4: 1}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("31.02.2026,1,", "line 2: d: '31.02.2026' is no date"),
        ("2027-01-01,1,", "line 2: d: '2027-01-01' is still to come"),
        ("0001-01-01,1,", "line 2: d: '0001-01-01' is too long ago"),
        ("2026-11-03,51,", "line 2: n: '51' is no number from 0 to 50"),
        ("2026-11-03,1.5,", "line 2: n: '1.5' is no whole number"),
        ("2026-11-03,many,", "line 2: n: 'many' is no number"),
        ("2026-11-03,1,11", "line 2: p: '11' is no number from 0 to 10"),
        ("2026-11-03,nan,", "line 2: n: 'nan' is no number"),
        ("2026-11-03,50,\n2026-11-03,1,", "line 3: n: '1' makes more than 50 cramps"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_line_and_column(row: str, told: str) -> None:
    with pytest.raises(DiaryError) as caught:
        plan_of(f"d,n,p\n{row}", {"date": "d", "count": "n", "worst": "p"})
    assert str(caught.value).startswith(told)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "say which column is the date"),
        (("--map", "date=Datum"), "say which column is the date"),
        (("--map", "date=Tag", "--map", "count=Anzahl"), "--map date=Tag: no such column"),
        (("--map", "day=Datum"), "--map day: is none of date, count"),
        (("--map", "Datum"), "must be FIELD=COLUMN"),
    ],
)
def test_columns_that_are_not_said_rightly_are_told_in_one_sentence(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    file = tmp_path / "alt.csv"
    file.write_text(GERMAN, encoding="utf-8")
    done = run("diary", "import", str(file), *words)
    assert done.returncode == 1
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_dates_that_could_be_either_are_asked_about_and_never_guessed(tmp_path: Path) -> None:
    file = tmp_path / "alt.csv"
    file.write_text("d,n\n03/04/2026,1\n05/06/2026,0\n")
    words = ("diary", "import", str(file), "--map", "date=d,count=n")
    assert "--dates day-first or --dates month-first" in run(*words).stderr
    run(*words, "--dates", "month-first")
    assert sorted(Store(data_folder()).nights()) == [date(2026, 3, 4), date(2026, 5, 6)]


days = st.dates(date(1990, 1, 1), TODAY)
FORMS = {
    "%Y-%m-%d": None, "%d.%m.%Y": None, "%d/%m/%Y": DateOrder.DAY_FIRST,
    "%m/%d/%Y": DateOrder.MONTH_FIRST, "%d-%m-%y": DateOrder.DAY_FIRST,
    "%m/%d/%Y %I:%M %p": DateOrder.MONTH_FIRST, "%d %b %Y": None, "%B %d, %Y": None,
}  # fmt: skip


@given(st.lists(days, min_size=1, max_size=9), st.sampled_from(sorted(FORMS)))
def test_a_column_of_dates_is_read_as_it_was_written_or_is_called_ambiguous(
    written: list[date], form: str
) -> None:
    assume(form.find("%y") < 0 or all(day.year >= 2000 for day in written))
    cells = [day.strftime(form) for day in written]
    order = order_of(list(enumerate(cells, 2)))
    wanted = FORMS[form]
    if order is None:
        assert wanted is not None
        assert all(day.day <= 12 for day in written)
        order = wanted
    readings = [moment_in(cell, order) for cell in cells]
    assert [reading[0] for reading in readings if reading] == written


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("form", ["%d.%m.%Y", "%m/%d/%Y"])
def test_a_table_of_the_diary_that_a_spreadsheet_saved_is_taken_in(
    tmp_path: Path, delimiter: str, form: str
) -> None:
    store = Store(tmp_path / "one")
    for day in range(20):
        night = store.night(TODAY - timedelta(days=day))
        store.save_night(night.with_count(day % 3, **({"minutes": 7.5} if day % 3 else {})))
    tables = tables_of(store)
    folder = tmp_path / "out"
    folder.mkdir()
    for name, rows in tables.items():
        cells = list(csv.reader(io.StringIO(as_csv(name, rows).decode("utf-8-sig"))))
        text = io.StringIO()
        writer = csv.writer(text, delimiter=delimiter)
        header = cells[0]
        writer.writerow([*header, "Mine"])
        for row in cells[1:]:
            named = dict(zip(header, row, strict=True))
            if "night" in named:
                named["night"] = date.fromisoformat(named["night"]).strftime(form)
            if "minutes" in named:
                named["minutes"] = named["minutes"].replace(".", ",")
            writer.writerow([*named.values(), "x"])
        writer.writerow(["", "", ""])
        (folder / f"{name}.csv").write_bytes(text.getvalue().encode("utf-8-sig"))
    other = Store(tmp_path / "two")
    _, _, remarks = import_tables(other, folder)
    assert other.nights() == store.nights()
    assert any("left out, because it is not of the diary: Mine" in each for each in remarks)
