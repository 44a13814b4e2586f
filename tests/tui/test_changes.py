"""Tests of changing, deleting and restoring routines from the home screen."""

from __future__ import annotations

from rich.cells import cell_len
from textual.widgets import OptionList
from tui.conftest import Stage, note

from cramp_timer.library import catalog, personal, toml_edit
from cramp_timer.library.overrides import load_overrides
from cramp_timer.tui.screens.session import SessionScreen


async def test_home_keys_change_a_routine_and_the_change_is_remembered_until_o_clears_it(
    stage: Stage,
) -> None:
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("plus", "plus", "h", "R", "l")
        assert note(pilot) == (
            "2 reps more, hold 1 s longer, relax 1 s shorter, left leg; o takes it back."
        )
        kept = load_overrides()["bedtime"]
        changed = kept.apply_to(catalog.load("bedtime")).exercises
        assert [each.reps for each in changed] == [5, 5]
        assert [each.hold.seconds for each in changed] == [11, 6]  # each by one, from its own
        assert [each.relax.seconds for each in changed] == [4, 5]
        assert changed[1].side == "left"
    async with stage.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        first = pilot.app.screen.query_one(OptionList).get_option_at_index(0)
        assert "2 reps more" in str(first.prompt)
        await pilot.press("o")
        assert load_overrides() == {}


async def test_home_refuses_one_leg_for_a_two_leg_stretch_and_fewer_than_one_rep(
    stage: Stage,
) -> None:
    async with stage.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("down", "l")  # the wall stretch is done with both legs
        assert "both legs at once" in note(pilot)
        await pilot.press(*["minus"] * 3)
        wall = load_overrides()["wall-stretch"].apply_to(catalog.load("wall-stretch"))
        assert wall.exercises[0].reps == 1
        assert "No further" in note(pilot)
        await pilot.press("plus")
        wall = load_overrides()["wall-stretch"].apply_to(catalog.load("wall-stretch"))
        assert wall.exercises[0].reps == 2


async def test_home_deletes_and_restores_a_personal_routine_but_no_built_in_routine(
    stage: Stage,
) -> None:
    personal.save(
        personal.path_for_title("Mine"),
        toml_edit.routine_text(catalog.load("seated")),
        expected=None,
    )
    async with stage.app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("D")
        assert note(pilot) == "The built-in routines stay; your own can be deleted."
        await pilot.press("end", "D")
        assert catalog.personal_names() == ()
        assert note(pilot) == "mine is deleted; u brings it back."
        await pilot.press("u")
        assert catalog.personal_names() == ("mine",)


async def test_home_reports_a_broken_routine_file_and_lists_the_other_routines(
    stage: Stage,
) -> None:
    stage.set(pregnant=False)
    folder = catalog.personal_folder()
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text('title = "x"\nreps = 1')
    (folder / "folder.toml").mkdir()
    (folder / "loop.toml").symlink_to(folder / "loop.toml")
    async with stage.app().run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert "broken.toml" in note(pilot)
        assert pilot.app.screen.query_one(OptionList).option_count == len(catalog.BUILT_IN)


async def test_routine_titles_in_any_script_fit_the_header_of_the_routine_screen(
    stage: Stage,
) -> None:
    for name in ("a🦵🏽🦵b", "تمدد الساق", "日本語のストレッチ", "[bold]not markup[/]"):
        text = toml_edit.set_field(toml_edit.routine_text(catalog.load("seated")), ("title",), name)
        personal.save(
            personal.unused_path_for_title(f"x {len(catalog.names())}"), text, expected=None
        )
    async with stage.app().run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        for _ in range(4):
            await pilot.press("end", "enter")
            await pilot.pause()
            await pilot.pause()
            screen = pilot.app.screen
            assert isinstance(screen, SessionScreen)
            assert cell_len(screen.head.render_line(0).text) == screen.head.size.width
            await pilot.press("q")
            await pilot.pause()
            await pilot.press("q")
            await pilot.pause()
            await pilot.press("D")
