"""Sound that is written down instead of played."""

from collections.abc import Callable

from cramp_timer.audio.score import WHEN_READY, Score


class RecordingSpeaker:
    """Keeps what it was asked to sound, as (score, origin); silence is an empty score."""

    def __init__(self) -> None:
        self.volume = 50
        self.muted = False
        self.state = "recording"
        self.broken: list[str] = []
        self.mutes_when_moved: Callable[[], bool] = lambda: False
        self.started_at: float | None = None
        self.touched: list[Score] = []
        self.asked: list[tuple[Score, float | str | None]] = []

    def use(self, backends: tuple[str, ...], device: str) -> None:
        self.state = f"{backends} on {device}"

    def play(self, score: Score, origin: float) -> None:
        self.asked.append((score, origin))

    def play_when_ready(self, score: Score, *, continues: bool = False) -> None:
        self.asked.append((score, WHEN_READY))

    def silence(self) -> None:
        self.asked.append(((), None))

    def touch(self, score: Score) -> None:
        self.touched.append(score)

    def close(self) -> None:
        self.state = "closed"
