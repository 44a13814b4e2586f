"""Tests of the routine editor: its keys, its fields and the file it saves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList
from tui.conftest import Stage, note, title, type_into

from cramp_timer.core.profile import Profile
from cramp_timer.core.routine import RoutineOverrides
from cramp_timer.library import catalog, personal, toml_edit
from cramp_timer.library.overrides import load_overrides, save_override
from cramp_timer.library.parsing import parse_routine
from cramp_timer.tui.screens.editor import EditorScreen
from cramp_timer.tui.screens.home import HomeScreen
from cramp_timer.tui.screens.pick_exercise import BLANK, PickExerciseScreen, pickable
from cramp_timer.tui.screens.session import SessionScreen
from cramp_timer.tui.widgets.form import Prose, Row
from cramp_timer.tui.widgets.hanging_text import HangingText
from cramp_timer.tui.widgets.timeline_strip import TimelineStrip

Picture = Callable[[Pilot[None]], bool]


async def editing(pilot: Pilot[None], name: str = "wall-stretch") -> EditorScreen:
    """Open the editor of a routine from the home screen."""
    await pilot.pause()
    home = pilot.app.screen
    assert isinstance(home, HomeScreen)
    home.query_one(OptionList).highlighted = list(catalog.names()).index(name)
    await pilot.press("e")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, EditorScreen)
    return screen


async def test_editor_saves_a_built_in_routine_as_a_copy_with_new_reps_hold_and_leg(
    stage: Stage,
) -> None:
    stage.set(pregnant=False)
    async with stage.app().run_test(size=(100, 30)) as pilot:
        screen = await editing(pilot, "calf-hamstring")
        await type_into(pilot, "Reps", "5")
        await type_into(pilot, "Hold, seconds", "8")
        (legs,) = [row for row in screen.query(Row) if row.field.label == "Legs"]
        legs.children[1].focus()
        await pilot.press("right", "right")  # each, none, left
        await pilot.press("ctrl+s")
        await pilot.pause()
        made = catalog.load("my-calf-and-hamstring")
        first = made.exercises[0]
        assert (first.reps, first.hold.seconds, first.side) == (5, 8, "left")
        assert made.exercises[1] == catalog.load("calf-hamstring").exercises[1]
        assert note(pilot) == "Saved as my-calf-and-hamstring."
        await pilot.app.workers.wait_for_complete()
        assert stage.speech.calls == 1
        assert catalog.load("calf-hamstring").exercises[0].reps == 3  # copied, never overwritten


async def test_editor_updates_the_total_and_the_timeline_strip_as_a_field_is_typed(
    stage: Stage,
) -> None:
    async with stage.app().run_test(size=(100, 30)) as pilot:
        screen = await editing(pilot)
        before = list(screen.query_one(TimelineStrip)._drawn)
        await type_into(pilot, "Reps", "6")
        assert title(pilot) == "My Wall stretch · 2:01 · not saved"
        assert screen.query_one(TimelineStrip)._drawn != before


@pytest.mark.parametrize(
    ("label", "text", "reason"),
    [
        ("Reps", "0", "Reps: must be greater than or equal to 1."),
        ("Reps", "many", "Reps: must be a whole number."),
        ("Reps", "", "Reps: must be a whole number."),
        ("Hold, seconds", "301", "Hold, seconds: must be less than or equal to 300."),
        ("Hold, seconds", "nan", "Hold, seconds: must be a finite number."),
        ("Reps", "999", "Reps: lasts 250 minutes in all; at most 60 are allowed"),
        ("Title", "", "Title: is missing."),
    ],
)
async def test_editor_refuses_an_invalid_field_and_shows_the_reason(
    stage: Stage, label: str, text: str, reason: str
) -> None:
    async with stage.app().run_test(size=(100, 30)) as pilot:
        screen = await editing(pilot)
        await type_into(pilot, label, text)
        assert note(pilot).startswith(reason)
        await pilot.press("ctrl+s")
        assert "Not saved" in note(pilot)
        assert catalog.personal_names() == ()
        assert screen.query("Row.-wrong")


async def pick(pilot: Pilot[None], title: str) -> None:
    """Add the exercise of the picker whose line begins so."""
    await pilot.press("ctrl+n")
    await pilot.pause()
    picker = pilot.app.screen
    assert isinstance(picker, PickExerciseScreen)
    place = next(place for place, label in enumerate(picker._fields) if label.startswith(title))
    picker.query_one(OptionList).highlighted = place
    await pilot.press("enter")
    await pilot.pause()
    await pilot.pause()


def test_every_exercise_of_the_picker_can_be_added() -> None:
    offered = pickable(Profile(pregnant=False))
    assert list(offered)[-1] == BLANK
    assert {"Towel stretch", "Hamstring stretch"} <= {each.split(" · ")[0] for each in offered}
    text = catalog.find("bedtime").read_text(encoding="utf-8")
    for label, fields in offered.items():
        routine, problems = parse_routine(toml_edit.insert_exercise(text, 1, fields).encode())
        assert routine is not None, (label, problems)
        assert len(routine.exercises) == 3


@pytest.mark.parametrize("title", ["Hamstring stretch", BLANK])
async def test_an_exercise_that_is_picked_is_added(stage: Stage, title: str) -> None:
    stage.set(pregnant=False)
    async with stage.app().run_test(size=(100, 30)) as pilot:
        screen = await editing(pilot, "bedtime")
        before = len(screen._exercises)
        await pick(pilot, title)
        assert len(screen._exercises) == before + 1


async def test_editor_adds_moves_removes_and_restores_exercises(stage: Stage) -> None:
    stage.set(pregnant=False)
    async with stage.app().run_test(size=(100, 30)) as pilot:
        screen = await editing(pilot, "bedtime")

        def titles() -> list[str]:
            return [exercise.title for exercise in screen._exercises]

        await pilot.press("ctrl+n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PickExerciseScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert titles() == ["Wall stretch", "Ankle flex"]
        await pick(pilot, "Calf stretch")
        assert titles() == ["Wall stretch", "Calf stretch", "Ankle flex"]
        await pilot.press("ctrl+down")
        assert titles() == ["Wall stretch", "Ankle flex", "Calf stretch"]
        await pilot.press("ctrl+d")
        assert titles() == ["Wall stretch", "Ankle flex"]
        await pilot.press("ctrl+z")
        assert titles() == ["Wall stretch", "Ankle flex", "Calf stretch"]
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert titles() == ["Wall stretch", "Ankle flex"]
        assert note(pilot) == "There is nothing to undo."


async def test_editor_undoes_a_whole_field_in_one_step(stage: Stage) -> None:
    async with stage.app().run_test(size=(100, 30)) as pilot:
        screen = await editing(pilot)
        await type_into(pilot, "Title", "Lean and breathe")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert screen._exercises[0].title == "Wall stretch"


async def test_comments_in_a_routine_file_survive_an_edit_in_the_editor(stage: Stage) -> None:
    file = personal.path_for_title("Mine")
    text = toml_edit.routine_text(catalog.load("wall-stretch")).replace(
        "reps = 3", "reps = 3  # she said"
    )
    personal.save(file, text, expected=None)
    async with stage.app().run_test(size=(100, 30)) as pilot:
        await editing(pilot, "mine")
        await type_into(pilot, "Reps", "7")
        await pilot.press("ctrl+s")
        assert file.read_text() == text.replace("reps = 3", "reps = 7")


async def test_editor_does_not_overwrite_a_routine_file_changed_by_another_program(
    stage: Stage,
) -> None:
    file = personal.path_for_title("Mine")
    personal.save(file, toml_edit.routine_text(catalog.load("wall-stretch")), expected=None)
    async with stage.app().run_test(size=(100, 30)) as pilot:
        await editing(pilot, "mine")
        other = file.read_text() + "# from another program\n"
        file.write_text(other)
        await type_into(pilot, "Reps", "7")
        await pilot.press("ctrl+s")
        await pilot.pause()
        shown = pilot.app.screen.query_one(HangingText).lines
        assert "-# from another program" in shown
        assert "+reps = 7" in shown
        await pilot.press("escape")
        await pilot.pause()
        assert "was changed meanwhile" in note(pilot)
        assert file.read_text() == other
        await pilot.press("ctrl+s")
        assert catalog.load("wall-stretch-2").exercises[0].reps == 7


async def test_renaming_a_routine_moves_its_file_and_its_overrides(stage: Stage) -> None:
    file = personal.path_for_title("Mine")
    personal.save(file, toml_edit.routine_text(catalog.load("wall-stretch")), expected=None)
    save_override("mine", RoutineOverrides(reps=4))
    async with stage.app().run_test(size=(100, 30)) as pilot:
        screen = await editing(pilot, "mine")
        screen.query_one("#items", OptionList).highlighted = 0
        await pilot.pause()
        await type_into(pilot, "Name of the file", "bedtime")
        assert "is the name of another routine" in note(pilot)
        await type_into(pilot, "Name of the file", "From my physio")
        assert "such as from-my-physio" in note(pilot)
        await type_into(pilot, "Name of the file", "from-my-physio")
        assert title(pilot).endswith("not saved")
        await pilot.press("ctrl+s")
        assert note(pilot) == "Saved as from-my-physio."
    assert catalog.personal_names() == ("from-my-physio",)
    assert load_overrides()["from-my-physio"].reps == 4


async def test_a_rename_undone_in_the_editor_saves_under_the_old_name(stage: Stage) -> None:
    file = personal.path_for_title("Mine")
    personal.save(file, toml_edit.routine_text(catalog.load("wall-stretch")), expected=None)
    async with stage.app().run_test(size=(100, 30)) as pilot:
        screen = await editing(pilot, "mine")
        screen.query_one("#items", OptionList).highlighted = 0
        await pilot.pause()
        await type_into(pilot, "Name of the file", "yours")
        await pilot.press("ctrl+z")
        await pilot.press("ctrl+s")
    assert catalog.personal_names() == ("mine",)


async def test_long_instructions_wrap_in_the_editor_and_are_saved_as_one_line(stage: Stage) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await editing(pilot, "wall-stretch")
        (row,) = [row for row in pilot.app.screen.query(Row) if row.field.label == "What to do"]
        words = row.query_one(Prose)
        await pilot.pause()
        assert words.size.height > 1
        words.focus()
        await pilot.pause()
        words.clear()
        words.insert("Keep a light on.\nStep one foot back.")
        await pilot.pause()
        await pilot.press("enter")
        assert not words.has_focus
        await pilot.press("ctrl+s")
    (exercise,) = catalog.load("my-wall-stretch").exercises
    assert exercise.instruction == "Keep a light on. Step one foot back."


async def test_editor_tries_a_routine_from_the_selected_exercise(stage: Stage) -> None:
    async with stage.app().run_test(size=(100, 30)) as pilot:
        screen = await editing(pilot, "bedtime")
        screen.query_one("#items", OptionList).highlighted = 2
        await pilot.pause()
        await pilot.press("ctrl+r")
        await pilot.pause()
        await pilot.pause()
        running = pilot.app.screen
        assert isinstance(running, SessionScreen)
        assert [each.title for each in running.session.routine.exercises] == ["Ankle flex"]
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, EditorScreen)


async def test_leaving_the_editor_asks_once_about_unsaved_changes(stage: Stage) -> None:
    async with stage.app().run_test(size=(100, 30)) as pilot:
        await editing(pilot)
        await type_into(pilot, "Reps", "4")
        await pilot.press("escape")
        assert "esc again leaves without" in note(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        assert catalog.personal_names() == ()


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_editor(stage: Stage, picture: Picture, size: tuple[int, int]) -> None:
    async with stage.app().run_test(size=size) as pilot:
        await editing(pilot, "bedtime")
        await pilot.pause()
        assert picture(pilot)
