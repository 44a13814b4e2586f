"""What commands open: sound, settings, the record, a routine or a cramp to be led through."""

from __future__ import annotations

import gc
import sys
import time
from argparse import Namespace
from contextlib import suppress
from typing import TYPE_CHECKING

from cramp_timer.errors import CrampTimerError

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime
    from pathlib import Path

    from cramp_timer.audio.output import Sound
    from cramp_timer.audio.voice.pack import Pack
    from cramp_timer.coach import Coach
    from cramp_timer.core.advice import Keys
    from cramp_timer.core.routine import Routine
    from cramp_timer.diary.storage.recorder import Recorder
    from cramp_timer.diary.storage.store import Store
    from cramp_timer.session import Session
    from cramp_timer.settings import Settings

SPEECH_SECONDS = 0.7
"""How long a start waits for words that have not been spoken yet; then they are for next time."""


class Opened:
    """Everything behind a guided command; what is slow to open is opened when it is needed."""

    def __init__(self, arguments: Namespace, *, at_once: bool = True) -> None:
        """Sound begins to open `at_once`, while the slow imports are still to come."""
        self._arguments = arguments
        self._settings: Settings | None = None
        self._recorder: Recorder | None = None
        self._store: Store | None = None
        self.remarks: list[str] = []
        """A sentence for each setting that cannot be used."""
        self._sound = _sound(arguments) if at_once else None

    @property
    def sound(self) -> Sound:
        """What sounds; it is opened where it was not, or was let go."""
        if self._sound is None:
            self._arguments.forked = None
            self._sound = _sound(self._arguments)
            if self._settings is not None:
                self._apply(self._sound, self._settings)
        return self._sound

    def let_go(self) -> None:
        """Let go of the device until something is to be heard again."""
        if self._sound is not None:
            self._sound.close()
            self._sound = None

    def say_first_words(self) -> None:
        """Before anything else is imported: the first clip of a cramp, as soon as it can sound."""
        from cramp_timer.audio.player.first_words import opening_file, opening_sound
        from cramp_timer.audio.score import Note, single

        opening = opening_sound()
        if opening is None:  # more than that is set about sound, and goes first
            from cramp_timer.guide.texts import advice

            self.sound.play_soon(single(self.pack(), advice().coaching[0].say))
            return
        if self._arguments.volume is None:
            self.sound.volume = opening[0]
        if self._arguments.voice is not False:
            self.sound.play_soon((Note(0.0, opening_file()),))

    def session(self, chosen: str | Routine) -> Session:
        """A routine to be led through, by name or as it is; CrampTimerError where it cannot be."""
        from cramp_timer.diary.storage.recorder import RunKeeper
        from cramp_timer.session import Session

        gc.enable()
        settings = self.settings()
        made = self.changed(chosen) if isinstance(chosen, str) else chosen
        name = chosen if isinstance(chosen, str) else ""
        again = settings.resume == "restart" and not self._arguments.continue_holds
        pack = open_pack(settings, voice=self._arguments.voice, spoken=made)
        return Session(
            made, pack, self.sound, time.monotonic,
            restart_holds=again, style=settings.style, remarks=self.remarks,
            kept=RunKeeper(self._record(), made.title, name),
        )  # fmt: skip

    def pack(self) -> Pack:
        """The sound pack that is set."""
        return open_pack(self.settings(), voice=self._arguments.voice)

    def speak(self, made: Routine) -> list[str]:
        """Have the words of a routine spoken for later; a sentence for each that could not be."""
        from cramp_timer.core.phrases import phrases_of

        return self.pack().make_speech(phrases_of(made))

    def forget_settings(self) -> None:
        """Read them again the next time: they have been changed."""
        self._settings = None

    def coach(self, *, first: bool = False, keys: Keys | None = None) -> Coach:
        """A cramp to be led through; `first` if it is what this process was started for."""
        from datetime import timedelta

        from cramp_timer.coach import Coach
        from cramp_timer.core.advice import Keys
        from cramp_timer.core.episode import Episode
        from cramp_timer.core.side import Side
        from cramp_timer.guide.texts import advice

        settings = self.settings()
        record = self._record()
        record.remarks += [each for each in self.remarks if each not in record.remarks]
        began = self._arguments.began if first else time.monotonic()
        started = self.now() - timedelta(seconds=time.monotonic() - began)
        pack = open_pack(settings, voice=self._arguments.voice)
        side = Side(getattr(self._arguments, "side", None) or "none") if first else Side.NONE
        episode = Episode(
            advice(), pack, time.monotonic, began,
            side=side, pregnant=settings.pregnant, keys=keys or Keys.ANY,
        )  # fmt: skip
        return Coach(episode, pack, self.sound, record, started, soon=first)

    def exported(self, made: Routine, file: Path, *, force: bool) -> Generator[float]:
        """Write a routine as a file, telling the share that is done; CrampTimerError if not."""
        from cramp_timer.commands.exporting import exported

        return exported(made, file, self.settings(), voice=self._arguments.voice, force=force)

    def changed(self, name: str) -> Routine:
        """A routine by its name, with what is remembered of it; CrampTimerError if not."""
        return routine(self._arguments, name, remembered_too=True)

    def diary(self) -> Store:
        """The diary; DiaryError where it cannot be used."""
        from cramp_timer.diary.storage.store import Store
        from cramp_timer.system.paths import data_folder

        if self._store is None:
            self._store = Store(data_folder())
        return self._store

    def now(self) -> datetime:
        """The time of day, with the offset of this place."""
        from datetime import datetime

        return datetime.now().astimezone()

    def _record(self) -> Recorder:
        from cramp_timer.diary.storage.recorder import Recorder
        from cramp_timer.system.paths import data_folder

        if self._recorder is None:
            self._recorder = Recorder(data_folder)
        return self._recorder

    def settings(self) -> Settings:
        """What the person has set; the sound follows it where no flag said otherwise."""
        if self._settings is None:
            self._settings, self.remarks = load_settings()
            if self._sound is not None:
                self._apply(self._sound, self._settings)
        return self._settings

    def close(self) -> None:
        """Write what is still to be written, and let go of the device."""
        self.let_go()
        if self._store is not None:
            self._store.close()
        if self._recorder is not None:
            self._recorder.close()
            if self._recorder.problem:
                print(f"cramp-timer: not kept: {self._recorder.problem}", file=sys.stderr)

    def _apply(self, sound: Sound, settings: Settings) -> None:
        if self._arguments.volume is None:
            sound.volume = settings.volume
        if self._arguments.audio is None and (settings.audio != "auto" or settings.device):
            backends = {"auto": None, "none": ()}.get(settings.audio, (settings.audio,))
            sound.use(backends, settings.device)


