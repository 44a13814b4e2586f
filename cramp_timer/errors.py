"""Errors that a person can put right, said in one sentence, and text made safe to print."""

from __future__ import annotations

from cramp_timer.languages.messages import _

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
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), _("must be a whole number")),
    **dict.fromkeys(("float_type", "float_parsing"), _("must be a number")),
    **dict.fromkeys(("string_type",), _("must be words in quotation marks")),
    **dict.fromkeys(("bool_type", "bool_parsing"), _("must be true or false")),
}
_LIMITS = {
    "greater_than_equal": _("must be greater than or equal to {ge}"),
    "less_than_equal": _("must be less than or equal to {le}"),
    "greater_than": _("must be greater than {gt}"),
    "less_than": _("must be less than {lt}"),
    "finite_number": _("must be a finite number"),
    "literal_error": _("must be {expected}"),
    "enum": _("must be {expected}"),
    "string_too_short": _("must have at least {min_length} characters"),
    "string_too_long": _("must have at most {max_length} characters"),
    "too_short": _("must have at least {min_length} items"),
    "too_long": _("must have at most {max_length} items"),
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
        return _("is not a field that is known here; check its spelling")
    if kind == "missing":
        return _("is missing")
    if kind == "predicate_failed":
        return _("must be plain text, without characters that have no place in it")
    if kind == "string_pattern_mismatch":
        return _("must have small letters and hyphens alone")
    if kind in _KINDS:
        return _KINDS[kind]
    if kind in _LIMITS:
        context = {name: str(value) for name, value in detail.get("ctx", {}).items()}
        return _LIMITS[kind].format_map(
            {name: value.replace(" or ", _(" or ")) for name, value in context.items()}
        )
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
