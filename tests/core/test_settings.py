"""Tests that valid settings are used, and invalid ones are reported without stopping anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.systems import links, unix

from cramp_timer.errors import CrampTimerError
from cramp_timer.guide.lines import signs_lines
from cramp_timer.settings import FILE, Settings, descriptions, read_settings, write_setting
from cramp_timer.system.atomic_file import replacing
from cramp_timer.system.paths import config_folder


def test_without_a_settings_file_every_setting_has_its_default(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == (Settings(), [])


def test_values_in_the_settings_file_are_used(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('pregnant = true\nemergency_number = "112"\n')
    settings, problems = read_settings(tmp_path)
    assert (settings.pregnant, settings.emergency_number, problems) == (True, "112", [])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("pregnant = 1", "pregnant: must be true or false; going on without it"),
        ('falls = "maybe"', "falls: must be true or false; going on without it"),
        ("pregnent = true", "pregnent: is not a field that is known here; check its spelling"),
        ('emergency_number = "\\u001b[2J"', "emergency_number: "),
        ("pregnant", "is not valid TOML"),
        ("\xff\xfe", "is not valid TOML"),
    ],
)
def test_a_problem_in_the_settings_file_is_reported_and_defaults_are_used(
    tmp_path: Path, text: str, sentence: str
) -> None:
    (tmp_path / FILE).write_bytes(text.encode("latin-1"))
    settings, (problem,) = read_settings(tmp_path)
    assert settings == Settings()
    assert sentence in problem
    assert problem.startswith(FILE)


@pytest.mark.parametrize("text", ["pregnant = 1", 'pregnant = "yes"', "pregnant = yes", "[["])
def test_an_unreadable_pregnancy_setting_selects_the_stricter_advice(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / FILE).write_text(text)
    assert read_settings(tmp_path)[0].profile.may_rub is False


def test_one_wrong_setting_does_not_discard_the_others(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('volume = "loud"\npregnant = true\n')
    settings, problems = read_settings(tmp_path)
    assert settings.pregnant
    assert len(problems) == 1


def test_a_folder_in_place_of_the_settings_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert read_settings(tmp_path)[1][0].endswith(
        "going on with the defaults and the stricter advice"
    )


def test_warning_signs_name_an_emergency_number_only_if_one_is_set() -> None:
    unset = "\n".join(signs_lines(Settings()))
    assert not any(number in unset for number in ("999", "112", "911", "111"))
    assert "Call 112 (your emergency number) now" in "\n".join(
        signs_lines(Settings(emergency_number="112"))
    )


def test_the_pregnancy_setting_addresses_the_warning_signs_to_the_user() -> None:
    assert "When pregnant or after a birth:" in "\n".join(signs_lines(Settings()))
    mine = "\n".join(signs_lines(Settings(pregnant=True)))
    assert "When pregnant or after a birth:" not in mine
    assert mine.index("Bleeding, leaking fluid") < mine.index("Coughing up blood")
    assert "Bleeding, leaking fluid" not in "\n".join(signs_lines(Settings(pregnant=False)))


def test_the_help_number_is_shown_with_every_urgency_but_the_emergency() -> None:
    told = [*signs_lines(Settings(help_number="0800 12", emergency_number="112"))]
    acts = [line for line in told if "Your number for help: 0800 12." in line]
    assert len(acts) == 2
    assert not any("112" in line for line in acts)


def test_environment_variables_override_the_settings_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('volume = 20\ntheme = "day"\n')
    environment = {
        "CRAMP_TIMER_VOLUME": "30", "CRAMP_TIMER_EMERGENCY_NUMBER": "112",
        "CRAMP_TIMER_PREGNANT": "true", "CRAMP_TIMER_PRE_ROLL": "2",
    }  # fmt: skip
    settings, problems = read_settings(tmp_path, environment)
    assert problems == []
    assert (settings.volume, settings.theme, settings.emergency_number) == (30, "day", "112")
    assert (settings.pregnant, settings.pre_roll) == (True, 2.0)


def test_a_wrong_environment_variable_is_reported_and_the_file_value_is_used(
    tmp_path: Path,
) -> None:
    (tmp_path / FILE).write_text("volume = 20\n")
    settings, (problem,) = read_settings(tmp_path, {"CRAMP_TIMER_VOLUME": "loud"})
    assert settings.volume == 20
    assert problem.startswith("CRAMP_TIMER_VOLUME: must be a whole number")


def test_every_setting_has_a_sentence_of_help() -> None:
    helps = descriptions()
    assert helps.keys() == Settings.model_fields.keys()
    assert all(sentence.endswith(".") for sentence in helps.values())


@links
def test_settings_are_saved_through_a_link_which_stays(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "mine.toml"
    real.parent.mkdir()
    real.write_text("# mine\nvolume = 10\n")
    link = config_folder() / FILE
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(real)
    write_setting("volume", 30)
    assert link.is_symlink()
    assert real.read_text() == "# mine\nvolume = 30\n"
    assert sorted(each.name for each in real.parent.iterdir()) == ["mine.toml"]


@unix
def test_a_device_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    link = tmp_path / "out.html"
    link.symlink_to("/dev/null")
    with (
        pytest.raises(CrampTimerError, match="is no regular file"),
        replacing(link, overwrite=True),
    ):
        raise AssertionError("nothing is to be written")
