"""Tests that the health texts are complete, have sources, and promise no effect."""

from __future__ import annotations

import re

from cramp_timer.guide.lines import guide_lines, question_lines, signs_lines
from cramp_timer.guide.texts import advice, guide, warning_signs
from cramp_timer.settings import Settings

PROMISES = re.compile(r"\b(cures?|proven|guarantee|prevents cramps|fewer cramps)\b", re.IGNORECASE)


def test_every_warning_sign_has_a_source_and_every_group_says_what_to_do() -> None:
    for group in warning_signs():
        assert group.act
        assert all(sign.text and sign.source for sign in group.signs)


def test_warning_signs_are_ordered_from_emergency_to_routine() -> None:
    assert [group.urgency for group in warning_signs()] == ["emergency", "same day", "soon"]


def test_warning_signs_include_those_of_pregnancy_and_after_birth() -> None:
    added = [sign for group in warning_signs() for sign in group.signs if sign.pregnancy]
    for text in ("face, hands or feet", "baby moving less", "groin or buttock"):
        assert any(text in sign.text for sign in added), text


def test_every_warning_sign_belongs_to_one_urgency_alone() -> None:
    signs = [sign.text for group in warning_signs() for sign in group.signs]
    assert len(signs) == len(set(signs))
    for word in ("swollen", "Coughing", "Dark,", "statin", "snap"):
        assert sum(word in sign for sign in signs) == 1, word


def test_soreness_for_a_day_after_a_cramp_sends_nobody_to_a_doctor() -> None:
    same_day = warning_signs()[1]
    assert not any("sore" in line for line in (same_day.spoken, same_day.act))
    assert "look at the warning signs" in advice().sore.alone
    assert "is normal" in " ".join(sign.text for sign in same_day.signs)


def test_sources_of_the_warning_signs_are_shown_only_on_request() -> None:
    assert not any("[" in line for line in signs_lines(Settings()))
    assert sum("[" in line for line in signs_lines(Settings(), sources=True)) > 20


def test_nobody_is_told_that_they_are_safe() -> None:
    answers = dict.fromkeys(("pregnant", "falls", "numb_feet", "medicines"), False)
    mine = Settings.model_validate(answers)
    told = (*guide_lines(mine), *signs_lines(mine), *question_lines(mine))
    assert not any(re.search(r"\byou are safe\b", line) for line in told)


def test_each_question_names_the_setting_that_it_answers_and_has_a_source() -> None:
    questions = guide().questions
    assert [each.name for each in questions] == ["pregnant", "falls", "numb_feet", "medicines"]
    assert all(each.text and each.effect and each.source for each in questions)


def test_the_guide_lists_seven_ways_each_with_instruction_evidence_and_source() -> None:
    assert len(guide().ways) == 7
    assert all(way.do and way.known and way.source for way in guide().ways)


def test_the_guide_allows_massage_and_heat_only_after_the_cramp_eases() -> None:
    (way,) = [way for way in guide().ways if "Massage" in way.title]
    assert "only once it eases" in way.title
    assert way.do.startswith("Not if the leg is swollen")
    assert "nor" in way.pregnant or "neither" in way.pregnant


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


def test_an_answer_of_yes_is_what_the_guide_and_the_signs_begin_with() -> None:
    mine = Settings(medicines=True, falls=True)
    told = [*guide_lines(mine)]
    assert sum(line.startswith("You said yes to: ") for line in told[:5]) == 2
    soon = "\n".join(signs_lines(mine)).split("SOON")[1]
    assert soon.index("water tablets or a statin") < soon.index("spoil your sleep")
    assert not any(line.startswith("You said") for line in guide_lines(Settings()))
