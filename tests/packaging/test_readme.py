"""Tests that commands, links, examples and tables of the documents are correct."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest
from support.fault_table import table

from cramp_timer import __version__
from cramp_timer.audio.voice.pack import Pack
from cramp_timer.cli.parser import parser
from cramp_timer.core.compiler import compile_timeline
from cramp_timer.core.number_text import clock_text
from cramp_timer.library import catalog
from cramp_timer.library.parsing import parse_routine
from cramp_timer.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TESTS_README = (ROOT / "tests" / "README.md").read_text(encoding="utf-8")
EVERY_SETTING = (ROOT / "cramp_timer" / "SETTINGS.md").read_text(encoding="utf-8")
SHELL = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
COMMANDS = [
    line for block in SHELL for line in block.splitlines() if line.startswith("cramp-timer")
]


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_in_the_readme_is_accepted_by_the_parser(line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    assert parser(words).parse_args(words).run


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#][^)]*)\)", README))
def test_every_link_in_the_readme_leads_to_an_existing_file(link: str) -> None:
    assert (ROOT / unquote(link)).exists()


@pytest.mark.parametrize("anchor", re.findall(r"\]\(#([^)]*)\)", README))
def test_every_anchor_in_the_readme_has_its_heading(anchor: str) -> None:
    titles = re.findall(r"^## (.*)$", README, re.MULTILINE)
    assert anchor in {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_example_routine_in_the_readme_is_valid() -> None:
    (example,) = [each for each in _toml(README) if "[[exercises]]" in each]
    made, problems = parse_routine(example.encode())
    assert made is not None, problems


def test_the_example_settings_in_the_readme_are_valid() -> None:
    (example,) = [each for each in _toml(README) if "volume" in each]
    assert Settings.model_validate(tomllib.loads(example)).help_number


def test_every_setting_is_shown_with_its_default() -> None:
    shown = tomllib.loads(_settings_example())
    shown.pop("keys")
    defaults = Settings().model_dump(mode="json", exclude={"keys"}, exclude_none=True)
    assert shown == defaults


def test_every_setting_without_a_default_is_in_a_commented_line() -> None:
    """TOML has no null, so what is left out by default stands in a line that can be uncommented."""
    lines = "\n".join(re.findall(r"^# (\w+ = .*)$", _settings_example(), re.MULTILINE))
    commented = tomllib.loads(lines)
    assert Settings.model_validate(commented)
    unset = [name for name, value in Settings().model_dump().items() if value is None]
    assert list(commented) == unset


def _settings_example() -> str:
    (example,) = _toml(EVERY_SETTING)
    return example


def _toml(text: str) -> list[str]:
    return re.findall(r"```toml\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("name", catalog.BUILT_IN)
def test_the_readme_lists_every_built_in_routine_with_its_length(name: str, pack: Pack) -> None:
    length = clock_text(compile_timeline(catalog.load(name), pack).duration)
    assert f"| `{name}` | {length} |" in README


def test_the_fault_table_in_the_readme_of_the_tests_matches_the_tests() -> None:
    assert table() in TESTS_README


def test_the_readme_lists_the_current_version_in_its_changes() -> None:
    assert f"**{__version__}**" in README
