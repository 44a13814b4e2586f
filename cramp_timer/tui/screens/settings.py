"""The settings on one page: each with its help, refused in place, saved as it is changed."""

from __future__ import annotations

import types
from typing import Any, ClassVar, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from cramp_timer.core.compiler import Countdown
from cramp_timer.errors import CrampTimerError, reason_of
from cramp_timer.languages.messages import _
from cramp_timer.settings import Settings, descriptions, read_settings, write_setting
from cramp_timer.system.paths import config_folder
from cramp_timer.tui.bindings import key
from cramp_timer.tui.widgets.form import NARROW_FORM, NEXT_FIELD, Field, Form
from cramp_timer.tui.widgets.key_bar import KeyBar
from cramp_timer.tui.widgets.note import Note
from cramp_timer.tui.widgets.plain_text import PlainText

_NO_ROW = {"keys"}
"""What has more than one value is set in the file."""


class SettingsScreen(Screen[None]):
    """Every setting that has one value."""

    CSS_PATH = "editor.tcss"
    HORIZONTAL_BREAKPOINTS = NARROW_FORM
    BINDINGS: ClassVar[list[BindingType]] = [
        NEXT_FIELD,
        key("escape", "leave", "back", "Back", "settings.back"),
    ]
    _asked_to_leave = False
    KEY_BAR = ("settings.back", "form.next", "choice.previous", "app.now", "app.signs")

    def compose(self) -> ComposeResult:
        """Yield the form, and the help of what has the focus."""
        yield PlainText(_("Settings"), id="title")
        yield Form(id="form")
        yield Note()
        yield KeyBar(self.KEY_BAR)

    async def on_mount(self) -> None:
        """Show what the file sets; a file that cannot be read is reported and left alone."""
        form = self.query_one(Form)
        settings, problems = _read_file()
        shown = settings.model_dump(mode="json")
        await form.fill((field, _shown(shown[str(field.path[0])])) for field in _fields())
        if problems:
            self._tell(problems[0])
        form.query("Input").first().focus()

    @on(Form.FieldFocused)
    def show_help(self, event: Form.FieldFocused) -> None:
        """Show what the setting is for."""
        self._tell(event.field.help)

    @on(Form.FieldTyped)
    def check_field(self, event: Form.FieldTyped) -> None:
        """Say what is wrong with what is typed so far."""
        problem = _problem_of(event.field, event.value)
        self.query_one(Form).mark(event.field, wrong=problem is not None)
        self._tell(problem or event.field.help)

    @on(Form.FieldChanged)
    def save_field(self, event: Form.FieldChanged) -> None:
        """Save a value, or say why it cannot be."""
        problem = self._save(event)
        if problem:
            self._tell(_("{problem} The value before is kept.", problem=problem))

    def _save(self, event: Form.FieldChanged) -> str | None:
        problem = _problem_of(event.field, event.value)
        if problem is None:
            try:
                write_setting(str(event.field.path[0]), event.value)
            except CrampTimerError as error:
                problem = f"{error}."
            else:
                self.query_one(Form).take(event.field)
                return None
        self.query_one(Form).mark(event.field, wrong=True)
        return problem

    def action_leave(self) -> None:
        """Save what is typed and go back; where it cannot be taken, say so first."""
        problems = [
            problem for each in self.query_one(Form).untaken() if (problem := self._save(each))
        ]
        if problems and not self._asked_to_leave:
            self._asked_to_leave = True
            self._tell(
                _("{problems} The value before is kept; esc again leaves.", problems=problems[0])
            )
        else:
            self.dismiss()

    def _tell(self, sentence: str) -> None:
        self.query_one(Note).tell(sentence)


def _problem_of(field: Field, value: object) -> str | None:
    """Return why a setting cannot have a value, in a sentence."""
    try:
        Settings.model_validate({str(field.path[0]): value})
    except ValidationError as error:
        return f"{field.label}: {reason_of(error.errors()[0])}."
    return None


def _read_file() -> tuple[Settings, list[str]]:
    try:
        return read_settings(config_folder(), environment={})
    except CrampTimerError as error:
        return Settings(), [str(error)]


def _fields() -> list[Field]:
    helps = descriptions()
    return [
        Field((name,), _label(name, field), *_kind(field.annotation), help=_(helps[name]))
        for name, field in Settings.model_fields.items()
        if name not in _NO_ROW
    ]


def _label(name: str, field: FieldInfo) -> str:
    """Return its title, or its name in the file where that is as plain."""
    return _(field.title or name.replace("_", " ").capitalize())


def _kind(annotation: Any) -> tuple[type, tuple[str, ...]]:
    """Return what is typed, and what there is to choose from."""
    if isinstance(annotation, types.GenericAlias) or get_origin(annotation) is Literal:
        return str, tuple(map(str, get_args(annotation)))
    if annotation is bool:
        return str, ("yes", "no")
    if annotation == (bool | None):
        return str, ("", "yes", "no")
    if annotation is Countdown:
        return str, tuple(each.value for each in Countdown)
    return annotation, ()


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
