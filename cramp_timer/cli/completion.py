"""Completion of commands, options and routine names in bash, zsh and fish, by argcomplete."""

from __future__ import annotations

import os
import shlex
from argparse import ArgumentParser, Namespace

import argcomplete
from argcomplete.shell_integration import shellcode

from cramp_timer.cli.parser import parser

_HOW = {
    "bash": 'eval "$(cramp-timer completion bash)"   # in ~/.bashrc',
    "zsh": 'eval "$(cramp-timer completion zsh)"    # in ~/.zshrc, after compinit',
    "fish": "cramp-timer completion fish | source   # in ~/.config/fish/config.fish",
}


def add_completion_options(parser: ArgumentParser) -> None:
    """Add the options of `completion`."""
    parser.add_argument("shell", choices=tuple(_HOW))
    parser.set_defaults(run=print_script)


def print_script(arguments: Namespace) -> int:
    """Print what a shell needs to complete our commands."""
    script = shellcode(["cramp-timer"], shell=arguments.shell)
    print(f"# {_HOW[arguments.shell]}\n{script}")
    return 0


def complete() -> None:
    """Answer a shell that asks for completions, and end the process."""
    line = os.environ.get("COMP_LINE", "")
    try:
        words = shlex.split(line)
    except ValueError:  # a quotation mark that is still open
        words = line.split()
    argcomplete.autocomplete(parser(words))
