"""Routine files: make one, edit it, check it, and the schema that editors know it by."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from cramp_timer.errors import CrampTimerError

if TYPE_CHECKING:
    from cramp_timer.core.routine import Routine


def new(arguments: Namespace) -> int:
    """Write a routine of one's own, to begin with what another has."""
    from cramp_timer.library import catalog as library
    from cramp_timer.library import personal as shelf
    from cramp_timer.library import toml_edit as draft

    text = draft.text_of(library.load(arguments.like))
    file = shelf.file_for(arguments.name)
    text = draft.with_value(text, ("title",), arguments.name)
    shelf.save(file, text, over=None)
    _speak(arguments, library.read(file))
    print(file)
    print(f"cramp-timer edit {file.stem}    opens it; cramp-timer start {file.stem}    plays it")
    return 0


def edit(arguments: Namespace) -> int:
    """Open a routine in the person's editor, and keep it once it is right."""
    import subprocess

    from cramp_timer.library import catalog as library
    from cramp_timer.library import personal as shelf
    from cramp_timer.library import toml_edit as draft
    from cramp_timer.library.draft import differences
    from cramp_timer.library.parsing import check
    from cramp_timer.system.atomic_file import ChangedMeanwhileError

    editor = _editor()  # before anything is begun: there may be none
    file = library.find(arguments.routine)
    if file.parent == library.built_in_folder():  # copied, never overwritten
        loaded = library.load(arguments.routine)
        file = shelf.file_for(f"my {arguments.routine}")
        if not file.exists():
            text = draft.with_value(draft.text_of(loaded), ("title",), f"My {loaded.title}"[:60])
            shelf.save(file, text, over=None)
            print(f"{arguments.routine} is built in; this is a copy: {file}")
    before = library.content_of(file)
    # A file of its own, so that what is not right yet never stands in the place of what was.
    rough = file.with_name(f".{file.stem}.editing.toml")
    if rough.exists():
        print(f"Going on with what was not saved the last time: {rough}")
    else:
        rough.write_bytes(before)
    while True:
        subprocess.run([*editor, str(rough)], check=False)
        content = rough.read_bytes()
        made, problems = check(content)
        if made is not None:
            break
        for problem in problems:
            print(f"{file.name}: {problem}", file=sys.stderr)
        if not _asked_again():
            raise CrampTimerError(f"not saved; what you wrote is kept in {rough}")
    if content == before:
        print("Nothing was changed.")
    else:
        try:
            shelf.save(file, content.decode("utf-8-sig"), over=before)
        except ChangedMeanwhileError as error:
            theirs = library.content_of(file).decode("utf-8", "replace")
            print("\n".join(differences(theirs, content.decode("utf-8-sig"))))
            raise CrampTimerError(f"{error}; yours is kept in {rough}") from error
        print(f"Saved: {file}")
        _speak(arguments, made)
    rough.unlink()
    return 0


def check_files(arguments: Namespace) -> int:
    """Tell everything that is wrong with routine files and sound packs."""
    from cramp_timer.library import catalog as library

    code = 0
    for name in arguments.files:
        folder = Path(name)
        if folder.is_dir():
            code = max(code, _check_pack(folder))
            continue
        code = max(code, _check_routine(library.find(name), arguments))
    return code


def schema(_: Namespace) -> int:
    """Print the JSON Schema of routine files."""
    import json

    from cramp_timer.library.schema import routine_schema

    print(json.dumps(routine_schema(), indent=1, ensure_ascii=False))
    return 0


def _check_routine(file: Path, arguments: Namespace) -> int:
    from dataclasses import replace

    from cramp_timer.commands.opened import load_settings, open_pack
    from cramp_timer.core.compiler import compile_timeline
    from cramp_timer.core.number_text import clock_face
    from cramp_timer.core.phrases import phrases_of
    from cramp_timer.library import catalog as library
    from cramp_timer.library.parsing import check
    from cramp_timer.presentation.timeline_text import shortened_lines

    made, problems = check(library.content_of(file))
    if made is None:
        for problem in problems:
            where = f"{file}:{problem.line}" if problem.line else str(file)
            print(f"{where}: {replace(problem, line=None)}")
        return 1
    settings, _ = load_settings()
    pack = open_pack(settings, voice=arguments.voice)
    timeline = compile_timeline(made, pack, settings.style)
    print(f"{file}: right; {clock_face(timeline.duration)}")
    for line in shortened_lines(timeline):
        print(f"  {line}")
    for phrase in phrases_of(made):
        if pack.voice(phrase) is None:
            print(f"  Shown, and not spoken in these words: “{phrase}”")
    return 0


def _check_pack(folder: Path) -> int:
    from cramp_timer.audio.voice.pack_check import pack_problems

    problems = pack_problems(folder)
    for problem in problems:
        print(f"{folder}: {problem}")
    if not problems:
        print(f"{folder}: right")
    return 1 if problems else 0


def _speak(arguments: Namespace, made: Routine) -> None:
    """Have the words spoken now, so that no start has to wait for them."""
    from cramp_timer.commands.opened import load_settings, open_pack
    from cramp_timer.core.phrases import phrases_of

    settings, _ = load_settings()
    pack = open_pack(settings, voice=arguments.voice)
    for problem in pack.make_speech(phrases_of(made)):
        print(f"cramp-timer: {problem}", file=sys.stderr)


def _editor() -> list[str]:
    import shlex
    import shutil

    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if named:
        return shlex.split(named)
    there = next(filter(shutil.which, ("nano", "vim", "vi", "notepad")), None)
    if there is None:
        raise CrampTimerError("no editor was found; set EDITOR to the one you like")
    return [there]


def _asked_again() -> bool:
    """Whether the person wants to go on editing."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    print("Enter opens it again; q leaves it as it was.", file=sys.stderr)
    return not sys.stdin.readline().strip().lower().startswith("q")
