"""The commands for routine files: make one, edit it, check it, and print their schema."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from cramp_timer.audio.voice.pack_check import pack_problems
from cramp_timer.cli.completion_names import complete_routine
from cramp_timer.cli.output import print_json, print_remarks
from cramp_timer.core.compiler import compile_timeline
from cramp_timer.core.number_text import clock_text
from cramp_timer.core.phrases import phrases_of, spoken_as
from cramp_timer.core.routine import Routine
from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.library import catalog, personal, toml_edit
from cramp_timer.library.draft import differences
from cramp_timer.library.parsing import OTHER_ENDINGS, parse_routine
from cramp_timer.library.schema import routine_schema
from cramp_timer.presentation.timeline_text import shortened_lines
from cramp_timer.sessions.sound import open_pack
from cramp_timer.settings import load_settings
from cramp_timer.system.atomic_file import ChangedMeanwhileError

_EDITORS = ("nano", "vim", "vi", "notepad")


def add_new_options(parser: ArgumentParser) -> None:
    """Add the options of `new`."""
    parser.add_argument("name", metavar=_("NAME"))
    complete_routine(
        parser.add_argument(
            "--like", default="wall-stretch", metavar=_("ROUTINE"), help=_("what to begin with")
        )
    )
    parser.set_defaults(run=new)


def add_edit_options(parser: ArgumentParser) -> None:
    """Add the options of `edit`."""
    complete_routine(parser.add_argument("routine", metavar=_("ROUTINE")))
    parser.set_defaults(run=edit)


def add_check_options(parser: ArgumentParser) -> None:
    """Add the options of `check`."""
    parser.add_argument("files", nargs="+", metavar=_("FILE"))
    parser.set_defaults(run=check)


def add_schema_options(parser: ArgumentParser) -> None:
    """Add the options of `schema`."""
    parser.set_defaults(run=schema)


def new(arguments: Namespace) -> int:
    """Write a routine of one's own, beginning with what another has."""
    profile = load_settings()[0].profile
    text = toml_edit.routine_text(catalog.load(arguments.like).worded_for(profile))
    file = personal.path_for_title(arguments.name)
    if file.exists():
        raise CrampTimerError(
            _(
                "{file}: exists already; `cramp-timer edit {stem}` opens it",
                file=file,
                stem=file.stem,
            )
        )
    text = toml_edit.set_field(text, ("title",), arguments.name)
    routine, problems = parse_routine(text.encode())
    if routine is None:  # such as a title that is too long
        raise CrampTimerError(f"{arguments.name}: {problems[0].field}: {problems[0].reason}")
    personal.save(file, text, expected=None)
    _make_speech(routine)
    print(file)
    print(
        _(
            "cramp-timer edit {stem}    opens it; cramp-timer start {stem}    plays it",
            stem=file.stem,
        )
    )
    return 0


def edit(arguments: Namespace) -> int:
    """Open a routine in the person's editor, and save it once it is valid."""
    editor = _editor()  # before anything is begun: there may be none
    file, is_new = _own_file(arguments.routine)
    before = catalog.content_of(file)
    # A file of its own, so that what is not valid yet never stands in the place of what was.
    rough = file.with_name(f".{file.stem}.editing.toml")
    if rough.exists():
        print(_("Going on with what was not saved the last time: {rough}", rough=rough))
    else:
        rough.write_bytes(before)
    content, routine = _edit_until_valid(editor, file, rough)
    if content == before:
        print(_("Nothing was changed."))
        if is_new:
            file.unlink()
    else:
        try:
            personal.save(file, content.decode("utf-8-sig"), expected=before)
        except ChangedMeanwhileError as error:
            theirs = catalog.content_of(file).decode("utf-8", "replace")
            print("\n".join(differences(theirs, content.decode("utf-8-sig"))))
            raise CrampTimerError(
                _("{error}; yours is kept in {rough}", error=error, rough=rough)
            ) from error
        print(_("Saved: {file}", file=file))
        _make_speech(routine)
    rough.unlink()
    return 0


