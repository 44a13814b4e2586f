"""The health texts: read from data in which every claim has its source beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from cramp_timer.core.advice import Advice, Prompt
from cramp_timer.core.profile import Profile
from cramp_timer.diary.checklist import ChecklistItem, ItemText
from cramp_timer.languages.folder import guide_file, wording
from cramp_timer.languages.messages import _

if TYPE_CHECKING:
    from cramp_timer.settings import Settings


@dataclass(frozen=True, slots=True)
class Sourced:
    """One statement and where it comes from."""

    text: str
    source: str
    pregnancy: bool = False
    """Whether it matters only when pregnant or in the year after a birth."""
    medicines: bool = False
    """Whether it matters most to those on water tablets or a statin."""


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
    numb_feet: str = ""
    """The same with numb feet or bad arteries."""
    falls: str = ""
    """What is added after a fall, or where nobody has said that there was none."""

    def for_profile(self, profile: Profile) -> str:
        """Return what a person with this profile should do; unanswered is strict."""
        do = self.do
        if profile.may_be_pregnant and self.pregnant:
            do = self.pregnant
        elif profile.numb_feet is not False and self.numb_feet:
            do = self.numb_feet
        return f"{do} {self.falls}" if self.falls and not profile.may_stand else do


@dataclass(frozen=True, slots=True)
class Question:
    """One question about the person: the setting that it answers, and what an answer changes."""

    name: str
    text: str
    effect: str
    source: str


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
    ask_first_spoken: Sourced
    """The same in one breath, for one who does not look at the screen."""
    closing: Sourced
    causes: Sourced
    questions_title: str
    questions: tuple[Question, ...]
    questions_closing: Sourced


@cache
def warning_signs() -> tuple[SignGroup, ...]:
    """The warning signs, the most urgent first."""
    return tuple(
        SignGroup(**{**group, "signs": tuple(Sourced(**sign) for sign in group["signs"])})
        for group in guide_file("signs.toml")["groups"]
    )


@cache
def signs_closing() -> Sourced:
    """Return what holds for all warning signs."""
    return Sourced(**guide_file("signs.toml")["closing"])


@cache
def guide() -> Guide:
    """Return the eight ways, what is left out and why, and the questions before a first night."""
    read = guide_file("ways.toml")
    return Guide(
        read["article"],
        tuple(Way(**way) for way in read["ways"]),
        read["left_out"]["title"],
        tuple(Sourced(**item) for item in read["left_out"]["items"]),
        read["ask_first"]["title"],
        tuple(Sourced(**item) for item in read["ask_first"]["items"]),
        Sourced(**read["ask_first"]["spoken"]),
        Sourced(**read["ask_first"]["closing"]),
        Sourced(**read["causes"]),
        read["questions"]["title"],
        tuple(Question(**item) for item in read["questions"]["items"]),
        Sourced(**read["questions"]["closing"]),
    )


@cache
def advice() -> Advice:
    """Return what is said in and after a cramp, for everybody."""
    read = guide_file("now.toml")
    not_eased, eased = read["not_eased"], read["eased"]
    return Advice(
        headline=read["headline"]["text"],
        coaching=tuple(Prompt(**line) for line in read["coaching"]),
        late_seconds=not_eased["late_seconds"],
        soft_ticks=True,
        check=Prompt(**not_eased["check"]),
        late=Prompt(**not_eased["late"]),
        stop=Prompt(**not_eased["stop"]),
        never=Prompt(**not_eased["never"]),
        signs=tuple(Prompt(group.spoken, group.title) for group in warning_signs() if group.spoken),
        good=Prompt(**eased["good"]),
        again=Prompt(**eased["again"]),
        rub=Prompt(**eased["rub"]),
        rub_or_warm=Prompt(**eased["rub_or_warm"]),
        sore=Prompt(**eased["sore"]),
        end=Prompt(**eased["end"]),
        late_good=Prompt(**eased["late"]),
        late_good_pregnant=Prompt(**eased["late_pregnant"]),
    )


def advice_for(settings: Settings) -> Advice:
    """Return the same for one person: the warning signs end with the number to call for help."""
    general = replace(advice(), soft_ticks=settings.soft_ticks)
    number = settings.help_number
    if not number:
        return general
    words = wording()
    shown = Prompt(
        words.help_number,
        _("The person's own setting"),
        show=_("Your number for help: {number}", number=number),
    )
    digits = (
        Prompt(words.plus if digit == "+" else words.number_phrase(int(digit)))
        for digit in number
        if digit.isdecimal() or digit == "+"
    )
    return replace(general, signs=(*general.signs, shown, *digits))


@cache
def appointment_questions() -> tuple[Sourced, ...]:
    """Return what to ask at an appointment."""
    return tuple(Sourced(**each) for each in guide_file("report.toml")["questions"])


@cache
def checklist_texts() -> dict[ChecklistItem, ItemText]:
    """Return every item of the day's checklist with its words."""
    items = guide_file("day.toml")["items"]
    return {
        ChecklistItem(each["item"]): ItemText(**{**each, "item": ChecklistItem(each["item"])})
        for each in items
    }
