"""Reads the terminal's bytes so that only what a person pressed becomes a key.

Terminals also answer questions, report settings, and send sequences that no program asked for, and
a slow line splits a sequence anywhere. Textual 8.2.8 passes on what it does not know letter by
letter, and takes a late rest for keys. Here a sequence is collected whole, by the grammar of
ECMA-48, and dropped where Textual does not know it.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import selectors
import struct
import sys
import termios
from collections.abc import Iterable, Iterator

from textual import events
from textual._parser import ParseTimeout
from textual._time import get_time
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from cramp_timer.system import first_picture
from cramp_timer.tui.pixel_terminal import QUESTIONS, Answers, PixelsFound

ESC = "\x1b"
BELL = "\x07"
_CSI, _SS3, _STRINGS = ESC + "[", ESC + "O", tuple(ESC + each for each in "]PX^_")
WAIT_SECONDS = 0.5
"""How long the rest of a sequence may take; an ESC that stays alone for so long is the key."""
ALT_SECONDS = 0.1
"""A letter that follows ESC sooner was pressed together with alt."""
TICK_SECONDS = 0.1
"""How often it is looked whether one of these is over."""
PASTE_SECONDS = 5.0
"""How long the rest of a paste may take."""
LONGEST_KNOWN, LONGEST = 32, 4096
"""Characters in the longest sequence that means something, and in the longest that is awaited."""


class WholeSequences(XTermParser):
    """Textual's parser, which is handed characters and whole sequences only."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._sequence = ""
        self._begun_at = 0.0
        self._answers = Answers(_measured_cell)
        self._paste: str | None = None
        """What was pasted so far; `None` outside a paste."""

    def feed(self, data: str) -> Iterable[Message]:
        """Yield what some decoded input means."""
        for character in data:
            yield from self._take(character)

    def tick(self) -> Iterable[Message]:
        """Yield what only time can tell: that an ESC was the key."""
        if self._sequence and get_time() - self._begun_at >= WAIT_SECONDS:
            yield from self._abandon()
        if self._paste and get_time() - self._begun_at >= PASTE_SECONDS:
            yield from self._finish_paste()

    @property
    def seconds_to_tick(self) -> float | None:
        """How long nothing can change without input; `None` for ever."""
        return TICK_SECONDS if self._sequence or self._paste else None

    def _take(self, character: str) -> Iterator[Message]:
        if self._paste is not None:
            self._paste, self._begun_at = self._paste + character, get_time()
            if self._paste.endswith(BRACKETED_PASTE_END):
                yield from self._finish_paste()
        elif not self._sequence:
            if character == ESC:
                self._begin()
            else:
                yield from super().feed(character)
        elif character == ESC and not self._sequence.startswith(_STRINGS):
            yield from self._abandon()
            self._begin()
        elif self._sequence == ESC and character not in "[O]PX^_":
            alt = get_time() - self._begun_at < ALT_SECONDS
            yield from self._abandon(and_then=character if alt else "")
            if not alt:
                yield from super().feed(character)
        else:
            self._sequence += character
            self._begun_at = get_time()
            yield from self._finish_if_whole()

    def _finish_paste(self) -> Iterator[Message]:
        text, self._paste = self._paste or "", None
        yield events.Paste(text.removesuffix(BRACKETED_PASTE_END).replace("\x00", ""))

    def _begin(self) -> None:
        self._sequence, self._begun_at = ESC, get_time()

    def _abandon(self, and_then: str = "") -> Iterator[Message]:
        """Give up a sequence; an ESC alone was the key, or alt with what followed."""
        sequence, self._sequence = self._sequence, ""
        if sequence != ESC:
            return
        if not and_then:
            yield events.Key("escape", ESC)
            return
        yield from super().feed(ESC + and_then)
        if self._awaiting.timeout is not None:
            self._timeout_time = None
            self._awaiting = self._gen.throw(ParseTimeout())
            while self._tokens:
                yield self._tokens.popleft()

    def _finish_if_whole(self) -> Iterator[Message]:
        sequence = self._sequence
        if sequence.startswith(_STRINGS):  # an answer of the terminal, and never a key
            if sequence.endswith((BELL, ESC + "\\")) or len(sequence) > LONGEST:
                self._answers.take(sequence)
                self._sequence = ""
            return
        if len(sequence) == 2:  # what introduces it
            return
        last = sequence[-1]
        if sequence.startswith(_SS3):
            whole = not last.isdigit() and last != ";"
        elif sequence.startswith(_CSI + "M"):  # the oldest report of a mouse: three more follow
            whole = len(sequence) == 6
        else:  # a second bracket is the Linux console's
            whole = len(sequence) > 3 if sequence.startswith(_CSI + "[") else "@" <= last <= "~"
        if whole or len(sequence) > LONGEST or last < " ":
            self._sequence = ""
            if (terminal := self._answers.take(sequence)) is not None:
                yield PixelsFound(terminal)
            elif whole and len(sequence) <= LONGEST_KNOWN:
                yield from self._understood(sequence)

    def _understood(self, sequence: str) -> Iterator[Message]:
        """Yield what a whole sequence means to Textual, and nothing where it has no meaning."""
        if sequence == BRACKETED_PASTE_START:
            self._paste = ""
            return
        yield from super().feed(sequence)
        if self._awaiting.timeout is not None:  # Textual waits for more, which never comes
            self._timeout_time = None
            self._gen = self.parse(self._tokens.append)
            self._awaiting = next(self._gen)


