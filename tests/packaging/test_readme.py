"""The README tells the truth: its commands parse, its files are right, its tables are ours."""

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
SHELL = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
COMMANDS = [
    line for block in SHELL for line in block.splitlines() if line.startswith("cramp-timer")
]


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_can_be_typed(line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    assert parser(words).parse_args(words).run


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#][^)]*)\)", README))
def test_every_link_leads_somewhere(link: str) -> None:
    assert (ROOT / unquote(link)).exists()


@pytest.mark.parametrize("anchor", re.findall(r"\]\(#([^)]*)\)", README))
def test_every_place_that_is_named_is_there(anchor: str) -> None:
    titles = re.findall(r"^## (.*)$", README, re.MULTILINE)
    assert anchor in {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_routine_by_example_is_right() -> None:
    (example,) = [each for each in _toml() if "[[exercises]]" in each]
    made, problems = parse_routine(example.encode())
    assert made is not None, problems


def test_every_setting_is_shown_with_its_default() -> None:
    (example,) = [each for each in _toml() if "volume" in each]
    shown = tomllib.loads(example)
    shown.pop("keys")
    defaults = Settings().model_dump(mode="json")
    defaults.pop("keys")
    assert shown == defaults


def _toml() -> list[str]:
    return re.findall(r"```toml\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("name", catalog.BUILT_IN)
def test_every_routine_is_listed_with_its_length(name: str, pack: Pack) -> None:
    length = clock_text(compile_timeline(catalog.load(name), pack).duration)
    assert f"| `{name}` | {length} |" in README


def test_the_table_of_faults_is_what_the_tests_try() -> None:
    assert table() in README


def test_the_version_is_in_the_list_of_changes() -> None:
    assert f"**{__version__}**" in README
