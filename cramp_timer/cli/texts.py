"""The commands that print a text: the warning signs and the guide."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from cramp_timer.cli.options import add_profile_options, setting_flags
from cramp_timer.cli.output import print_remarks, print_wrapped
from cramp_timer.guide.lines import guide_lines, signs_lines
from cramp_timer.languages.messages import _
from cramp_timer.settings import Settings, load_settings


def add_signs_options(parser: ArgumentParser) -> None:
    """Add the options of `signs`."""
    parser.add_argument("--sources", action="store_true", help=_("with the source of each sign"))
    add_profile_options(parser)
    parser.set_defaults(run=signs)


def add_guide_options(parser: ArgumentParser) -> None:
    """Add the options of `guide`."""
    add_profile_options(parser)
    parser.set_defaults(run=guide)


def signs(arguments: Namespace) -> int:
    """Print the warning signs."""
    return print_wrapped(signs_lines(_settings(arguments), sources=arguments.sources))


def guide(arguments: Namespace) -> int:
    """Print the ways against cramps, and what is known of each."""
    return print_wrapped(guide_lines(_settings(arguments)))


def _settings(arguments: Namespace) -> Settings:
    settings, problems = load_settings(setting_flags(arguments))
    print_remarks(problems)
    return settings
