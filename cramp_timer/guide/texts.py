"""The health texts: read from data in which every claim has its source beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cramp_timer.core.advice import Advice, Prompt
from cramp_timer.diary.checklist import ChecklistItem, ItemText

if TYPE_CHECKING:
    from cramp_timer.settings import Settings

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sourced:
    """One statement and where it comes from."""

    text: str
    source: str
    pregnancy: bool = False
    """Whether it matters only when pregnant or in the year after a birth."""


@dataclass(frozen=True, slots=True)
class SignGroup:
    """Warning signs that ask for the same."""

    urgency: str
    title: str
    act: str
    source: str
    """Of what to do, and of what is spoken."""
    spoken: str
    """What the voice says of them when a cramp does not ease; nothing for the least urgent."""
    signs: tuple[Sourced, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way against cramps: what to do, what is known of it, and who says so."""

    title: str
    do: str
    known: str
    source: str
    pregnant: str = ""
    """What to do instead when pregnant or in the year after a birth, where that is stricter."""


@dataclass(frozen=True, slots=True)
class Guide:
    """The seven ways, what is left out, and who should ask first."""

    article: str
    """Whose ways these are."""
    ways: tuple[Way, ...]
    left_out_title: str
    left_out: tuple[Sourced, ...]
    ask_first_title: str
    ask_first: tuple[Sourced, ...]
    closing: Sourced


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


@cache
def warning_signs() -> tuple[SignGroup, ...]:
    """The warning signs, the most urgent first."""
    return tuple(
        SignGroup(**{**group, "signs": tuple(Sourced(**sign) for sign in group["signs"])})
        for group in _read("signs.toml")["groups"]
    )


@cache
def guide() -> Guide:
    """The guide."""
    read = _read("ways.toml")
    return Guide(
        read["article"],
        tuple(Way(**way) for way in read["ways"]),
        read["left_out"]["title"],
        tuple(Sourced(**item) for item in read["left_out"]["items"]),
        read["ask_first"]["title"],
        tuple(Sourced(**item) for item in read["ask_first"]["items"]),
        Sourced(**read["ask_first"]["closing"]),
    )


@cache
def advice() -> Advice:
    """What is said in and after a cramp."""
    read = _read("now.toml")
    not_eased, eased = read["not_eased"], read["eased"]
    return Advice(
        coaching=tuple(Prompt(**line) for line in read["coaching"]),
        late_seconds=not_eased["late_seconds"],
        late=Prompt(**not_eased["late"]),
        told=Prompt(**not_eased["told"]),
        never=Prompt(**not_eased["never"]),
        signs=tuple(Prompt(group.spoken, group.title) for group in warning_signs() if group.spoken),
        good=Prompt(**eased["good"]),
        relief=Prompt(**eased["relief"]),
        sore=Prompt(**eased["sore"]),
        late_good=Prompt(**eased["late"]),
        late_good_pregnant=Prompt(**eased["late_pregnant"]),
    )


@cache
def checklist_texts() -> dict[ChecklistItem, ItemText]:
    """Return every item of the day's checklist with its words."""
    items = _read("day.toml")["items"]
    return {
        ChecklistItem(each["item"]): ItemText(**{**each, "item": ChecklistItem(each["item"])})
        for each in items
    }


def signs_lines(settings: Settings) -> Iterator[str]:
    """The warning signs as lines: titles, what to do, and each sign with its source."""
    for group in warning_signs():
        yield f"{group.title.upper()}: if any of these is so"
        yield _with_number(group.act, settings.emergency_number)
        for sign in group.signs:
            when = "When pregnant or after a birth: "
            when = when if sign.pregnancy and not settings.pregnant else ""
            yield f"  · {when}{sign.text} [{sign.source}]"
        yield ""
    closing = Sourced(**_read("signs.toml")["closing"])
    yield f"{closing.text} [{closing.source}]"


def _with_number(act: str, number: str) -> str:
    return (
        act.replace("your emergency number", f"{number} (your emergency number)") if number else act
    )


def ask_first_lines() -> Iterator[str]:
    """What is shown once, before the first routine ever."""
    whole = guide()
    yield f"{whole.ask_first_title}:"
    yield from (f"  · {item.text}" for item in whole.ask_first)
    yield ""
    yield whole.closing.text
    yield "The guide has this list again, and the warning signs are one key away: w."


def guide_lines(settings: Settings) -> Iterator[str]:
    """The guide as lines."""
    whole = guide()
    yield whole.article
    yield ""
    for number, way in enumerate(whole.ways, start=1):
        yield f"{number}. {way.title}"
        yield f"   {way.pregnant if settings.pregnant and way.pregnant else way.do}"
        yield f"   Known: {way.known}"
        yield f"   [{way.source}]"
        yield ""
    yield whole.ask_first_title
    yield from (f"  · {item.text} [{item.source}]" for item in whole.ask_first)
    yield f"  {whole.closing.text} [{whole.closing.source}]"
    yield ""
    yield whole.left_out_title
    yield from (f"  · {item.text} [{item.source}]" for item in whole.left_out)
