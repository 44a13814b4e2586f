"""Tests that edited routine files can be loaded and that their comments survive."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.routines import calf, routine, routines

from cramp_timer.core.routine import Routine
from cramp_timer.core.side import Side
from cramp_timer.library import catalog, toml_edit
from cramp_timer.library.parsing import parse_routine

COMMENTED = """\
#:schema ./routine.schema.json
# From Dr. Weber, March.
schema_version = 1
title = "Mine"   # for the left leg

# She said: slowly.
[[exercises]]
title = "Calf"
instruction = "Lean."
side = "left"
setup_seconds = 20
reps = 5         # not more
hold = { seconds = 8 }
relax = { seconds = 5 }

[[exercises]]
title = "Foot"
instruction = "Flex."
setup_seconds = 10
reps = 2
hold = { seconds = 5 }
relax = { seconds = 5 }
"""
INLINE = (
    'title = "Inline"\nexercises = [\n  { title = "A", instruction = "", setup_seconds = 3, '
    "reps = 1, hold = { seconds = 1 }, relax = { seconds = 1 } },\n]\n"
)


def loaded(text: str) -> Routine:
    made, problems = parse_routine(text.encode())
    assert problems == []
    assert made is not None
    return made


@given(routines())
def test_a_routine_written_as_toml_is_read_back_unchanged(made: Routine) -> None:
    assert loaded(toml_edit.routine_text(made)) == made


@pytest.mark.parametrize("name", catalog.names())
def test_a_built_in_routine_copied_as_toml_is_read_back_unchanged(name: str) -> None:
    assert loaded(toml_edit.routine_text(catalog.load(name))) == catalog.load(name)


def test_a_written_routine_file_names_its_schema_and_omits_needless_decimals() -> None:
    text = toml_edit.routine_text(routine(calf(reps=5)))
    assert text.startswith("#:schema ./routine.schema.json\n")
    assert 'hold = {seconds = 10, lead_in = "Lean in.", say = "Hold it."}' in text
    assert "10.0" not in text


def test_comments_and_order_of_a_routine_file_survive_a_changed_field() -> None:
    changed = toml_edit.set_field(COMMENTED, ("exercises", 0, "hold", "seconds"), 12.0)
    assert changed == COMMENTED.replace("hold = { seconds = 8 }", "hold = { seconds = 12 }")
    changed = toml_edit.set_field(changed, ("title",), "Ours")
    assert '"Ours"   # for the left leg' in changed


def test_an_optional_routine_field_can_be_added_and_removed_again() -> None:
    path = ("exercises", 1, "hold", "say")
    with_words = toml_edit.set_field(COMMENTED, path, "Hold there.")
    assert loaded(with_words).exercises[1].hold.say == "Hold there."
    assert loaded(toml_edit.set_field(with_words, path, "")) == loaded(COMMENTED)


@pytest.mark.parametrize("text", [COMMENTED, INLINE])
def test_exercises_of_a_routine_file_can_be_added_moved_and_removed(text: str) -> None:
    before = [exercise.title for exercise in loaded(text).exercises]
    more = toml_edit.insert_exercise(text, len(before), toml_edit.NEW_EXERCISE)
    assert [each.title for each in loaded(more).exercises] == [*before, "New exercise"]
    moved = toml_edit.move_exercise(more, len(before), -99)
    assert [each.title for each in loaded(moved).exercises] == ["New exercise", *before]
    assert loaded(toml_edit.remove_exercise(moved, 0)) == loaded(text)


Change = Callable[[str], str]


def setting(name: str, inner: str = "") -> Callable[[int, toml_edit.Value], Change]:
    """Return a function that changes one field of an exercise, given its number and the value."""
    path = (name, inner) if inner else (name,)
    return lambda number, value: (
        lambda text: toml_edit.set_field(text, at(text, number, *path), value)
    )


def moving(number: int, by: int) -> Change:
    return lambda text: toml_edit.move_exercise(text, number % count(text), by)


def changes() -> st.SearchStrategy[Change]:
    number = st.integers(0, 3)
    seconds = st.one_of(st.floats(1, 300), st.integers(1, 60).map(float))
    words = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=40)
    return st.one_of(
        st.builds(setting("hold", "seconds"), number, seconds),
        st.builds(setting("relax", "seconds"), number, seconds),
        st.builds(setting("reps"), number, st.integers(1, 20)),
        st.builds(setting("side"), number, st.sampled_from([side.value for side in Side])),
        st.builds(setting("short"), number, words),
        st.builds(moving, number, st.integers(-3, 3)),
        st.just(lambda text: toml_edit.insert_exercise(text, 0, toml_edit.NEW_EXERCISE)),
        st.just(lambda text: text if count(text) == 1 else toml_edit.remove_exercise(text, 0)),
    )


def count(text: str) -> int:
    return len(loaded(text).exercises)


def at(text: str, number: int, *rest: str) -> tuple[str | int, ...]:
    return ("exercises", number % count(text), *rest)


@given(st.sampled_from([COMMENTED, INLINE]), st.lists(changes(), max_size=10))
def test_any_sequence_of_edits_gives_a_loadable_routine_and_preserves_comments(
    text: str, made: list[Change]
) -> None:
    for change in made:
        changed = change(text)
        routine, problems = parse_routine(changed.encode())
        if routine is None:  # longer than an hour, which the editor refuses with a sentence
            assert "minutes in all" in problems[0].reason
        else:
            text = changed
    if "Dr. Weber" in text:
        assert "# for the left leg" in text


@pytest.mark.parametrize("by", [1, 5])
def test_an_exercise_is_moved_with_the_comments_in_it(by: int) -> None:
    without_line_feed = COMMENTED.rstrip()
    first, second = (each.title for each in loaded(COMMENTED).exercises)
    inside = COMMENTED[COMMENTED.index("[[exercises]]") :].split("[[exercises]]")[1]
    comments = [f"#{line.split('#')[1]}" for line in inside.splitlines() if "#" in line]
    assert comments
    moved = toml_edit.move_exercise(without_line_feed, 0, by)
    assert [each.title for each in loaded(moved).exercises] == [second, first]
    below = moved[moved.rindex("[[exercises]]") :]
    assert all(comment in below for comment in comments)
    assert loaded(toml_edit.move_exercise(moved, 1, -by)) == loaded(COMMENTED)
