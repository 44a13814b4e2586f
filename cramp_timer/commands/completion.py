"""Completion for bash, zsh and fish: three small stubs, and one place that knows more."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Iterable, Iterator

SCRIPTS = {
    "bash": """\
_cramp_timer() {
    local IFS=$'\\n'
    COMPREPLY=($(cramp-timer __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
    if [ ${#COMPREPLY[@]} -eq 0 ]; then compopt -o default; fi
}
complete -F _cramp_timer cramp-timer
""",
    "zsh": """\
#compdef cramp-timer
_cramp_timer() {
    local -a found
    found=("${(@f)$(cramp-timer __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n "${found[1]}" ]]; then compadd -- $found; else _files; fi
}
compdef _cramp_timer cramp-timer
""",
    "fish": """\
function __cramp_timer
    set -l words (commandline -opc) (commandline -ct)
    cramp-timer __complete $words[2..-1] 2>/dev/null
end
complete -c cramp-timer -a '(__cramp_timer)'
""",
}
_HOW = {
    "bash": 'eval "$(cramp-timer completion bash)"   # in ~/.bashrc',
    "zsh": 'eval "$(cramp-timer completion zsh)"    # in ~/.zshrc, after compinit',
    "fish": "cramp-timer completion fish | source   # in ~/.config/fish/config.fish",
}


def script(arguments: Namespace) -> int:
    """Print what a shell needs to complete our commands."""
    print(f"# {_HOW[arguments.shell]}\n{SCRIPTS[arguments.shell]}", end="")
    return 0


def complete(words: list[str], parser: argparse.ArgumentParser) -> Iterator[str]:
    """What may stand in the place of the last word."""
    *before, begun = words or [""]
    command = parser
    for word in before:
        command = _commands(command).get(word, command)
    waiting = next((a for a in command._actions if before and before[-1] in a.option_strings), None)
    if waiting is not None and waiting.nargs != 0:
        yield from _matching(map(str, waiting.choices or ()), begun)
    elif begun.startswith("-") or command is parser:
        yield from _matching([*_commands(command), *_options(command)], begun)
    else:
        for action in command._actions:
            if not action.option_strings:
                yield from _matching(_values(action), begun)


def _values(action: argparse.Action) -> Iterable[str]:
    if action.choices is not None:
        return map(str, action.choices)
    if action.dest in ("routine", "routines"):
        from cramp_timer.library import catalog as library

        return library.names()
    return ()


def _matching(words: Iterable[str], begun: str) -> Iterator[str]:
    return (word for word in words if word.startswith(begun))


def _options(parser: argparse.ArgumentParser) -> list[str]:
    return [
        option
        for action in parser._actions
        if action.help is not argparse.SUPPRESS
        for option in action.option_strings
        if option.startswith("--")
    ]


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}
