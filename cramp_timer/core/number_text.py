"""Numbers as words and clock times."""

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def number_word(number: int) -> str:
    """Return a whole number in words below one hundred, in digits from there on."""
    if number < 20:
        return _ONES[number]
    if number >= 100:
        return str(number)
    ten, one = divmod(number, 10)
    return _TENS[ten - 2] + (f" {_ONES[one]}" if one else "")


def number_phrase(number: int) -> str:
    """Return a count as a phrase: "Two."."""
    return f"{number_word(number).capitalize()}."


def count_phrase(number: int, total: int) -> str:
    """Return a count as it is spoken: "Number two.", and for the last of a total "Last one."."""
    return "Last one." if number == total else f"Number {number_word(number)}."


def set_phrase(number: int, total: int) -> str:
    """Return a set as a phrase: "Set two.", and for the last "Last set."."""
    return "Last set." if number == total else f"Set {number_word(number)}."


def clock_text(seconds: float) -> str:
    """Return minutes and seconds: "2:05"."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"
