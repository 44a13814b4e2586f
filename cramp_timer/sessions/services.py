"""What one start of the program opens and shares: settings, sound, diary, and what is led by them.

Screens and line modes are handed a `Services` and open nothing themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING

from cramp_timer.errors import CrampTimerError
from cramp_timer.sessions.sound import Sound, open_pack
from cramp_timer.sessions.start_options import StartOptions, local_now
from cramp_timer.system.clock import monotonic
from cramp_timer.system.start_cache import StartSettings, read_start_settings

if TYPE_CHECKING:
    from pathlib import Path

    from cramp_timer.audio.output import AudioOutput
    from cramp_timer.audio.voice.pack import Pack
    from cramp_timer.core.advice import ReplyKeys
    from cramp_timer.core.routine import Routine
    from cramp_timer.diary.storage.recorder import Recorder
    from cramp_timer.diary.storage.store import Store
    from cramp_timer.sessions.cramp_session import CrampSession
    from cramp_timer.sessions.day_session import DaySession
    from cramp_timer.sessions.routine_session import RoutineSession
    from cramp_timer.settings import Settings

_NEXT_ANSWER = {None: True, True: False, False: None}
KNOWN_AFTER = 5
"""How often a routine was finished before its words may be short."""
PATIENCE_SECONDS = 0.5
"""How long a screen waits for another program that keeps the diary to itself: keys wait as well."""
READ_OUT_AFTER = 1.5
"""Seconds until a device is open, and one who pressed a key has let go of it."""
SPEECH_SECONDS = 0.7
"""How long a start waits for words that were never spoken; then they are for next time."""


class Services:
    """Everything behind the screens of one start; what is slow to open is opened when needed.

    The clocks, what makes the output, the pack and the recorder can be handed in, as tests do.
    """

    def __init__(
        self,
        options: StartOptions | None = None,
        *,
        clock: Callable[[], float] = monotonic,
        now: Callable[[], datetime] = local_now,
        make_output: Callable[[], AudioOutput] | None = None,
        pack: Pack | None = None,
        recorder: Recorder | None = None,
    ) -> None:
        self._options = options or StartOptions()
        self.clock = clock
        self.now = now
        self._sound = Sound(self._options, now, make_output)
        self._pack = pack
        self._recorder = recorder
        self._settings: Settings | None = None
        self._store: Store | None = None
        self.remarks: list[str] = []
        """A sentence for each setting that cannot be used, and about a damaged diary."""

    # Sound

    def open_output(self) -> None:
        """Begin to open the sound device, while slow imports are still to come."""
        self._sound.open()

    @property
    def output(self) -> AudioOutput:
        """The sound output; it is opened where it was not, or where it was released."""
        return self._sound.output

    def release_output(self) -> None:
        """Close the sound device until something is to be heard again."""
        self._sound.release()

    def say_first_words(self) -> None:
        """Speak the first instruction of a cramp before anything slow is imported."""
        from cramp_timer.audio.player.first_words import first_words_file, has_pack
        from cramp_timer.audio.score import TimedClip, single

        start = None if self._has_voice_flags else read_start_settings()
        if start is not None and start.plain and has_pack():
            self.output.volume = start.volume
            self.output.play_when_ready((TimedClip(0.0, first_words_file()),))
            return
        from cramp_timer.guide.texts import advice

        pack = self.pack()
        self.output.play_when_ready(single(pack, advice().coaching[0].say))

    def read_out(self, phrase: str) -> None:
        """Speak a phrase as soon as a device is ready, where the pack has its words."""
        from cramp_timer.audio.score import single

        self.output.play(single(self.pack(), phrase), self.clock() + READ_OUT_AFTER)

    @property
    def _has_voice_flags(self) -> bool:
        return any(self._options.flags.get(name) is not None for name in ("volume", "voice"))

    def pack(self) -> Pack:
        """Return the sound pack that is set."""
        return self._pack or open_pack(self.settings)

    def make_speech(self, routine: Routine) -> list[str]:
        """Have the words of a routine spoken for later; a sentence for each that could not be."""
        return self.pack().speak_routine(routine)

    # Settings

    @property
    def start_settings(self) -> StartSettings:
        """What the first frame needs, without importing the settings where that is possible."""
        start = read_start_settings()
        if start is None:
            settings = self.settings
            routine = settings.profile.default_routine
            start = StartSettings(settings.volume, settings.audio, settings.theme, routine)
        return start

    @property
    def settings(self) -> Settings:
        """What is set, read once; the sound output follows it."""
        if self._settings is None:
            from cramp_timer.settings import load_settings

            self._settings, problems = load_settings(self._options.flags)
            self.remark(*problems, self._sound.follow(self._settings))
        return self._settings

    def toggle_answer(self, name: str) -> str:
        """Answer one of the four questions with yes, no, or leave it open, in turn.

        Return why the answer counts for this start alone, or an empty text.
        """
        from cramp_timer.settings import write_setting

        answer = _NEXT_ANSWER[getattr(self.settings, name)]
        try:
            write_setting(name, answer)
        except CrampTimerError as error:
            self._settings = self.settings.model_copy(update={name: answer})
            return str(error)
        self.reload_settings()
        return ""

    def reload_settings(self) -> None:
        """Read the settings again: they have been changed."""
        self._settings = None

    def remark(self, *sentences: str) -> None:
        """Add sentences that the screens should show, each once."""
        self.remarks += [each for each in sentences if each and each not in self.remarks]

    # What is led

    def routine(self, name: str) -> Routine:
        """Load a routine with what is saved and asked for; CrampTimerError where it cannot be."""
        from cramp_timer.library.overrides import described_changes, load_routine, read_overrides

        routine = load_routine(name, self._options.overrides)
        self.remark(described_changes(name, self._options.overrides, routine))
        self.remark(*read_overrides()[1])
        return self.checked(routine, name)

    def checked(self, routine: Routine, name: str) -> Routine:
        """Return a routine as it is for this person; CrampTimerError where it is not for them."""
        from cramp_timer.library.overrides import cautions, fitted

        routine = fitted(routine, name, self.settings.profile)
        self.remark(*cautions(routine, self.settings.profile))
        return routine

    def offers(self, routine: Routine) -> bool:
        """Return whether a routine is listed for this person."""
        return routine.is_offered_to(self.settings.profile)

    @property
    def default_routine(self) -> str:
        """The routine that is started where none is named."""
        typed = any(value is not None for value in self._options.flags.values())
        if self._settings is None and not typed:
            return self.start_settings.routine  # without importing the settings
        return self.settings.profile.default_routine

    def routine_session(self, routine: Routine, name: str = "") -> RoutineSession:
        """Return a run of a routine; `name` is what the diary calls it, empty for a trial."""
        from cramp_timer.diary.storage.recorder import RunRecorder
        from cramp_timer.sessions.routine_session import RoutineSession

        name = PurePath(name).stem  # of a routine that was started by its path
        settings = self.settings
        pack = self.pack()
        if self._wants_short_words(name):
            routine = routine.in_short_words()
        pack.speak_routine(routine, SPEECH_SECONDS)
        return RoutineSession(
            routine, pack, self.output, self.clock,
            restart_holds=settings.resume == "restart", waits=settings.wait, style=settings.style,
            remarks=self.remarks,
            recorder=RunRecorder(self.recorder, routine.title, name, self.now),
        )  # fmt: skip

    def _wants_short_words(self, name: str) -> bool:
        """Return whether a routine is led in short words: as set, or once it is well known."""
        if self.settings.words != "auto":
            return self.settings.words == "short"
        try:
            return bool(name) and self.diary().times_finished(name) >= KNOWN_AFTER
        except CrampTimerError:  # without a diary nobody is known to know it
            return False

    def cramp_session(self, *, first: bool = False, keys: ReplyKeys | None = None) -> CrampSession:
        """Return a cramp to be led through; `first` if the process was started for it."""
        from cramp_timer.core.advice import ReplyKeys
        from cramp_timer.core.episode import Episode
        from cramp_timer.core.side import Side
        from cramp_timer.guide.texts import advice_for
        from cramp_timer.sessions.cramp_session import CrampSession

        settings = self.settings
        recorder = self.recorder
        recorder.remarks += [each for each in self.remarks if each not in recorder.remarks]
        reading = self.clock()
        started_at = self._options.started_at if first else None
        began = reading if started_at is None else started_at
        pack, advice = self.pack(), advice_for(settings)
        pack.speak_prompts(advice.spoken(keys or ReplyKeys.ANY))
        episode = Episode(
            advice, pack, self.clock, began,
            side=Side(self._options.side) if first else Side.NONE,
            profile=settings.profile, keys=keys or ReplyKeys.ANY,
        )  # fmt: skip
        started = self.now() - timedelta(seconds=reading - began)
        return CrampSession(episode, pack, self.output, recorder, started, when_ready=first)

    def day_session(self) -> DaySession:
        """Return a day of activity and rest in turn."""
        from cramp_timer.core.day_cycle import DayTimer
        from cramp_timer.sessions.day_session import DaySession

        settings = self.settings
        up, rest = 60 * settings.day_up_minutes, 60 * settings.day_rest_minutes
        return DaySession(self, DayTimer(self.clock, up, rest), self.clock)

    def export(
        self, routine: Routine | None, name: str, file: Path, *, overwrite: bool
    ) -> Generator[float]:
        """Write a routine as a file, or `None` for all of them, and yield the share that is done.

        CrampTimerError where that is not possible.
        """
        from cramp_timer.export.routine_export import EXPORT_GAIN, export_phone, export_routine
        from cramp_timer.library.overrides import all_routines

        profile, pack, settings = self.settings.profile, self.pack(), self.settings
        if routine is None:
            routines, _ = all_routines(profile)
            return export_phone(
                routines, file, pack=pack, gain=EXPORT_GAIN, settings=settings, overwrite=overwrite
            )
        return export_routine(
            name, routine.worded_for(profile), file, pack=pack, gain=EXPORT_GAIN,
            settings=settings, overwrite=overwrite,
        )  # fmt: skip

    # The diary

    def diary(self) -> Store:
        """Return the diary, opened once; DiaryError where it cannot be used."""
        from cramp_timer.diary.storage.store import Store
        from cramp_timer.system.paths import data_folder

        if self._store is None:
            self._store = Store(data_folder(), patience=PATIENCE_SECONDS)
            self.remark(self._store.notice)
        return self._store

    @property
    def recorder(self) -> Recorder:
        """What writes cramps and runs down while they happen."""
        from cramp_timer.diary.storage.recorder import BackgroundRecorder
        from cramp_timer.system.paths import data_folder

        if self._recorder is None:
            self._recorder = BackgroundRecorder(data_folder)
        return self._recorder

    def close(self) -> str | None:
        """Write what is still to be written and close the device; why something is not kept."""
        self.release_output()
        if self._store is not None:
            self._store.close()
        if self._recorder is None:
            return None
        self._recorder.close()
        return self._recorder.problem
