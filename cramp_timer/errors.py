"""What can go wrong in a way that a person can put right."""


class CrampTimerError(Exception):
    """One clear sentence: what is wrong, where, and how to mend it."""


class RoutineError(CrampTimerError):
    """A routine that cannot be used."""


class PackError(CrampTimerError):
    """A sound pack, or a clip in it, that cannot be used."""


class DiaryError(CrampTimerError):
    """A diary that cannot be read or written."""
