"""Tests of which language a start speaks: option, environment, settings, system, in this order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.systems import unix

from cramp_timer.cli.language import available
from cramp_timer.settings import read_settings, write_setting
from cramp_timer.system.paths import config_folder

ENGLISH, SPANISH = "The same day", "El mismo día"


def signs(*words: str, **place: str) -> str:
    """What `signs` prints in the language that words and places ask for."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")
    left = {name: value for name, value in os.environ.items() if name not in names}
    done = subprocess.run(
        [sys.executable, "-m", "cramp_timer", *words],
        env={**left, "PYTHONUTF8": "1", **place}, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout


def is_spanish(text: str) -> bool:
    assert (ENGLISH.upper() in text) is not (SPANISH.upper() in text)
    return SPANISH.upper() in text


@unix
@pytest.mark.parametrize(
    ("place", "spanish"),
    [
        ({}, False),
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "es_MX.UTF-8"}, True),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "es_ES.UTF-8"}, True),
        ({"LANG": "es_ES.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, False),
        ({"LANG": "xx_XX.UTF-8", "LANGUAGE": "xx:es:en"}, True),
        ({"LANG": "C", "LANGUAGE": "es"}, False),
        ({"LANG": "es_ES.UTF-8", "CRAMP_TIMER_LANGUAGE": "en"}, False),
        ({"LANG": "es_ES.UTF-8", "CRAMP_TIMER_LANGUAGE": "auto"}, True),
        ({"LANG": "../../../etc"}, False),
    ],
)
def test_the_system_says_the_language_unless_the_environment_does(
    place: dict[str, str], spanish: bool
) -> None:
    assert is_spanish(signs("signs", **place)) is spanish


@pytest.mark.parametrize(
    "words",
    [("--language", "es", "signs"), ("signs", "--language", "es"), ("signs", "--language=es")],
)
def test_the_option_goes_before_everything_else_and_stands_anywhere(words: tuple[str, ...]) -> None:
    write_setting("language", "en")
    assert is_spanish(signs(*words, CRAMP_TIMER_LANGUAGE="en", LANG="en_US.UTF-8"))


def test_the_setting_goes_before_the_system_also_where_the_file_was_changed_by_hand() -> None:
    write_setting("language", "es")
    assert is_spanish(signs("signs", LANG="en_US.UTF-8"))
    settings = config_folder() / "settings.toml"
    settings.write_text("\N{BYTE ORDER MARK}language = 'en'  # by hand\n", encoding="utf-8")
    assert not is_spanish(signs("signs", LANG="es_ES.UTF-8"))


def test_a_language_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cramp_timer", "--language", "xx", "signs"],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "'xx' is none of en" in done.stderr
    assert "Traceback" not in done.stderr


@unix
def test_a_setting_of_a_language_that_there_is_not_is_told_and_stops_nothing(
    tmp_path: Path,
) -> None:
    (tmp_path / "settings.toml").write_text('language = "xx"\n')
    settings, problems = read_settings(tmp_path, environment={})
    assert settings.language == "auto"
    assert "settings.toml: language: must be 'auto', 'en'" in problems[0]
    assert is_spanish(signs("signs", LANG="es_ES.UTF-8", XDG_CONFIG_HOME=str(tmp_path)))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("es", "es"),
        ("ES-mx", "es"),
        ("es_AR.UTF-8@euro", "es"),
        ("esperanto", ""),
        ("", ""),
        (".", ""),
    ],
)
def test_a_region_speaks_the_language_of_its_country(name: str, code: str) -> None:
    assert available(name) == code
