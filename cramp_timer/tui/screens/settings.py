"""The settings on one page: each with its help, refused in place, written as it is changed."""

from __future__ import annotations

import types
from typing import Any, ClassVar, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from cramp_timer.core.compiler import Countdown
from cramp_timer.errors import CrampTimerError, reason_of
from cramp_timer.library import toml_edit as draft
from cramp_timer.settings import FILE, Settings, read_settings
from cramp_timer.system import atomic_file as atomic
from cramp_timer.system.paths import config_folder
from cramp_timer.tui.widgets.form import Field, Form
from cramp_timer.tui.widgets.key_bar import Key, KeyBar

_NO_ROW = {"keys"}
"""What has more than one value is set in the file."""


class SettingsScreen(Screen[None]):
    """Every setting that has one value."""

    CSS_PATH = "editor.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", id="settings.back"),
    ]
    KEYS = (
        Key("esc", "back", "screen.dismiss"),
        Key("tab", "next", "app.focus_next"),
        Key("←→", "choose", "app.focus_next"),
        Key("f2", "cramp", "app.now"),
        Key("f3", "warning signs", "app.signs"),
    )

    def compose(self) -> ComposeResult:
        """The form, and the help of what has the focus."""
        yield Static("Settings", id="title")
        yield Form(id="form")
        yield Static("", id="note", markup=False)
        yield KeyBar(self.KEYS, id="keys")

    async def on_mount(self) -> None:
        """Show what is set; a file that cannot be read is told and left alone."""
        form = self.query_one(Form)
        settings, problems = read_settings(config_folder(), {})
        shown = settings.model_dump(mode="json")
        await form.fill((field, _shown(shown[str(field.path[0])])) for field in _fields())
        if problems:
            self._tell(problems[0])
        form.query("Input").first().focus()

    @on(Form.Entered)
    def show_help(self, event: Form.Entered) -> None:
        """What the setting is for."""
        self._tell(event.field.help)

    @on(Form.Changed)
    def take(self, event: Form.Changed) -> None:
        """Write it, or say in words why it cannot be."""
        name = str(event.field.path[0])
        problem = None
        try:
            Settings.model_validate({name: event.value})
            _write(name, event.value)
        except ValidationError as error:
            problem = f"{event.field.label}: {reason_of(error.errors()[0])}."
        except CrampTimerError as error:
            problem = f"{error}."
        self.query_one(Form).mark(event.field, wrong=problem is not None)
        self._tell(problem or event.field.help)

    def _tell(self, sentence: str) -> None:
        self.query_one("#note", Static).update(sentence)


def _fields() -> list[Field]:
    return [
        Field((name,), _label(name, field), *_kind(field.annotation), help=field.description or "")
        for name, field in Settings.model_fields.items()
        if name not in _NO_ROW
    ]


def _label(name: str, field: FieldInfo) -> str:
    """Its title, or its name in the file where that is as plain."""
    return field.title or name.replace("_", " ").capitalize()


def _kind(annotation: Any) -> tuple[type, tuple[str, ...]]:
    """What is typed, or what there is to choose from."""
    if isinstance(annotation, types.GenericAlias) or get_origin(annotation) is Literal:
        return str, tuple(map(str, get_args(annotation)))
    if annotation is bool:
        return str, ("yes", "no")
    if annotation is Countdown:
        return str, tuple(each.value for each in Countdown)
    return annotation, ()


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _write(name: str, value: Any) -> None:
    """Put one setting into the file; comments and all else stay as they are."""
    file = config_folder() / FILE
    try:
        held = file.read_bytes() if file.exists() else None
        text = (held or b"").decode("utf-8-sig")
        changed = draft.with_setting(text, name, value)
    except (OSError, ValueError) as error:
        raise CrampTimerError(f"{FILE}: cannot be changed ({error})") from error
    atomic.write(file, changed.encode(), over=held)
