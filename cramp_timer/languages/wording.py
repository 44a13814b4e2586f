"""The words that a voice speaks in one language, beside those of routines and guide."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """Numbers, counts, legs and cues as they are spoken; each has a clip in the pack.

    The values come from `voice.toml` in the folder of the language, whose comments say when each
    is spoken.
    """

    numbers: tuple[str, ...]
    """Whole numbers in words, from zero on; digits stand for those after the last."""
    number: str
    short_number: str
    last_one: str
    set: str
    last_set: str
    left_leg: str
    right_leg: str
    both_legs: str
    now_left: str
    now_right: str
    first_exercise: str
    next_exercise: str
    get_ready: str
    hold: str
    release: str
    rest: str
    half_way: str
    all_done: str
    paused: str
    when_there: str
    when_done: str
    ten_seconds: str
    begin: str
    help_number: str
    plus: str
    up: str
    feet: str
    flex: str

    def number_word(self, number: int) -> str:
        """Return a whole number in words, in digits where there are none."""
        return self.numbers[number] if number < len(self.numbers) else str(number)

    def number_phrase(self, number: int) -> str:
        """Return a number as a phrase: "Two."."""
        return f"{self.number_word(number).capitalize()}."

    def short_count_phrase(self, number: int) -> str:
        """Return a count for quick movements, such as "Two."; a bare number may be misheard."""
        phrase = self.short_number.format(number=self.number_word(number))
        return phrase[0].upper() + phrase[1:]

    def count_phrase(self, number: int, total: int) -> str:
        """Return a count: "Number two.", and for the last of a total "Last one."."""
        if number == total:
            return self.last_one
        return self.number.format(number=self.number_word(number))

    def set_phrase(self, number: int, total: int) -> str:
        """Return a set: "Set two.", and for the last of a total "Last set."."""
        if number == total:
            return self.last_set
        return self.set.format(number=self.number_word(number))

    def side_phrase(self, side: str) -> str:
        """Return the phrase that names the leg; empty for no leg."""
        legs = {"left": self.left_leg, "right": self.right_leg, "both": self.both_legs}
        return legs.get(side, "")

    def switch_phrase(self, side: str) -> str:
        """Return the phrase for a change of leg; empty for another side."""
        return {"left": self.now_left, "right": self.now_right}.get(side, "")

    def leg_count_phrase(self, side: str, number: int, total: int) -> str:
        """Return a leg and a count: "Left leg, number two."; the count alone for other sides."""
        count = self.count_phrase(number, total)
        if not self.switch_phrase(side):
            return count
        return f"{self.side_phrase(side).rstrip('.')}, {count[0].lower()}{count[1:]}"
