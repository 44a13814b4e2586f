"""The health texts as lines: the warning signs, the guide, and the questions about the person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cramp_timer.core.profile import Profile
from cramp_timer.guide.texts import SignGroup, Sourced, guide, signs_closing, warning_signs
from cramp_timer.languages.messages import _

if TYPE_CHECKING:
    from cramp_timer.settings import Settings


def signs_of(group: SignGroup, profile: Profile) -> list[tuple[str, Sourced]]:
    """Return the signs of a group with what is put before each, the person's own ones first.

    Signs of pregnancy stand first for who is pregnant, last with a word before them where nobody
    has answered, and are left out for who is not.
    """
    mine = [sign for sign in group.signs if sign.pregnancy]
    others = [("", sign) for sign in group.signs if not sign.pregnancy]
    if profile.medicines:
        others.sort(key=lambda sign: not sign[1].medicines)
    if profile.pregnant:
        return [*(("", sign) for sign in mine), *others]
    if profile.pregnant is None:
        return [*others, *((_("When pregnant or after a birth: "), sign) for sign in mine)]
    return others


def signs_lines(settings: Settings, *, sources: bool = False) -> Iterator[str]:
    """Yield the warning signs as lines: urgency, what to do, and each sign."""
    for group in warning_signs():
        yield _("{title}: if any of these is so", title=group.title.upper())
        yield _with_numbers(group.act, settings)
        for before, sign in signs_of(group, settings.profile):
            yield f"  · {before}{sign.text}{_source(sign, shown=sources)}"
        yield ""
    closing = signs_closing()
    yield f"{closing.text}{_source(closing, shown=sources)}"


def _source(sourced: Sourced, *, shown: bool) -> str:
    return f" [{sourced.source}]" if shown else ""


def _with_numbers(act: str, settings: Settings) -> str:
    emergency = _("your emergency number")  # as the guide itself says it
    wants_help = emergency not in act
    if settings.emergency_number:
        number = _("{number} (your emergency number)", number=settings.emergency_number)
        act = act.replace(emergency, number)
    if settings.help_number and wants_help:
        act += _(" Your number for help: {help_number}.", help_number=settings.help_number)
    return act


def ask_first_lines() -> Iterator[str]:
    """Yield what is shown once, before the first routine ever."""
    whole = guide()
    yield f"{whole.ask_first_title}:"
    yield from (f"  · {item.text}" for item in whole.ask_first)
    yield ""
    yield whole.closing.text


def question_lines(settings: Settings) -> Iterator[str]:
    """Yield the four questions with their answers, and what an answer changes."""
    whole = guide()
    answers = {None: _("not answered"), True: _("yes"), False: _("no")}
    yield f"{whole.questions_title}:"
    for number, question in enumerate(whole.questions, start=1):
        answer = answers[getattr(settings, question.name)]
        yield f"  {number}  {question.text}?  {answer}"
        yield _("     If so, {effect}.", effect=question.effect)
    yield ""
    yield whole.questions_closing.text


def guide_lines(settings: Settings, *, sources: bool = True) -> Iterator[str]:
    """Yield the guide as lines."""
    whole, profile = guide(), settings.profile
    yield whole.article
    yield f"{whole.causes.text}{_source(whole.causes, shown=sources)}"
    for question in whole.questions:
        if getattr(settings, question.name):
            yield _(
                "You said yes to: {what}. So {effect}.",
                what=question.text,
                effect=question.effect,
            )
    yield ""
    for number, way in enumerate(whole.ways, start=1):
        yield f"{number}. {way.title}"
        yield f"   {way.for_profile(profile)}"
        yield _("   Known: {known}", known=way.known)
        yield f"   [{way.source}]"
        yield ""
    yield whole.ask_first_title
    yield from (f"  · {item.text}{_source(item, shown=sources)}" for item in whole.ask_first)
    yield f"  {whole.closing.text}{_source(whole.closing, shown=sources)}"
    yield ""
    yield whole.left_out_title
    yield from (f"  · {item.text}{_source(item, shown=sources)}" for item in whole.left_out)