def check(arguments: Namespace) -> int:
    """Print everything that is wrong with routine files and sound packs."""
    code = 0
    for name in arguments.files:
        is_pack = Path(name).is_dir()
        failed = _check_pack(Path(name)) if is_pack else _check_routine(catalog.find(name))
        code = max(code, int(failed))
    return code


def schema(_: Namespace) -> int:
    """Print the JSON Schema of routine files."""
    return print_json(routine_schema())


def _own_file(name: str) -> tuple[Path, bool]:
    """Return the file to edit, and whether it is a new copy; a built-in one is never written."""
    file = catalog.find(name)
    is_built_in = file.parent == catalog.built_in_folder()
    if not is_built_in and file.suffix.lower() not in OTHER_ENDINGS:
        return file, False
    routine = catalog.load(name).worded_for(load_settings()[0].profile)
    title = _("My {title}", title=routine.title)[:60] if is_built_in else routine.title
    copy = personal.path_for_title(_("my {name}", name=name) if is_built_in else title)
    is_new = not copy.exists()
    if is_new:
        text = toml_edit.routine_text(routine)
        text = toml_edit.set_field(text, ("title",), title)
        personal.save(copy, text, expected=None)
        why = _("is built in") if is_built_in else _("is of another format")
        print(_("{name} {why}; this is a copy: {copy}", name=name, why=why, copy=copy))
    return copy, is_new


def _edit_until_valid(editor: list[str], file: Path, rough: Path) -> tuple[bytes, Routine]:
    """Open the editor until the file is valid; CrampTimerError where the person gives up."""
    while True:
        subprocess.run([*editor, str(rough)], check=False)
        content = rough.read_bytes()
        routine, problems = parse_routine(content)
        if routine is not None:
            return content, routine
        for problem in problems:
            print(f"{file.name}: {problem}", file=sys.stderr)
        if not _wants_to_go_on():
            raise CrampTimerError(_("not saved; what you wrote is kept in {rough}", rough=rough))


def _check_routine(file: Path) -> bool:
    """Print what is wrong with a routine, or how it will sound; return whether it is invalid."""
    routine, problems = parse_routine(catalog.content_of(file), file.name)
    if routine is None:
        for problem in problems:
            where = f"{file}:{problem.line}" if problem.line else str(file)
            print(f"{where}: {replace(problem, line=None)}")
        return True
    settings, _problems = load_settings()
    pack = open_pack(settings)
    timeline = compile_timeline(routine, pack, settings.style)
    print(_("{file}: right; {clock}", file=file, clock=clock_text(timeline.duration)))
    for line in shortened_lines(timeline):
        print(f"  {line}")
    for phrase in phrases_of(routine):
        if not spoken_as(phrase, pack):
            print(_("  Shown, and not spoken in these words: “{phrase}”", phrase=phrase))
    return False


def _check_pack(folder: Path) -> bool:
    """Print what is wrong with a sound pack; return whether anything is."""
    problems = pack_problems(folder)
    for problem in problems:
        print(f"{folder}: {problem}")
    if not problems:
        print(_("{folder}: right", folder=folder))
    return bool(problems)


def _make_speech(routine: Routine) -> None:
    """Have the words of a routine spoken now, so that no start has to wait for them."""
    settings, _problems = load_settings()
    print_remarks(open_pack(settings).speak_routine(routine))


def _editor() -> list[str]:
    """Return the command of the person's editor; CrampTimerError where there is none."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if named:
        return shlex.split(named, posix=os.name != "nt")  # a path there has backslashes
    found = next(filter(shutil.which, _EDITORS), None)
    if found is None:
        raise CrampTimerError(_("no editor was found; set EDITOR to the one you like"))
    return [found]


def _wants_to_go_on() -> bool:
    """Ask whether to open the editor again, where there is somebody to answer."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    print(_("Enter opens it again; q leaves it as it was."), file=sys.stderr)
    return not sys.stdin.readline().strip().lower().startswith("q")
