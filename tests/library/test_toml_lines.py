"""Lines of fields in TOML texts, in every way that TOML may be written."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_timer.library.parsing import parse_routine
from cramp_timer.library.toml_lines import line_of, lines_of


def test_text_inside_a_multi_line_string_holds_no_fields() -> None:
    text = 'title = "x"\nsummary = """\nreps = 1\n[exercises]\n"""\n\nreps = 0\n'
    lines = lines_of(text)
    assert lines[("reps",)] == 7
    assert ("exercises",) not in lines


def test_items_of_an_array_over_several_lines_have_lines_of_their_own() -> None:
    text = (
        'exercises = [\n  { title = "a", reps = 1 },\n  # { reps = 9 }\n'
        '  {\n title = "b",\n reps = 0 },\n]\n'
    )
    lines = lines_of(text)
    assert line_of(("exercises", 1, "reps"), lines) == 6
    assert line_of(("exercises", 1, "hold", "seconds"), lines) == 4


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_a_fault_after_a_multi_line_string_is_reported_on_its_own_line(quotes: str) -> None:
    content = (
        'title = "Mine"\n[[exercises]]\ntitle = "Calf"\n'
        f"instruction = {quotes}\nsetup_seconds = 1\nreps = 0\n{quotes}\n"
        "setup_seconds = 10\nreps = 0\nhold = { seconds = 5 }\nrelax = { seconds = 5 }\n"
    )
    _, problems = parse_routine(content.encode())
    assert (9, "exercises.1.reps") in [(each.line, each.field) for each in problems]


names = st.text("abcxyz_-", min_size=1, max_size=3)
values = st.recursive(
    st.sampled_from(["1", "true", '"a = 1"', "'[x]'", '"""\nk = 1\n"""', "'''\n#\n'''", "1.5"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda each: "[\n" + ",\n".join(each) + "\n]")
        | st.dictionaries(names, inner, max_size=2).map(
            lambda each: (
                "{ " + ", ".join(f"{name} = {value}" for name, value in each.items()) + " }"
            )
        )
    ),
    max_leaves=8,
)


def paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every key and array place of a parsed text."""
    found = [path] if path else []
    if isinstance(value, dict):
        return found + [each for k, v in value.items() for each in paths(v, (*path, k))]
    if isinstance(value, list):
        return found + [each for n, v in enumerate(value) for each in paths(v, (*path, n))]
    return found


@given(st.dictionaries(names, values, max_size=4))
def test_every_field_of_a_valid_text_has_a_line_and_lines_rise(fields: dict[str, str]) -> None:
    text = "\n# comment = 1\n".join(f"{name} = {value}" for name, value in fields.items())
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return  # a line end in an inline table
    lines = lines_of(text)
    assert set(paths(parsed)) == set(lines)
    written = text.splitlines()
    top = [lines[(name,)] for name in fields]
    assert top == sorted(top)
    for name in fields:
        assert written[lines[(name,)] - 1].startswith(name)


@given(st.text(st.sampled_from("[]{}=\"'#.,\n abz09-_"), max_size=200))
def test_text_that_is_not_toml_never_fails(text: str) -> None:
    lines_of(text)


def test_text_that_is_nested_deeply_never_fails() -> None:
    lines_of("x = " + "[" * 20_000)
