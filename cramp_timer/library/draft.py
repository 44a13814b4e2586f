"""The draft of a routine in the editor: each state is playable and can be undone."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from cramp_timer.core.routine import Routine
from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.library import catalog, personal, toml_edit
from cramp_timer.library.parsing import Problem, parse_routine
from cramp_timer.system.atomic_file import ChangedMeanwhileError
from cramp_timer.system.paths import is_there


@dataclass(frozen=True, slots=True)
class _State:
    text: str
    name: str
    """The name on the command line; empty where the title determines it."""
    what: object
    """The field last changed: changes of one field are undone together."""


class RoutineDraft:
    """The text, the routine parsed from it, and its file."""

    def __init__(self, text: str, file: Path | None) -> None:
        """Parse the text of a file, or of a new routine (`None`); CrampTimerError if invalid."""
        self.routine = _made(text)
        self._history = [_State(text, file.stem if file else "", None)]
        self._file = file
        self._saved = self._history[0] if file else _State("", "", None)
        self._in_file = text.encode() if file else None
        self._theirs = ""

    @property
    def text(self) -> str:
        """The routine in file format."""
        return self._history[-1].text

    @property
    def name(self) -> str:
        """The current name, or the one that saving would give."""
        return self._history[-1].name or personal.unused_path_for_title(self.routine.title).stem

    @property
    def is_saved(self) -> bool:
        """Whether text and name are saved in a file."""
        now = self._history[-1]
        return (now.text, now.name) == (self._saved.text, self._saved.name)

    def change(self, text: str, what: object = None) -> Problem | None:
        """Replace the text if it is valid; otherwise return the first problem."""
        routine, problems = parse_routine(text.encode())
        if routine is None:
            return problems[0]
        self._step(_State(text, self._history[-1].name, what))
        self.routine = routine
        return None

    def rename(self, name: str) -> str:
        """Set the name for the next save; return the reason if it is refused, else ""."""
        try:
            file = personal.path_for_title(name)
        except CrampTimerError:
            return _("needs a letter or a digit")
        if file.stem != name:
            return _("must be small letters, digits and dashes, such as {stem}", stem=file.stem)
        if file != self._file and (is_there(file) or name in catalog.BUILT_IN):
            return _("is the name of another routine")
        self._step(_State(self.text, name, "name"))
        return ""

    def undo(self) -> bool:
        """Undo the last change; return whether there was one."""
        if len(self._history) == 1:
            return False
        self._history.pop()
        self.routine = _made(self.text)
        return True

    def save(self) -> Path:
        """Write the routine and return its file; CrampTimerError if that is impossible.

        If the file was changed meanwhile, `differences` returns the changes, and the next save
        creates a new file.
        """
        file = personal.path_for_title(self.name)
        try:
            if self._file is None or file == self._file:
                personal.save(file, self.text, expected=self._in_file)
            else:
                personal.move(self._file, file, self.text, expected=self._in_file)
        except ChangedMeanwhileError:
            theirs = b""
            with suppress(CrampTimerError):  # it may be gone
                theirs = catalog.content_of(self._file or file)
            self._theirs = theirs.decode("utf-8", "replace")
            self._file = self._in_file = None
            self._step(_State(self.text, "", None))
            raise
        self._step(_State(self.text, file.stem, "name"))
        self._file, self._in_file, self._saved = file, self.text.encode(), self._history[-1]
        return file

    def differences(self) -> list[str]:
        """Return the differences of this text from the file that was changed meanwhile."""
        return differences(self._theirs, self.text)

    def _step(self, state: _State) -> None:
        before = self._history[-1]
        if state.what is not None and state.what == before.what and len(self._history) > 1:
            self._history.pop()
        self._history.append(state)


def draft_of(name: str, routine: Routine) -> tuple[RoutineDraft, str]:
    """Return the draft of a routine that is listed under a name, and a remark on its file.

    A built-in one is copied. If the file is missing or broken by now, the draft is `routine` as it
    was read before, and the remark says so; otherwise the remark is empty.
    """
    try:
        file = catalog.find(name)
        if file.parent != catalog.built_in_folder():
            return RoutineDraft(catalog.content_of(file).decode("utf-8-sig"), file), ""
    except (CrampTimerError, UnicodeDecodeError) as error:
        as_it_was = RoutineDraft(toml_edit.routine_text(routine), None)
        return as_it_was, _("{error}; this is how it was.", error=error)
    title = _("My {title}", title=routine.title)[:60]
    copy = toml_edit.set_field(toml_edit.routine_text(routine), ("title",), title)
    return RoutineDraft(copy, None), ""


def differences(theirs: str, ours: str) -> list[str]:
    """Return a unified diff of two texts, with unprintable characters replaced."""
    lines = unified_diff(
        theirs.splitlines(), ours.splitlines(), _("the file now"), "yours", n=1, lineterm=""
    )
    return ["".join(c if c.isprintable() else "�" for c in line) for line in lines]


def _made(text: str) -> Routine:
    routine, problems = parse_routine(text.encode())
    if routine is None:
        raise CrampTimerError(str(problems[0]))
    return routine
