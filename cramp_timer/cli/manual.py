"""The manual page, made from the parser: `python -m cramp_timer.cli.manual > cramp-timer.1`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from cramp_timer.cli.parser import COMMANDS, parser


def manual_page() -> str:
    """Return the whole page as roff: what the program is for, each command, and its options."""
    root = parser(COMMANDS)
    commands = next(
        action for action in root._actions if isinstance(action, argparse._SubParsersAction)
    )
    lines = [
        '.TH CRAMP\\-TIMER 1 "" "" "User Commands"', ".SH NAME",
        f"cramp\\-timer \\- {_text(root.description or '')}", ".SH SYNOPSIS",
        ".B cramp\\-timer", "[\\fICOMMAND\\fR] [\\fIOPTIONS\\fR]", ".SH DESCRIPTION",
        "Without a command it opens the home screen. Whoever has a cramp types",
        ".BR \"cramp\\-timer now\" .", ".SH COMMANDS",
    ]  # fmt: skip
    for name, (summary, _) in COMMANDS.items():
        lines += [".SS " + _text(name), _text(f"{summary[0].upper()}{summary[1:]}.")]
        lines += _options(commands.choices[name])
    lines += [".SH NOTES", *(_text(line) for line in (root.epilog or "").splitlines()[-2:])]
    return "\n".join(lines) + "\n"


def _options(command: argparse.ArgumentParser) -> Iterator[str]:
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, each in action.choices.items():
                yield from (".TP", f"\\fB{_text(name)}\\fR", _text(each.description or name))
                yield from (line for line in _options(each) if line)
        elif action.help is not argparse.SUPPRESS and action.dest != "help":
            names = ", ".join(action.option_strings) or str(action.metavar or action.dest)
            value = f" {action.metavar}" if action.option_strings and action.metavar else ""
            yield from (
                ".TP",
                f"\\fB{_text(names)}\\fR {_text(value)}".rstrip(),
                _text(action.help or ""),
            )


def _text(text: str) -> str:
    """Return a text in which nothing is taken for a request of roff."""
    plain = " ".join(text.replace("%%", "%").split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain[:1] in (".", "'") else plain


if __name__ == "__main__":
    sys.stdout.write(manual_page())
