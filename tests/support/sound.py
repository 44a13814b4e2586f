"""Sound that is written down instead of played."""

from cramp_timer.audio.score import Score


class RecordingSpeaker:
    """Keeps what it was asked to sound, as (score, origin); silence is an empty score."""

    def __init__(self) -> None:
        self.volume = 50
        self.muted = False
        self.state = "recording"
        self.broken: list[str] = []
        self.asked: list[tuple[Score, float | None]] = []

    def play(self, score: Score, origin: float) -> None:
        self.asked.append((score, origin))

    def silence(self) -> None:
        self.asked.append(((), None))

    def close(self) -> None:
        self.state = "closed"
