"""The table of faults in tests/README.md, as the tests name them; run it to print the table."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]


def faults() -> Iterator[tuple[str, str]]:
    """What is tried and what happens, of every test that is marked with `tried`."""
    for file in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for mark in getattr(node, "decorator_list", ()):
                if isinstance(mark, ast.Call) and getattr(mark.func, "id", "") == "tried":
                    what, happened = (ast.literal_eval(argument) for argument in mark.args)
                    yield what, happened


def table() -> str:
    """As Markdown."""
    rows = "\n".join(f"| {what} | {happened} |" for what, happened in faults())
    return f"| what was done | what happened |\n|---|---|\n{rows}"


if __name__ == "__main__":
    print(table())  # noqa: T201  # what it is for
