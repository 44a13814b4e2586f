"""The export screen of a routine: asks for the file, shows progress, and can be stopped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input

from cramp_timer.core.routine import Routine
from cramp_timer.errors import CrampTimerError
from cramp_timer.languages.messages import _
from cramp_timer.system.paths import is_there
from cramp_timer.tui.bindings import key
from cramp_timer.tui.widgets.bar import Bar
from cramp_timer.tui.widgets.key_bar import KeyBar
from cramp_timer.tui.widgets.note import Note
from cramp_timer.tui.widgets.plain_text import PlainText

if TYPE_CHECKING:
    from cramp_timer.sessions.services import Services

HELP = _(
    "A name that ends in .html is one web page: it leads by ear and by eye on a phone, "
    "offline. .wav is the sound alone; .flac, .ogg and .mp3 need the extra “export”."
)


class ExportScreen(Screen[None]):
    """A screen that writes a routine to a file; stopping early leaves no partial file."""

    CSS_PATH = "export.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012  # Textual's type
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "write", "write", "Write the file", "export.write"),
        key("f4", "everything", "everything", "All routines in one page", "export.everything"),
        key("escape", "leave", "back", "Stop, or back", "export.leave"),
    ]
    KEY_BAR = ("export.write", "export.everything", "export.leave", "app.now", "app.signs")

    def __init__(self, services: Services, routine: Routine, name: str) -> None:
        """Suggest a file in the home folder, named by `name`, the name of the routine."""
        super().__init__()
        self._services = services
        self._routine: Routine | None = routine
        self._title = routine.title
        self._name_of_file = name
        self._may_overwrite: Path | None = None
        self._stopped = False
        self._writing = False

    def compose(self) -> ComposeResult:
        """Yield the file name, a help text on its endings, and the progress bar."""
        yield PlainText(_("{title}, to take to bed", title=self._title), id="title")
        field = Input(f"~/{self._name_of_file}.html", compact=True, id="file")
        field.cursor_blink = False
        yield field
        yield PlainText(HELP, id="help")
        yield Bar(id="bar")
        yield Note()
        yield KeyBar(self.KEY_BAR)

    @on(Input.Submitted)
    def submit(self) -> None:
        """Write the file when enter is pressed in its field."""
        self.action_write()

    def action_everything(self) -> None:
        """Choose one page with all routines and what to do in a cramp."""
        if not self._writing:
            self._routine = None
            self.query_one("#title", PlainText).update(_("Everything, to take to bed"))
            self.query_one(Input).value = "~/phone.html"

    def action_write(self) -> None:
        """Start to write the file; overwrite another one only when asked a second time."""
        file = Path(self.query_one(Input).value.strip()).expanduser()
        if self._writing:
            return
        if is_there(file) and file != self._may_overwrite:
            self._may_overwrite = file
            self._tell(_("{file}: exists already; enter again overwrites it.", file=file))
            return
        self._writing, self._stopped = True, False
        self.run_worker(lambda: self._write(file), thread=True, exclusive=True)

    def _write(self, file: Path) -> None:
        """Write the file in a worker thread, and show the share done and the outcome."""
        outcome = _("Stopped; nothing of {file} is left.", file=file)
        try:
            shares = self._services.export(
                self._routine, self._name_of_file, file, overwrite=file == self._may_overwrite
            )
            for share in shares:
                if self._stopped:
                    shares.close()
                    break
                self.app.call_from_thread(self._show, share)
            else:
                outcome = _(
                    "{file}, {size:.1f} MB. Send it to the phone.",
                    file=file,
                    size=file.stat().st_size / 1000000.0,
                )
        except (CrampTimerError, OSError) as error:
            outcome = f"{error}."
        self._writing = False
        if self.is_attached:
            self.app.call_from_thread(self._tell, outcome)

    def _show(self, share: float) -> None:
        self.query_one(Bar).share = share
        self._tell(_("{share:.0%}; esc stops.", share=share))

    def action_leave(self) -> None:
        """Stop the export if it runs, or else go back."""
        if self._writing:
            self._stopped = True
        else:
            self.dismiss()

    def _tell(self, sentence: str) -> None:
        self.query_one(Note).tell(sentence)
