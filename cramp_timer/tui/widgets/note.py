"""One sentence to the person: what was done, what cannot be done, or what to know."""

from __future__ import annotations

from cramp_timer.tui.widgets.plain_text import PlainText


class Note(PlainText):
    """A place for a sentence; what stands in it is shown as it is, never as markup."""

    DEFAULT_CSS = """
    Note { height: auto; max-height: 4; color: $accent; }
    """

    def __init__(self) -> None:
        super().__init__(id="note")

    def tell(self, sentence: str) -> None:
        """Show a sentence in the place of the one before; an empty one shows nothing."""
        self.update(sentence)
