"""Errors that a person can put right, told in one sentence, and text made safe to print."""

from __future__ import annotations

TYPE_CHECKING = False  # as in `typing`, whose import would delay the first words of `now`
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

MOST_CHARACTERS = 400
"""A longer sentence loses its middle: the file stands at its beginning, the reason at its end."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
ZERO_WIDTH_JOINER = "\u200d"
"""Not printable by Python's rule, but part of many emoji and of some scripts."""

_KINDS = {
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "a whole number"),
    **dict.fromkeys(("float_type", "float_parsing"), "a number"),
    **dict.fromkeys(("string_type",), "words in quotation marks"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "true or false"),
}


def is_printable(text: str, keep: str = "") -> bool:
    """Return whether a terminal shows every character of a text and obeys none."""
    return text.isprintable() or all(
        each.isprintable() or each == ZERO_WIDTH_JOINER or each in keep for each in text
    )


def printable(text: str, *, keep: str = "", mark: str = REPLACEMENT) -> str:
    """Put a mark in the place of every character that would steer a terminal.

    `keep` names control characters that the place of the text allows, such as the line feed.
    """
    if is_printable(text, keep):
        return text
    return "".join(each if is_printable(each, keep) else mark for each in text)


def one_line(sentence: str) -> str:
    """Return a sentence as one printable line of bounded length, whatever a file put into it."""
    if len(sentence) > MOST_CHARACTERS:
        half = MOST_CHARACTERS // 2 - 20
        sentence = f"{sentence[:half]}…{sentence[-half:]}"
    return printable(sentence)


def reason_of(detail: Mapping[str, Any]) -> str:
    """Say in words what is wrong with one field, from one of pydantic's error details."""
    kind = detail["type"]
    if kind == "extra_forbidden":
        return "is not a field that is known here; check its spelling"
    if kind == "missing":
        return "is missing"
    if kind == "predicate_failed":
        return "must be plain text, without characters that have no place in it"
    if kind == "string_pattern_mismatch":
        return "must have small letters and hyphens alone"
    if kind in _KINDS:
        return f"must be {_KINDS[kind]}"
    reason = str(detail["msg"]).removeprefix("Value error, ")
    reason = reason.replace("Input should be", "must be").replace("String should", "must")
    return reason[0].lower() + reason[1:]


class CrampTimerError(Exception):
    """One clear sentence: what is wrong, where, and how to mend it."""

    def __init__(self, sentence: object) -> None:
        super().__init__(one_line(str(sentence)))


class RoutineError(CrampTimerError):
    """A routine that cannot be used."""


class PackError(CrampTimerError):
    """A sound pack, or a clip in it, that cannot be used."""


class DiaryError(CrampTimerError):
    """A diary that cannot be read or written."""
