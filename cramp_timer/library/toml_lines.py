"""Finds the line of every field in a TOML text, so that a problem is reported with its line.

TOML parsers return values without positions. This reader follows only tables, keys,
arrays and strings. It need not be correct for invalid TOML, since the TOML parser reports that.
"""

from __future__ import annotations

import re
from contextlib import suppress

Path = tuple[str | int, ...]
"""A field by its keys and, within arrays, its indexes from 0."""

_TOKEN = re.compile(
    r"""
    (?P<string>\"\"\"(?:\\.|[^\\])*?\"\"\"\"{0,2} | '''.*?''''{0,2}
              | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
  | (?P<comment>\#[^\n]*)
  | (?P<newline>\n)
  | (?P<open>[\[{]) | (?P<close>[\]}])
  | (?P<comma>,) | (?P<equals>=) | (?P<dot>\.)
  | (?P<bare>[^\s\#\[\]{},=."']+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def lines_of(text: str) -> dict[Path, int]:
    """Return the line, from 1, of every table, key and array item."""
    reader = _Reader(text)
    with suppress(RecursionError):  # nested deeper than any routine
        reader.read()
    return reader.lines


def line_of(path: Path, lines: dict[Path, int]) -> int | None:
    """Return the line of a field, or of the nearest enclosing field that has one."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


class _Token:
    __slots__ = ("kind", "line", "text")

    def __init__(self, kind: str, text: str, line: int) -> None:
        self.kind, self.text, self.line = kind, text, line


def _tokens(text: str) -> list[_Token]:
    """Split a text into tokens, with line ends but without blanks and comments."""
    tokens, line = [], 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind != "comment" and not (kind == "other" and match[0].isspace()):
            tokens.append(_Token(kind, match[0], line))
        line += match[0].count("\n")
    tokens.append(_Token("end", "", line))
    return tokens


class _Reader:
    """A reader of tokens that collects the line of every field in `lines`."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._tokens = _tokens(text)
        self._place = 0
        self._counts: dict[Path, int] = {}
        """The index of the last item of every array of tables."""

    @property
    def _next(self) -> _Token:
        return self._tokens[self._place]

    def _take(self) -> _Token:
        token = self._next
        self._place = min(self._place + 1, len(self._tokens) - 1)
        return token

    def read(self) -> None:
        table: Path = ()
        while self._next.kind != "end":
            if self._next.kind == "newline":
                self._take()
            elif self._next.text == "[":
                table = self._header()
            else:
                self._key_and_value(table)
                self._skip_to_line_end()

    def _header(self) -> Path:
        """Read `[a.b]` or `[[a.b]]`; what is below an array of tables belongs to its last item."""
        line = self._take().line
        is_item = self._next.text == "["
        if is_item:
            self._take()
        names = self._names()
        self._skip_to_line_end()
        path: Path = ()
        for number, name in enumerate(names, start=1):
            path = (*path, name)
            if is_item and number == len(names):
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        self.lines.setdefault(path, line)
        return path

    def _key_and_value(self, around: Path) -> None:
        line = self._next.line
        names = self._names()
        path = (*around, *names)
        if names:
            self.lines.setdefault(path, line)
        if self._next.kind == "equals":
            self._take()
            self._value(path)
        elif not names:
            self._take()

    def _value(self, path: Path) -> None:
        if self._next.text == "[":
            self._array(path)
        elif self._next.text == "{":
            self._inline_table(path)
        else:
            while self._next.kind in ("string", "bare", "dot", "other"):
                self._take()

    def _array(self, path: Path) -> None:
        self._take()
        place = 0
        while self._next.kind not in ("close", "end"):
            if self._next.kind in ("newline", "comma"):
                place += self._take().kind == "comma"
                continue
            before = self._place
            self.lines.setdefault((*path, place), self._next.line)
            self._value((*path, place))
            if self._place == before:  # invalid TOML: avoid an endless loop
                self._take()
        self._take()

    def _inline_table(self, path: Path) -> None:
        self._take()
        while self._next.kind not in ("close", "end"):
            if self._next.kind in ("newline", "comma"):
                self._take()
            else:
                self._key_and_value(path)
        self._take()

    def _names(self) -> Path:
        """Read a key that may have several parts: `hold.seconds`, `"a b".c`."""
        names: list[str | int] = []
        while self._next.kind in ("bare", "string", "dot"):
            token = self._take()
            if token.kind != "dot":
                names.append(token.text.strip("\"'") if token.kind == "string" else token.text)
        return tuple(names)

    def _skip_to_line_end(self) -> None:
        while self._next.kind not in ("newline", "end"):
            self._take()
