"""The floor: the least Textual app that shows one number a second."""

from textual.app import App, ComposeResult
from textual.widgets import Digits


class Minimal(App[None]):
    """A number that grows."""

    def compose(self) -> ComposeResult:
        yield Digits("  0")

    def on_mount(self) -> None:
        self.number = 0
        self.set_interval(1, self.count)

    def count(self) -> None:
        self.number += 1
        self.query_one(Digits).update(f"{self.number:3d}")


if __name__ == "__main__":
    Minimal().run()
