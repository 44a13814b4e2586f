"""What can go wrong in a way that a person can put right."""

_LONGEST, _KEPT = 400, 180
_MARK = "\N{REPLACEMENT CHARACTER}"


def plain(text: str) -> str:
    """Words from a file as one line that is shown, and never obeyed, by a terminal."""
    if len(text) > _LONGEST:  # the file is named at the beginning, and the reason at the end
        text = f"{text[:_KEPT]}…{text[-_KEPT:]}"
    return "".join(each if each.isprintable() else _MARK for each in text)


class CrampTimerError(Exception):
    """One clear sentence: what is wrong, where, and how to mend it."""

    def __init__(self, sentence: object) -> None:
        super().__init__(plain(str(sentence)))


class RoutineError(CrampTimerError):
    """A routine that cannot be used."""


class PackError(CrampTimerError):
    """A sound pack, or a clip in it, that cannot be used."""


class DiaryError(CrampTimerError):
    """A diary that cannot be read or written."""