def open_pack(settings: Settings, *, voice: bool | None, spoken: Routine | None = None) -> Pack:
    """The sound pack that is set, with speech for the words of a routine that it does not know."""
    from pathlib import Path

    from cramp_timer.audio.voice.pack import Pack, built_in_folder
    from cramp_timer.audio.voice.speech import Speech
    from cramp_timer.core.phrases import phrases_of
    from cramp_timer.system.paths import cache_folder

    folder = Path(settings.pack).expanduser() if settings.pack else built_in_folder()
    speak = settings.voice if voice is None else voice
    try:
        speech = Speech(cache_folder() / "speech")
    except CrampTimerError:  # no home to keep it in
        speech = None
    pack = Pack(folder, voice=speak, speech=speech, chime_volume=settings.chime_volume)
    if speak and speech and spoken:
        pack.make_speech(phrases_of(spoken), SPEECH_SECONDS)
    return pack


def load_settings() -> tuple[Settings, list[str]]:
    """What the person has set, and a sentence for each setting that cannot be used."""
    from cramp_timer.settings import Settings, read_settings
    from cramp_timer.system.paths import config_folder

    try:
        return read_settings(config_folder())
    except CrampTimerError:  # no home, so nothing is set
        return Settings(), []


def routine(arguments: Namespace, name: str, *, remembered_too: bool = False) -> Routine:
    """The routine with what was asked for this once, and perhaps with what is remembered of it."""
    from pydantic import ValidationError

    from cramp_timer.core.routine import Changes
    from cramp_timer.library import catalog as library
    from cramp_timer.library.overrides import remembered
    from cramp_timer.library.parsing import problems_of

    loaded = library.load(name)
    if remembered_too and (changes := remembered().get(name)):
        with suppress(ValueError):  # the routine has become another since
            loaded = changes.applied_to(loaded)
    asked = {field: getattr(arguments, field, None) for field in Changes.model_fields}
    try:
        return Changes(**asked).applied_to(loaded)
    except ValidationError as error:
        problem = library.first_of(problems_of(error))
    except ValueError as error:
        problem = str(error)
    dashes = "--" if problem.split(":")[0] in asked else ""
    raise CrampTimerError(f"{name}: {dashes}{problem}")


def _sound(arguments: Namespace) -> Sound:
    from cramp_timer.audio.output import SilentSpeaker
    from cramp_timer.audio.player.backends import installed_backends
    from cramp_timer.audio.speaker import Speaker

    if arguments.audio == "none":
        return SilentSpeaker()
    if arguments.audio not in (None, "auto", *installed_backends()):
        raise CrampTimerError(
            f"--audio {arguments.audio}: is not installed; "
            f"pip install 'cramp-timer[{arguments.audio}]' puts it there"
        )
    backends = None if arguments.audio in (None, "auto") else (arguments.audio,)
    speaker = Speaker(backends, arguments.forked)
    speaker.muted = arguments.mute
    if arguments.volume is not None:
        speaker.volume = arguments.volume
    speaker.open()
    return speaker
