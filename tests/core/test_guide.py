"""Tests that the health texts are complete, have sources, and promise no effect."""

from __future__ import annotations

import re

from cramp_timer.guide.texts import guide, guide_lines, signs_lines, warning_signs
from cramp_timer.settings import Settings

PROMISES = re.compile(r"\b(cures?|proven|guarantee|prevents cramps|fewer cramps)\b", re.IGNORECASE)


def test_every_warning_sign_has_a_source_and_every_group_says_what_to_do() -> None:
    for group in warning_signs():
        assert group.act
        assert all(sign.text and sign.source for sign in group.signs)


def test_warning_signs_are_ordered_from_emergency_to_routine() -> None:
    assert [group.urgency for group in warning_signs()] == ["emergency", "same day", "routine"]


def test_warning_signs_include_those_of_pregnancy_and_after_birth() -> None:
    added = [sign for group in warning_signs() for sign in group.signs if sign.pregnancy]
    assert any("face, hands or feet" in sign.text for sign in added)
    assert any("year after a birth" in sign.text for sign in added)


def test_the_guide_lists_seven_ways_each_with_instruction_evidence_and_source() -> None:
    assert len(guide().ways) == 7
    assert all(way.do and way.known and way.source for way in guide().ways)


def test_the_guide_allows_massage_and_heat_only_after_the_cramp_eases() -> None:
    (way,) = [way for way in guide().ways if "Massage" in way.title]
    assert "only once it eases" in way.title
    assert "no massage and no heat" in way.do


def test_in_pregnancy_the_guide_offers_neither_massage_nor_heat() -> None:
    told = "\n".join(guide_lines(Settings(pregnant=True)))
    assert "may feel good" not in told
    assert "this program offers you neither" in told


def test_every_statement_of_the_guide_has_a_source() -> None:
    told = (*guide().ask_first, *guide().left_out, guide().closing)
    assert all(each.source for each in told)
    assert all(group.source for group in warning_signs())


def test_guide_and_warning_signs_promise_no_effect() -> None:
    for line in (*guide_lines(Settings()), *signs_lines(Settings())):
        if found := PROMISES.search(line):
            assert "not a cure" in line.lower(), found


def test_guide_and_warning_signs_contain_no_control_characters() -> None:
    assert all(line.isprintable() for line in (*guide_lines(Settings()), *signs_lines(Settings())))