def _measured_cell() -> tuple[int, int] | None:
    """Return width and height of a cell in pixels; `None` where the system does not know them."""
    try:
        answer = fcntl.ioctl(sys.__stderr__.fileno(), termios.TIOCGWINSZ, bytes(8))  # type: ignore[union-attr]  # the driver's own
    except OSError:
        return None
    rows, columns, width, height = struct.unpack("HHHH", answer)
    return (width // columns, height // rows) if rows and columns else None


class TerminalDriver(LinuxDriver):
    """Textual's driver for terminals, with keys that a person pressed, and no others."""

    _asks = False
    _woken = -1
    """What the thread that reads waits for as well: it ends when the other end is closed."""
    _wakes: int | None = None

    def ask_for_pixels(self) -> None:
        """Ask whether the terminal draws pixels, now and whenever it is entered again."""
        self._asks = True
        self.write(QUESTIONS)

    def start_application_mode(self) -> None:
        """Take over the first picture, where there is one: the screen and the modes before it."""
        self._woken, self._wakes = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's own
        before = first_picture.hand_over()
        if before is not None:
            self.attrs_before = before
        if self._asks:  # the pictures are gone with the screen that was left
            self.write(QUESTIONS)

    def write(self, data: str) -> None:
        """Write to the terminal; a screen with the first picture on it is not entered again."""
        super().write(data.replace(first_picture.ENTER, "") if first_picture.is_shown() else data)

    def disable_input(self) -> None:
        """End the thread that reads, which waits for a key and would not notice otherwise."""
        if self._wakes is not None:
            os.close(self._wakes)
            self._wakes = None
        super().disable_input()

    def run_input_thread(self) -> None:
        """Read until the driver ends; bytes that are no UTF-8 are nobody's key.

        Unlike Textual's, which looks ten times a second, it sleeps until there is something.
        """
        parser = WholeSequences(self._debug)
        decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.SelectSelector() as selector, os.fdopen(self._woken, "rb") as woken:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(woken, selectors.EVENT_READ)
            while True:
                ready = [key.fileobj for key, _ in selector.select(parser.seconds_to_tick)]
                if woken in ready:
                    return
                if ready:
                    data = os.read(self.fileno, 4096)
                    if not data:  # the terminal is gone
                        selector.unregister(self.fileno)
                    for character in decode(data).replace("\ufffd", ""):
                        for event in parser.feed(character):
                            self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
