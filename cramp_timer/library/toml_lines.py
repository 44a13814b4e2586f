"""On which line of a TOML text a field stands, so that a mistake can be shown where it is.

TOML readers give values without places. This follows headers and keys as they are written; it need
not be right about text that is no TOML, since that is told by the reader itself.
"""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""(?:^|[{,])\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*[\w"'-]+)*)\s*=""")
_STRING = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'')


def lines_of(text: str) -> dict[Path, int]:
    """The line (from 1) of every table and key that is written on a line of its own or inline."""
    found: dict[Path, int] = {}
    table: Path = ()
    counts: dict[Path, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _names(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            else:  # [exercises.hold] belongs to the last of [[exercises]]
                head = next((h for h in counts if h == table[: len(h)]), None)
                if head is not None:
                    table = (*head, counts[head], *table[len(head) :])
            found.setdefault(table, number)
            continue
        for path in _keys(line, table):
            found.setdefault(path, number)
    return found


def line_of(path: Path, lines: dict[Path, int]) -> int | None:
    """The line of a field, or of the nearest thing around it that has one."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def _keys(line: str, table: Path) -> list[Path]:
    """The keys on one line; those of an inline table come after its own."""
    # What is in strings, and what follows a comment sign, is no key.
    plain = _STRING.sub(lambda match: match[0] if _is_key(line, match) else "''", line)
    plain = plain.split("#", 1)[0]
    paths: list[Path] = []
    outer: Path = table
    for match in _KEY.finditer(plain):
        path = (*(outer if plain[match.start()] in "{," else table), *_names(match[1]))
        paths.append(path)
        if plain[match.end() :].lstrip().startswith("{"):
            outer = path
    return paths


def _is_key(line: str, match: re.Match[str]) -> bool:
    return line[match.end() :].lstrip().startswith("=")


def _names(dotted: str) -> Path:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
